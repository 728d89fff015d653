package io.drover.agent.template;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads a rendered file as variables: {@code KEY=VALUE} lines, values plain or in quotes, comments and empty lines left out. */
final class EnvFile {
    private EnvFile() {}

    static Map<String, String> parse(final String text, final Path file) throws TemplateFailure {
        final Map<String, String> variables = new TreeMap<>();
        int number = 0;
        for (final String raw : text.split("\n", -1)) {
            number++;
            final String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            final String assignment =
                    line.startsWith("export ") ? line.substring(7).strip() : line;
            final int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw TemplateFailure.fatal(
                        "Template failed to read environment variables: error parsing env template \"" + file
                                + "\": error on line " + number + ": missing " + (equals < 0 ? "=" : "key"));
            }
            variables.put(
                    assignment.substring(0, equals).strip(),
                    value(assignment.substring(equals + 1).strip()));
        }
        return variables;
    }

    private static String value(final String written) {
        final boolean isQuoted = written.length() >= 2
                && (written.charAt(0) == '"' || written.charAt(0) == '\'')
                && written.charAt(written.length() - 1) == written.charAt(0);
        if (!isQuoted) {
            return written;
        }
        final String inner = written.substring(1, written.length() - 1);
        return written.charAt(0) == '\''
                ? inner
                : inner.replace("\\n", "\n")
                        .replace("\\r", "\r")
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\");
    }
}
