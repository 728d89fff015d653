package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A volume that a group asks for.
 *
 * @param type {@code host} or {@code csi}.
 * @param source the volume's name; the index of the allocation is added when {@code perAlloc}.
 * @param readOnly whether tasks only read.
 */
public record VolumeSpec(String type, String source, boolean readOnly, boolean perAlloc) {
    static Map<String, VolumeSpec> mapOf(final JsonNode group) {
        final Map<String, VolumeSpec> volumes = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> entry :
                JsonFields.object(group, "Volumes").properties()) {
            final JsonNode volume = entry.getValue();
            volumes.put(
                    entry.getKey(),
                    new VolumeSpec(
                            JsonFields.text(volume, "Type"),
                            JsonFields.text(volume, "Source"),
                            JsonFields.bool(volume, "ReadOnly"),
                            JsonFields.bool(volume, "PerAlloc")));
        }
        return volumes;
    }

    /** The name that the node must have it under. */
    public String sourceOf(final String allocIndex) {
        return perAlloc ? source + "[" + allocIndex + "]" : source;
    }
}
