package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where a task wants to see a volume of its group.
 *
 * @param volume name within the group, not interpolated.
 * @param destination path that the task sees, not interpolated.
 */
public record VolumeMountSpec(String volume, String destination, boolean readOnly) {
    static List<VolumeMountSpec> listOf(final JsonNode task) {
        return JsonFields.array(task, "VolumeMounts").stream()
                .map(mount -> new VolumeMountSpec(
                        JsonFields.text(mount, "Volume"),
                        JsonFields.text(mount, "Destination"),
                        JsonFields.bool(mount, "ReadOnly")))
                .toList();
    }
}
