package io.drover.tools.cli.format;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;

/**
 * A problem over several lines, as editors and build servers that know HCL tools expect it:
 *
 * <pre>
 * Error: Unclosed configuration block
 *
 *   on web.hcl line 1:
 *    1: job "web" {
 *
 * There is no closing brace …
 * </pre>
 */
final class ProblemText {
    private static final int WIDTH = 80;

    private ProblemText() {}

    static String of(final Diagnostic diagnostic) {
        final StringBuilder text = new StringBuilder(diagnostic.isError() ? "Error: " : "Warning: ")
                .append(diagnostic.summary())
                .append("\n\n");
        if (diagnostic.line() > 0) {
            text.append("  on ").append(diagnostic.file()).append(" line ").append(diagnostic.line());
            final String number = Integer.toString(diagnostic.line());
            text.append(":\n").append(" ".repeat(Math.max(0, 4 - number.length())));
            text.append(number).append(": ").append(diagnostic.sourceLine()).append("\n\n");
        }
        return wrapped(text, diagnostic.detail()).toString();
    }

    private static StringBuilder wrapped(final StringBuilder text, final String detail) {
        int column = 0;
        for (final String word : detail.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.append('\n');
    }
}
