package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code formatdate} and {@code timeadd}. Times are RFC 3339 texts. */
final class DateFunctions {

    private static final Pattern RFC3339 = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?(?:Z|([+-])(\\d{2}):(\\d{2}))");

    private DateFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.of(
                        "formatdate", DateFunctions::formatDate, Parameter.text("format"), Parameter.text("time")),
                HclFunction.of(
                        "timeadd", DateFunctions::timeAdd, Parameter.text("timestamp"), Parameter.text("duration")));
    }

    private static OffsetDateTime parse(final String text, final int argument) throws FunctionException {
        final Matcher matcher = RFC3339.matcher(text);
        if (!matcher.matches()) {
            throw new FunctionException(argument, "not a valid RFC3339 timestamp: \"" + text + "\"");
        }
        final String fraction = matcher.group(7);
        final int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        try {
            return OffsetDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6),
                    nanos,
                    offset(matcher));
        } catch (final DateTimeException impossible) {
            throw new FunctionException(argument, "not a valid RFC3339 timestamp: " + impossible.getMessage());
        }
    }

    private static ZoneOffset offset(final Matcher matcher) {
        final String sign = matcher.group(8);
        if (sign == null) {
            return ZoneOffset.UTC;
        }
        final int minutes = number(matcher, 9) * 60 + number(matcher, 10);
        return ZoneOffset.ofTotalSeconds((sign.equals("-") ? -minutes : minutes) * 60);
    }

    private static int number(final Matcher matcher, final int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static HclValue timeAdd(final List<HclValue> arguments) throws FunctionException {
        final OffsetDateTime start = parse(Arguments.text(arguments, 0), FunctionException.NO_ARGUMENT);
        final String text = Arguments.text(arguments, 1);
        final GoDuration.Parsed duration = GoDuration.parse(text);
        if (duration.error() != null) {
            throw new FunctionException(duration.error());
        }
        final OffsetDateTime sum = start.plusNanos(duration.nanos());
        return HclValue.of(String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d%s",
                sum.getYear(),
                sum.getMonthValue(),
                sum.getDayOfMonth(),
                sum.getHour(),
                sum.getMinute(),
                sum.getSecond(),
                zone(sum, true, "Z")));
    }

    private static HclValue formatDate(final List<HclValue> arguments) throws FunctionException {
        final String format = Arguments.text(arguments, 0);
        final OffsetDateTime time = parse(Arguments.text(arguments, 1), 1);
        final StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            final char c = format.charAt(i);
            if (c == '\'') {
                i = quoted(format, i, text);
            } else if (isVerb(c)) {
                int end = i + 1;
                while (end < format.length() && format.charAt(end) == c) {
                    end++;
                }
                text.append(verb(format.substring(i, end), time));
                i = end;
            } else {
                text.append(c);
                i++;
            }
        }
        return HclValue.of(text.toString());
    }

    private static boolean isVerb(final char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int quoted(final String format, final int open, final StringBuilder text) throws FunctionException {
        if (format.startsWith("''", open)) {
            text.append('\'');
            return open + 2;
        }
        int i = open + 1;
        while (i < format.length()) {
            if (format.charAt(i) != '\'') {
                text.append(format.charAt(i++));
            } else if (format.startsWith("''", i)) {
                text.append('\'');
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw new FunctionException(0, "unterminated literal '");
    }

    private static String verb(final String verb, final OffsetDateTime time) throws FunctionException {
        final int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (verb) {
            case "YY" -> padded(time.getYear() % 100, 2);
            case "YYYY" -> padded(time.getYear(), 4);
            case "M" -> padded(time.getMonthValue(), 1);
            case "MM" -> padded(time.getMonthValue(), 2);
            case "MMM" ->
                time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "D" -> padded(time.getDayOfMonth(), 1);
            case "DD" -> padded(time.getDayOfMonth(), 2);
            case "EEE" ->
                time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3);
            case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "h" -> padded(time.getHour(), 1);
            case "hh" -> padded(time.getHour(), 2);
            case "H" -> padded(hour12, 1);
            case "HH" -> padded(hour12, 2);
            case "AA" -> time.getHour() < 12 ? "AM" : "PM";
            case "aa" -> time.getHour() < 12 ? "am" : "pm";
            case "m" -> padded(time.getMinute(), 1);
            case "mm" -> padded(time.getMinute(), 2);
            case "s" -> padded(time.getSecond(), 1);
            case "ss" -> padded(time.getSecond(), 2);
            case "Z" -> zone(time, true, "Z");
            case "ZZZ" -> zone(time, false, "UTC");
            case "ZZZZ" -> zone(time, false, "+0000");
            case "ZZZZZ" -> zone(time, true, "+00:00");
            default -> throw new FunctionException(0, "invalid date format verb \"" + verb + "\"" + advice(verb));
        };
    }

    private static String advice(final String verb) {
        return switch (verb.charAt(0)) {
            case 'Y' -> ": year must either be \"YY\" or \"YYYY\"";
            case 'M' -> ": month must be \"M\", \"MM\", \"MMM\", or \"MMMM\"";
            case 'D' -> ": day of month must either be \"D\" or \"DD\"";
            case 'E' -> ": day of week must either be \"EEE\" or \"EEEE\"";
            case 'h' -> ": 24-hour must either be \"h\" or \"hh\"";
            case 'H' -> ": 12-hour must either be \"H\" or \"HH\"";
            case 'A' -> ": must be \"AA\"";
            case 'a' -> ": must be \"aa\"";
            case 'm' -> ": minute must either be \"m\" or \"mm\"";
            case 's' -> ": second must either be \"s\" or \"ss\"";
            case 'Z' -> ": timezone must be Z, ZZZZ, or ZZZZZ";
            default -> "";
        };
    }

    private static String padded(final int value, final int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }

    private static String zone(final OffsetDateTime time, final boolean hasColon, final String forUtc) {
        final int minutes = time.getOffset().getTotalSeconds() / 60;
        if (minutes == 0) {
            return forUtc;
        }
        return (minutes < 0 ? "-" : "+")
                + padded(Math.abs(minutes) / 60, 2)
                + (hasColon ? ":" : "")
                + padded(Math.abs(minutes) % 60, 2);
    }
}
