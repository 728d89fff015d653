package io.drover.agent.template.lang;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code printf} with the verbs of Go, its flags, widths and precisions, and its words for what does not fit. */
public final class Printf {
    private static final int WIDTH_MAX = 10_000;
    private static final int DEFAULT_PRECISION = 6;

    private final List<? extends @Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int used;

    private String flags = "";
    private int width = -1;
    private int precision = -1;

    private Printf(final List<? extends @Nullable Object> arguments) {
        this.arguments = arguments;
    }

    /** The format with the arguments filled in. */
    public static String format(final String format, final List<? extends @Nullable Object> arguments) {
        return new Printf(arguments).run(format);
    }

    private String run(final String format) {
        int i = 0;
        while (i < format.length()) {
            final int next = format.indexOf('%', i);
            if (next < 0) {
                out.append(format, i, format.length());
                break;
            }
            out.append(format, i, next);
            i = directive(format, next + 1);
        }
        if (used < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    /** Reads and prints a directive; gives the place after it. */
    private int directive(final String format, final int start) {
        int i = start;
        while (i < format.length() && "+-# 0".indexOf(format.charAt(i)) >= 0) {
            i++;
        }
        flags = format.substring(start, i);
        final int[] place = {i};
        width = number(format, place);
        precision = -1;
        if (place[0] < format.length() && format.charAt(place[0]) == '.') {
            place[0]++;
            precision = Math.max(0, number(format, place));
        }
        i = place[0];
        if (i >= format.length()) {
            out.append("%!(NOVERB)");
            return i;
        }
        final int verb = format.codePointAt(i);
        final int after = i + Character.charCount(verb);
        final String name = Character.toString(verb);
        if (verb == '%') {
            out.append('%');
        } else if (used >= arguments.size()) {
            out.append("%!").append(name).append("(MISSING)");
        } else {
            final Object value = arguments.get(used++);
            final String text = text(verb, value);
            out.append(text == null ? wrong(name, value) : text);
        }
        return after;
    }

    /** A number or a star, which takes an argument; negative when there is none. */
    private int number(final String format, final int[] place) {
        int i = place[0];
        if (i < format.length() && format.charAt(i) == '*') {
            place[0]++;
            if (used < arguments.size()
                    && arguments.get(used++) instanceof Long given
                    && Math.abs(given) <= WIDTH_MAX) {
                if (given < 0) {
                    flags += "-";
                }
                return (int) Math.abs(given);
            }
            out.append("%!(BADWIDTH)");
            return -1;
        }
        int value = -1;
        while (i < format.length() && Character.isDigit(format.charAt(i))) {
            value = Math.min(WIDTH_MAX, Math.max(0, value) * 10 + Character.digit(format.charAt(i), 10));
            i++;
        }
        place[0] = i;
        return value;
    }

    private void extra() {
        out.append("%!(EXTRA ");
        String separator = "";
        for (final Object value : arguments.subList(used, arguments.size())) {
            out.append(separator);
            out.append(value == null ? "<nil>" : Values.typeName(value) + "=" + GoFormat.plain(value));
            separator = ", ";
        }
        out.append(')');
    }

    private static String wrong(final String verb, final @Nullable Object value) {
        return value == null
                ? "%!" + verb + "(<nil>)"
                : "%!" + verb + "(" + Values.typeName(value) + "=" + GoFormat.plain(value) + ")";
    }

    private boolean has(final char flag) {
        return flags.indexOf(flag) >= 0;
    }

    /** The value as the verb wants it; null when they do not fit. */
    private @Nullable String text(final int verb, final @Nullable Object value) {
        if (verb == 'T') {
            return padded(Values.typeName(value));
        }
        if (verb == 'v') {
            return value == null ? padded("<nil>") : general(value);
        }
        if (value == null) {
            return null;
        }
        if (value instanceof TemplateObject object && Values.isText(object)) {
            return ofText(verb, object.toString());
        }
        if (value instanceof List<?> list) {
            return ofList(verb, list);
        }
        if (value instanceof Map<?, ?> map) {
            return verb == 's' ? padded(GoFormat.plain(map)) : null;
        }
        if (value instanceof Long number) {
            return ofInteger(verb, number);
        }
        if (value instanceof Double number) {
            return ofFraction(verb, number);
        }
        if (value instanceof Boolean) {
            return verb == 't' ? padded(value.toString()) : null;
        }
        return ofText(verb, value.toString());
    }

    private String general(final Object value) {
        if (has('#')) {
            return padded(GoSyntax.of(value));
        }
        if (value instanceof Long number) {
            return String.valueOf(ofInteger('d', number));
        }
        if (value instanceof Double number) {
            return String.valueOf(ofFraction('v', number));
        }
        return value instanceof String text ? String.valueOf(ofText('s', text)) : padded(GoFormat.plain(value));
    }

    private String ofList(final int verb, final List<?> list) {
        final StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < list.size(); i++) {
            final String item = text(verb, list.get(i));
            text.append(i > 0 ? " " : "").append(item == null ? wrong(Character.toString(verb), list.get(i)) : item);
        }
        return text.append(']').toString();
    }

    private @Nullable String ofText(final int verb, final String text) {
        final String cut = precision >= 0 && precision < text.codePointCount(0, text.length())
                ? text.substring(0, text.offsetByCodePoints(0, precision))
                : text;
        return switch (verb) {
            case 's' -> padded(cut);
            case 'q' -> padded(has('#') && !cut.contains("`") ? "`" + cut + "`" : GoText.quote(cut));
            case 'x' -> padded(HexFormat.of().formatHex(cut.getBytes(StandardCharsets.UTF_8)));
            case 'X' -> padded(HexFormat.of().withUpperCase().formatHex(cut.getBytes(StandardCharsets.UTF_8)));
            default -> null;
        };
    }

    private @Nullable String ofInteger(final int verb, final long number) {
        return switch (verb) {
            case 'd' -> signed(number, Long.toString(number), "");
            case 'b' -> signed(number, Long.toString(number, 2), has('#') ? "0b" : "");
            case 'o' -> signed(number, Long.toString(number, 8), has('#') ? "0" : "");
            case 'O' -> signed(number, Long.toString(number, 8), "0o");
            case 'x' -> signed(number, Long.toString(number, 16), has('#') ? "0x" : "");
            case 'X' -> signed(number, Long.toString(number, 16).toUpperCase(Locale.ROOT), has('#') ? "0X" : "");
            case 'c' -> padded(character(number));
            case 'q' -> padded("'" + character(number) + "'");
            case 'U' -> padded(String.format(Locale.ROOT, "U+%04X", number));
            default -> null;
        };
    }

    private static String character(final long number) {
        return Character.toString(Character.isValidCodePoint((int) number) && number >= 0 ? (int) number : 0xFFFD);
    }

    private String signed(final long number, final String text, final String prefix) {
        String digits = number < 0 ? text.substring(1) : text;
        final String sign = number < 0 ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        if (precision >= 0) {
            digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        } else if (has('0') && !has('-') && width > 0) {
            digits = "0".repeat(Math.max(0, width - sign.length() - prefix.length() - digits.length())) + digits;
        }
        return padded(sign + prefix + digits);
    }

    private @Nullable String ofFraction(final int verb, final double number) {
        final int digits = precision < 0 ? DEFAULT_PRECISION : precision;
        final String text = switch (verb) {
            case 'f', 'F' -> GoFormat.fixed(number, digits);
            case 'e' -> GoFormat.exponent(number, digits);
            case 'E' -> GoFormat.exponent(number, digits).toUpperCase(Locale.ROOT);
            case 'v', 'g' -> compact(number);
            case 'G' -> compact(number).toUpperCase(Locale.ROOT);
            default -> "";
        };
        if (text.isEmpty()) {
            return null;
        }
        final boolean isSigned = text.startsWith("-") || text.startsWith("+");
        final String sign = text.startsWith("-") ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        String rest = isSigned ? text.substring(1) : text;
        if (has('0') && !has('-') && width > 0) {
            rest = "0".repeat(Math.max(0, width - sign.length() - rest.length())) + rest;
        }
        return padded(sign + rest);
    }

    private String compact(final double number) {
        if (precision < 0) {
            return GoFormat.shortest(number);
        }
        final int significant = Math.max(1, precision);
        final String scientific = GoFormat.exponent(number, significant - 1);
        final int mark = scientific.indexOf('e');
        if (mark < 0) {
            return scientific;
        }
        final int exponent = Integer.parseInt(scientific.substring(mark + 1));
        if (exponent < -4 || exponent >= significant) {
            return trimmed(scientific.substring(0, mark)) + scientific.substring(mark);
        }
        return trimmed(GoFormat.fixed(number, Math.max(0, significant - 1 - exponent)));
    }

    private static String trimmed(final String digits) {
        return digits.indexOf('.') < 0 ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private String padded(final String text) {
        final int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }
}
