package io.drover.gateway.jobspec.validate;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of cron expressions: five fields; a sixth is the year; with seven the first are seconds. Lists, ranges, steps,
 * names of months and days, {@code ?}, {@code L}, {@code W} and {@code #} are known, and the usual {@code @…} words.
 */
final class CronSyntax {

    private static final Map<String, String> ALIASES = Map.of(
            "@yearly", "0 0 0 1 1 * *",
            "@annually", "0 0 0 1 1 * *",
            "@monthly", "0 0 0 1 * * *",
            "@weekly", "0 0 0 * * 0 *",
            "@daily", "0 0 0 * * * *",
            "@hourly", "0 0 * * * * *");
    private static final String MONTHS =
            "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june"
                    + "|july|august|september|october|november|december";
    private static final String DAYS =
            "sun|mon|tue|wed|thu|fri|sat|sunday|monday|tuesday|wednesday|thursday|friday|saturday";
    private static final Pattern STEP = Pattern.compile("(.+)/(\\d{1,4})");

    /** A field: its name in messages, the numbers allowed, the words for them and the special forms. */
    private enum Field {
        SECOND("second", 0, 59, "", ""),
        MINUTE("minute", 0, 59, "", ""),
        HOUR("hour", 0, 23, "", ""),
        DAY_OF_MONTH("day-of-month", 1, 31, "", "l|lw|([1-9]|[12]\\d|3[01])w"),
        MONTH("month", 1, 12, MONTHS, ""),
        DAY_OF_WEEK("day-of-week", 0, 7, DAYS, "([0-7]|" + DAYS + ")(l|#[1-5])"),
        YEAR("year", 1970, 2099, "", "");

        private final String label;
        private final int min;
        private final int max;
        private final Pattern value;
        private final Pattern special;

        Field(final String label, final int min, final int max, final String words, final String special) {
            this.label = label;
            this.min = min;
            this.max = max;
            this.value = Pattern.compile("\\d{1,4}" + (words.isEmpty() ? "" : "|" + words));
            this.special = Pattern.compile(special);
        }
    }

    private CronSyntax() {}

    /** Returns what is wrong with an expression, or an empty text. */
    static String complaint(final String expression) {
        final String spec = expression.strip().toLowerCase(Locale.ROOT);
        final String[] given = ALIASES.getOrDefault(spec, spec).split("\\s+");
        if (spec.isEmpty()) {
            return "missing field(s)";
        }
        if (given.length < 5) {
            return "missing field(s)";
        }
        final Field[] fields = Field.values();
        final int first = given.length >= fields.length ? 0 : 1;
        for (int i = 0; i < Math.min(given.length, fields.length - first); i++) {
            final Field field = fields[i + first];
            for (final String part : given[i].split(",", -1)) {
                final String complaint = partComplaint(field, part);
                if (!complaint.isEmpty()) {
                    return complaint;
                }
            }
        }
        return "";
    }

    private static String partComplaint(final Field field, final String part) {
        final String syntaxError = "syntax error in " + field.label + " field: '" + part + "'";
        String range = part;
        final Matcher step = STEP.matcher(part);
        if (step.matches()) {
            range = step.group(1);
            final int size = Integer.parseInt(step.group(2));
            if (size < 1 || size > field.max) {
                return "invalid interval " + part;
            }
        }
        if (range.equals("*") || range.equals("?")) {
            return "";
        }
        if (field.special.matcher(range).matches() && range.equals(part) && !range.isEmpty()) {
            return "";
        }
        final String[] ends = range.split("-", -1);
        if (ends.length > 2) {
            return syntaxError;
        }
        for (final String end : ends) {
            if (!field.value.matcher(end).matches() || !isInRange(field, end)) {
                return syntaxError;
            }
        }
        return "";
    }

    private static boolean isInRange(final Field field, final String value) {
        if (!Character.isDigit(value.charAt(0))) {
            return true;
        }
        final int number = Integer.parseInt(value);
        return number >= field.min && number <= field.max;
    }
}
