package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Sizes;
import java.util.List;

/** {@code printf} with Go's verbs {@code %v %s %q %d %x %f %t %%}, widths, precisions and left alignment. */
final class Printf {
    private static final int WIDTH_MAX = 1_000;
    private static final int DEFAULT_PRECISION = 6;

    private final List<JsonValue> arguments;
    private final StringBuilder text = new StringBuilder();
    private int used = 1;

    private Printf(final List<JsonValue> arguments) {
        this.arguments = arguments;
    }

    static String format(final List<JsonValue> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof JsonString format)) {
            throw new IllegalArgumentException("wrong type for value; expected string");
        }
        return new Printf(arguments).run(format.value());
    }

    private String run(final String format) {
        int i = 0;
        while (i < format.length()) {
            final char c = format.charAt(i++);
            if (c != '%') {
                text.append(c);
                continue;
            }
            final int start = i;
            while (i < format.length() && "-+# 0123456789.".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            if (i == format.length()) {
                text.append("%!(NOVERB)");
                break;
            }
            verb(format.charAt(i), format.substring(start, i));
            i++;
        }
        appendUnused();
        return text.toString();
    }

    private void verb(final char verb, final String flags) {
        if (verb == '%') {
            text.append('%');
            return;
        }
        if (used >= arguments.size()) {
            text.append("%!").append(verb).append("(MISSING)");
            return;
        }
        final JsonValue value = arguments.get(used++);
        pad(convert(verb, flags, value), flags);
    }

    private static String convert(final char verb, final String flags, final JsonValue value) {
        return switch (verb) {
            case 'v', 's' -> Values.text(value);
            case 'q' -> Quote.of(Values.text(value));
            case 'd' -> value instanceof JsonNumber ? Values.text(value) : wrong(verb, value);
            case 'x' -> value instanceof JsonNumber number ? Long.toHexString(number.longValue()) : wrong(verb, value);
            case 'f' ->
                value instanceof JsonNumber number
                        ? Sizes.decimals(number.doubleValue(), precision(flags))
                        : wrong(verb, value);
            case 't' -> value instanceof JsonBoolean ? Values.text(value) : wrong(verb, value);
            default -> wrong(verb, value);
        };
    }

    private static String wrong(final char verb, final JsonValue value) {
        return "%!" + verb + "(" + value.kind() + "=" + Values.text(value) + ")";
    }

    private static int precision(final String flags) {
        final int dot = flags.indexOf('.');
        return dot < 0 ? DEFAULT_PRECISION : bounded(flags.substring(dot + 1));
    }

    private void pad(final String value, final String flags) {
        final int dot = flags.indexOf('.');
        final String width = (dot < 0 ? flags : flags.substring(0, dot)).replaceAll("[-+# ]", "");
        final char filler = width.startsWith("0") ? '0' : ' ';
        final int missing = bounded(width) - value.codePointCount(0, value.length());
        final String filling = String.valueOf(filler).repeat(Math.max(0, missing));
        text.append(flags.indexOf('-') >= 0 ? value + filling : filling + value);
    }

    private static int bounded(final String digits) {
        return digits.isEmpty() || digits.length() > 4 ? 0 : Math.min(WIDTH_MAX, Integer.parseInt(digits));
    }

    private void appendUnused() {
        if (used >= arguments.size()) {
            return;
        }
        text.append("%!(EXTRA ");
        for (int i = used; i < arguments.size(); i++) {
            text.append(i == used ? "" : ", ").append(arguments.get(i).kind()).append('=');
            text.append(Values.text(arguments.get(i)));
        }
        text.append(')');
    }
}
