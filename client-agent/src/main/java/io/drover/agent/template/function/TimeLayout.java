package io.drover.agent.template.function;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Times written as in an example: the second of January 2006, four minutes and five seconds past three in the afternoon. */
final class TimeLayout {
    private static final List<String> PARTS = List.of(
            "January", "Jan", "Monday", "Mon", "MST", "2006", "Z07:00", "Z0700", "-07:00", "-0700", "-07", "002", "01",
            "02", "03", "04", "05", "06", "15", "PM", "pm", "_2", "1", "2", "3", "4", "5");

    private TimeLayout() {}

    static String format(final ZonedDateTime time, final String layout) {
        final StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < layout.length()) {
            final int start = i;
            final int fraction = fraction(layout, start);
            if (fraction > 0) {
                text.append(fraction(time, layout.substring(start, start + fraction)));
                i += fraction;
                continue;
            }
            final String part = PARTS.stream()
                    .filter(candidate -> layout.startsWith(candidate, start))
                    .findFirst()
                    .orElse("");
            text.append(part.isEmpty() ? String.valueOf(layout.charAt(i)) : part(time, part));
            i += Math.max(1, part.length());
        }
        return text.toString();
    }

    /** How long a fraction of a second is here: a point or comma with zeros or nines that no other digit follows. */
    private static int fraction(final String layout, final int start) {
        if (start + 1 >= layout.length() || ".,".indexOf(layout.charAt(start)) < 0) {
            return 0;
        }
        final char digit = layout.charAt(start + 1);
        if (digit != '0' && digit != '9') {
            return 0;
        }
        int i = start + 1;
        while (i < layout.length() && layout.charAt(i) == digit) {
            i++;
        }
        return i < layout.length() && Character.isDigit(layout.charAt(i)) ? 0 : i - start;
    }

    private static String fraction(final ZonedDateTime time, final String part) {
        final int digits = Math.min(9, part.length() - 1);
        final String nanos = String.format(Locale.ROOT, "%09d", time.getNano()).substring(0, digits);
        if (part.charAt(1) == '0') {
            return part.charAt(0) + nanos;
        }
        final String trimmed = nanos.replaceAll("0+$", "");
        return trimmed.isEmpty() ? "" : part.charAt(0) + trimmed;
    }

    private static String part(final ZonedDateTime time, final String part) {
        return switch (part) {
            case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "MST" -> time.getOffset().getTotalSeconds() == 0 ? "UTC" : pattern(time, "zzz");
            case "2006" -> pattern(time, "uuuu");
            case "Z07:00" -> pattern(time, "XXX");
            case "Z0700" -> pattern(time, "XX");
            case "-07:00" -> pattern(time, "xxx");
            case "-0700" -> pattern(time, "xx");
            case "-07" -> pattern(time, "x");
            case "002" -> pattern(time, "DDD");
            case "01" -> pattern(time, "MM");
            case "02" -> pattern(time, "dd");
            case "03" -> pattern(time, "hh");
            case "04" -> pattern(time, "mm");
            case "05" -> pattern(time, "ss");
            case "06" -> pattern(time, "uu");
            case "15" -> pattern(time, "HH");
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            case "_2" -> String.format(Locale.ROOT, "%2d", time.getDayOfMonth());
            case "1" -> pattern(time, "M");
            case "2" -> pattern(time, "d");
            case "3" -> pattern(time, "h");
            case "4" -> pattern(time, "m");
            default -> pattern(time, "s");
        };
    }

    private static String pattern(final ZonedDateTime time, final String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
