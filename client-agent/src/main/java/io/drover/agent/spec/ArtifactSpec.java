package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something that a task wants to have downloaded.
 *
 * @param source a URL.
 * @param options parameters such as {@code checksum} and {@code archive}.
 * @param headers request headers.
 * @param mode {@code any}, {@code file} or {@code dir}.
 * @param insecure certificates are not checked.
 * @param destination where it goes, relative to the task's directory.
 * @param chown belongs to the task's user afterwards.
 */
public record ArtifactSpec(
        String source,
        Map<String, String> options,
        Map<String, String> headers,
        String mode,
        boolean insecure,
        String destination,
        boolean chown) {
    /** Copies the maps. */
    public ArtifactSpec {
        options = Map.copyOf(options);
        headers = Map.copyOf(headers);
    }

    static ArtifactSpec of(final JsonNode node) {
        final String mode = JsonFields.text(node, "GetterMode");
        final String destination = JsonFields.text(node, "RelativeDest");
        return new ArtifactSpec(
                JsonFields.text(node, "GetterSource"),
                JsonFields.stringMap(node, "GetterOptions"),
                JsonFields.stringMap(node, "GetterHeaders"),
                mode.isEmpty() ? "any" : mode,
                JsonFields.bool(node, "GetterInsecure"),
                destination.isEmpty() ? "local/" : destination,
                JsonFields.bool(node, "Chown"));
    }
}
