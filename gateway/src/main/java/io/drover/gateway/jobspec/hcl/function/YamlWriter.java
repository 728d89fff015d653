package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes YAML in the block style, names in order: texts in double quotes, folded at blanks beyond column 80, texts of several
 * lines as literal blocks where their characters allow it.
 */
final class YamlWriter {

    private static final int MAX_COLUMN = 80;
    private static final int MAX_SIMPLE_KEY = 128;
    private static final String ESCAPED = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029";
    private static final String ESCAPES = "0abtnvfre\"\\N_LP";

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    static String encode(final HclValue value) {
        final YamlWriter writer = new YamlWriter();
        writer.node(value, -2, false);
        return writer.text.toString();
    }

    /**
     * Writes a value after its indicator, and the end of its last line.
     *
     * @param indent of the collection around it
     * @param isInline whether the first part of a collection goes on the same line
     */
    private void node(final HclValue value, final int indent, final boolean isInline) {
        if (value instanceof HclSequence sequence && sequence.size() > 0) {
            sequence(sequence, indent + 2, isInline);
        } else if (value instanceof HclMapping mapping && !mapping.values().isEmpty()) {
            mapping(mapping, indent + 2, isInline);
        } else {
            scalar(value, indent + 2);
            if (text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }
    }

    private void sequence(final HclSequence sequence, final int indent, final boolean isFirstInline) {
        boolean isInline = isFirstInline;
        for (final HclValue element : sequence.elements()) {
            text.append(" ".repeat(isInline ? 0 : indent)).append("- ");
            isInline = false;
            node(element, indent, true);
        }
    }

    private void mapping(final HclMapping mapping, final int indent, final boolean isFirstInline) {
        boolean isInline = isFirstInline;
        for (final Map.Entry<String, HclValue> entry : mapping.values().entrySet()) {
            text.append(" ".repeat(isInline ? 0 : indent));
            isInline = false;
            final String key = entry.getKey();
            final HclValue value = entry.getValue();
            if (key.contains("\n") || key.getBytes(StandardCharsets.UTF_8).length > MAX_SIMPLE_KEY) {
                text.append("? ");
                node(HclValue.of(key), indent, true);
                text.append(" ".repeat(indent)).append(": ");
                node(value, indent, true);
            } else {
                quoted(key, 0, false);
                text.append(':');
                mappedValue(value, indent);
            }
        }
    }

    /** Lists stand under the first letter of their name, other collections two columns to the right. */
    private void mappedValue(final HclValue value, final int indent) {
        if (value instanceof HclSequence sequence && sequence.size() > 0) {
            text.append('\n');
            sequence(sequence, indent, false);
        } else if (value instanceof HclMapping mapping && !mapping.values().isEmpty()) {
            text.append('\n');
            mapping(mapping, indent + 2, false);
        } else {
            text.append(' ');
            node(value, indent, false);
        }
    }

    private void scalar(final HclValue value, final int indent) {
        if (value instanceof HclValue.Text string) {
            if (string.value().contains("\n") && canBeLiteral(string.value())) {
                literal(string.value(), indent);
            } else {
                quoted(string.value(), indent, true);
            }
        } else if (value instanceof HclSequence) {
            text.append("[]");
        } else if (value instanceof HclMapping) {
            text.append("{}");
        } else if (value instanceof HclNumber number) {
            text.append(number);
        } else {
            text.append(value instanceof HclValue.Bool bool ? Boolean.toString(bool.value()) : "null");
        }
    }

    private static boolean canBeLiteral(final String string) {
        return string.codePoints().allMatch(YamlWriter::isPrintable)
                && !string.contains(" \n")
                && !string.endsWith(" ");
    }

    private static boolean isPrintable(final int c) {
        return c == '\n'
                || (c >= ' ' && c <= '~')
                || (c >= 0xa0 && c < 0x10000 && !Character.isSurrogate((char) c) && c != 0xfeff && c < 0xfffe);
    }

    private void literal(final String string, final int indent) {
        text.append('|');
        if (string.startsWith(" ") || string.startsWith("\n")) {
            text.append('2');
        }
        if (!string.endsWith("\n")) {
            text.append('-');
        } else if (string.length() == 1 || string.endsWith("\n\n")) {
            text.append('+');
        }
        text.append('\n');
        final String content = string.endsWith("\n") ? string.substring(0, string.length() - 1) : string;
        for (final String line : content.split("\n", -1)) {
            text.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
        }
    }

    private void quoted(final String string, final int indent, final boolean mayFold) {
        text.append('"');
        boolean isAfterBlank = false;
        for (int i = 0; i < string.length(); i += Character.charCount(string.codePointAt(i))) {
            final int c = string.codePointAt(i);
            final boolean isInside = i > 0 && i < string.length() - 1;
            if (!isPrintable(c) || c == '"' || c == '\\' || isBreak(c)) {
                escape(c);
            } else if (c == ' ' && mayFold && !isAfterBlank && isInside && column() > MAX_COLUMN) {
                text.append('\n').append(" ".repeat(indent)).append(string.charAt(i + 1) == ' ' ? "\\" : "");
            } else {
                text.appendCodePoint(c);
            }
            isAfterBlank = c == ' ';
        }
        text.append('"');
    }

    private int column() {
        final int lineStart = text.lastIndexOf("\n") + 1;
        return text.codePointCount(lineStart, text.length());
    }

    private static boolean isBreak(final int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private void escape(final int c) {
        final int known = ESCAPED.indexOf(c);
        text.append('\\');
        if (known >= 0) {
            text.append(ESCAPES.charAt(known));
        } else {
            text.append(c <= 0xff ? String.format("x%02X", c) : String.format(c <= 0xffff ? "u%04X" : "U%08X", c));
        }
    }
}
