package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A file made for a task before it starts.
 *
 * @param source path of the template inside the task directory, or empty.
 * @param data the template itself, when {@code source} is empty.
 * @param destination where the result goes, inside the task directory.
 * @param permissions octal mode of the result.
 * @param leftDelimiter start of an action.
 * @param env whether the result is read as {@code KEY=VALUE} lines into the task's environment.
 */
public record TemplateSpec(
        String source, String data, String destination, String permissions, String leftDelimiter, boolean env) {
    static TemplateSpec of(final JsonNode node) {
        final String permissions = JsonFields.text(node, "Perms");
        final String delimiter = JsonFields.text(node, "LeftDelim");
        return new TemplateSpec(
                JsonFields.text(node, "SourcePath"),
                JsonFields.text(node, "EmbeddedTmpl"),
                JsonFields.text(node, "DestPath"),
                permissions.isEmpty() ? "0644" : permissions,
                delimiter.isEmpty() ? "{{" : delimiter,
                JsonFields.bool(node, "Envvars"));
    }
}
