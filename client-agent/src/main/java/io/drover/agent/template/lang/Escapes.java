package io.drover.agent.template.lang;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Literals in quotes. */
final class Escapes {
    private static final int HEX = 16;
    private static final int OCTAL = 8;

    private Escapes() {}

    /** The value of a literal with its quotes; null when an escape is wrong. */
    static @Nullable String unquote(final String literal) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(literal.length());
        int i = 1;
        while (i < literal.length() - 1) {
            final char c = literal.charAt(i);
            if (c != '\\') {
                final int point = literal.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
                continue;
            }
            final char kind = literal.charAt(i + 1);
            final int digits = digits(kind);
            if (digits == 0) {
                final int plain = "abfnrtv\\'\"".indexOf(kind);
                if (plain < 0) {
                    return null;
                }
                bytes.write("\u0007\b\f\n\r\t\u000B\\'\"".charAt(plain));
                i += 2;
                continue;
            }
            final int from = i + (kind >= '0' && kind <= '7' ? 1 : 2);
            if (from + digits > literal.length() - 1) {
                return null;
            }
            final int value = number(literal.substring(from, from + digits), from == i + 1 ? OCTAL : HEX);
            if (value < 0 || !Character.isValidCodePoint(value)) {
                return null;
            }
            if (kind == 'u' || kind == 'U') {
                bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(value);
            }
            i = from + digits;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int digits(final char kind) {
        return switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            default -> 0;
        };
    }

    private static int number(final String digits, final int radix) {
        try {
            return digits.startsWith("-") || digits.startsWith("+") ? -1 : Integer.parseInt(digits, radix);
        } catch (final NumberFormatException e) {
            return -1;
        }
    }
}
