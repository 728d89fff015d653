package io.drover.gateway.compile;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes bit sets of a cron expression whose syntax was checked: what the state machine matches times against. Five fields; a sixth is
 * the year; with seven the first are seconds.
 */
final class CronCompiler {
    static final int YEAR_MIN = 1970;
    static final int YEAR_MAX = 2099;

    private static final Map<String, String> ALIASES = Map.of(
            "@yearly", "0 0 0 1 1 * *",
            "@annually", "0 0 0 1 1 * *",
            "@monthly", "0 0 0 1 * * *",
            "@weekly", "0 0 0 * * 0 *",
            "@daily", "0 0 0 * * * *",
            "@hourly", "0 0 * * * * *");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int FIELDS = 7;
    private static final int WEEK = 7;
    private static final int NTHS = 5;

    long seconds;
    long minutes;
    int hours;
    int days;
    int workdays;
    int months;
    int weekdays;
    int lastWeekdays;
    long nthWeekdays;
    final long[] years = new long[3];
    boolean isLastDay;
    boolean isLastWorkday;
    boolean restrictsDays = true;
    boolean restrictsWeekdays = true;

    CronCompiler(final String expression) {
        final String[] fields = fields(expression);
        seconds = range(fields[0], 0, 59);
        minutes = range(fields[1], 0, 59);
        hours = (int) range(fields[2], 0, 23);
        readDays(fields[3]);
        months = (int) range(fields[4], 1, 12, MONTHS, 1);
        readWeekdays(fields[5]);
        for (int year = YEAR_MIN; year <= YEAR_MAX; year++) {
            if (isWithin(fields[6], year, YEAR_MIN, YEAR_MAX)) {
                years[year - YEAR_MIN >> 6] |= 1L << (year - YEAR_MIN);
            }
        }
    }

    private static String[] fields(final String expression) {
        final String spec = expression.strip().toLowerCase(Locale.ROOT);
        final String[] given = ALIASES.getOrDefault(spec, spec).split("\\s+");
        final String[] fields = {"0", "*", "*", "*", "*", "*", "*"};
        final int first = given.length >= FIELDS ? 0 : 1;
        System.arraycopy(given, 0, fields, first, Math.min(given.length, FIELDS - first));
        return fields;
    }

    private void readDays(final String field) {
        for (final String part : field.split(",")) {
            if (isAny(part)) {
                restrictsDays = false;
            } else if (part.equals("l")) {
                isLastDay = true;
            } else if (part.equals("lw")) {
                isLastWorkday = true;
            } else if (part.endsWith("w")) {
                workdays |= 1 << Integer.parseInt(part.substring(0, part.length() - 1));
            } else {
                days |= (int) range(part, 1, 31);
            }
        }
    }

    private void readWeekdays(final String field) {
        for (final String part : field.split(",")) {
            final int hash = part.indexOf('#');
            if (isAny(part)) {
                restrictsWeekdays = false;
            } else if (hash > 0) {
                final int weekday = number(part.substring(0, hash), WEEKDAYS, 0) % WEEK;
                nthWeekdays |= 1L << NTHS * weekday + Integer.parseInt(part.substring(hash + 1)) - 1;
            } else if (part.endsWith("l")) {
                lastWeekdays |= 1 << number(part.substring(0, part.length() - 1), WEEKDAYS, 0) % WEEK;
            } else {
                final long found = range(part, 0, WEEK, WEEKDAYS, 0);
                // Sunday is 0 and 7.
                weekdays |= (int) (found & (1 << WEEK) - 1 | found >>> WEEK & 1);
            }
        }
    }

    private static boolean isAny(final String part) {
        return part.equals("*") || part.equals("?");
    }

    private static long range(final String field, final int min, final int max) {
        return range(field, min, max, List.of(), 0);
    }

    private static long range(
            final String field, final int min, final int max, final List<String> words, final int firstWord) {
        long bits = 0;
        for (int value = min; value <= max; value++) {
            for (final String part : field.split(",")) {
                bits |= matches(part, value, min, max, words, firstWord) ? 1L << value : 0;
            }
        }
        return bits;
    }

    private static boolean isWithin(final String field, final int value, final int min, final int max) {
        for (final String part : field.split(",")) {
            if (matches(part, value, min, max, List.of(), 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(
            final String part,
            final int value,
            final int min,
            final int max,
            final List<String> words,
            final int firstWord) {
        final int slash = part.indexOf('/');
        final String range = slash < 0 ? part : part.substring(0, slash);
        final int step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
        final int dash = range.indexOf('-');
        int from = min;
        int to = max;
        if (!isAny(range)) {
            from = number(dash < 0 ? range : range.substring(0, dash), words, firstWord);
            final boolean isOpen = dash < 0 && slash >= 0;
            to = isOpen ? max : number(dash < 0 ? range : range.substring(dash + 1), words, firstWord);
        }
        return value >= from && value <= to && (value - from) % step == 0;
    }

    private static int number(final String text, final List<String> words, final int firstWord) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        return words.indexOf(text.substring(0, 3)) + firstWord;
    }
}
