package io.drover.agent.template.lang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as sequences of UTF-8 bytes, which is what the language counts, cuts and orders. */
final class GoText {
    private static final int LAST_ASCII = 0x7F;

    private GoText() {}

    static int byteLength(final String text) {
        return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    static int compare(final String one, final String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes from start to end as text; a cut character becomes the replacement character. */
    static String slice(final String text, final int start, final int end) {
        if (isAscii(text)) {
            return text.substring(start, end);
        }
        return new String(
                Arrays.copyOfRange(text.getBytes(StandardCharsets.UTF_8), start, end), StandardCharsets.UTF_8);
    }

    static long byteAt(final String text, final int position) {
        return Byte.toUnsignedLong(text.getBytes(StandardCharsets.UTF_8)[position]);
    }

    /** The text as a literal in double quotes. */
    static String quote(final String text) {
        final StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case 0x07 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0x0B -> quoted.append("\\v");
                default -> {
                    if (c < ' ' || c == LAST_ASCII) {
                        quoted.append(String.format("\\x%02x", c));
                    } else if (isPrintable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(final int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static boolean isAscii(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }
}
