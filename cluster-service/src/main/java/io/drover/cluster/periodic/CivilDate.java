package io.drover.cluster.periodic;

/** Days since the epoch as years, months and days of the proleptic Gregorian calendar, and back. Reused; allocates nothing. */
final class CivilDate {
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_FROM_ERA_TO_EPOCH = 719_468;
    private static final int[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private int year;
    private int month;
    private int day;

    int year() {
        return year;
    }

    /** From 1. */
    int month() {
        return month;
    }

    /** From 1. */
    int day() {
        return day;
    }

    /** Becomes the date of a day. Years begin in March here, so that the leap day is the last. */
    CivilDate of(final long epochDay) {
        final long shifted = epochDay + DAYS_FROM_ERA_TO_EPOCH;
        final long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        final int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
        final int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        final int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        final int shiftedMonth = (5 * dayOfYear + 2) / 153;
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return this;
    }

    /** Day since the epoch of a date. */
    static long epochDay(final int year, final int month, final int day) {
        final int shiftedYear = month <= 2 ? year - 1 : year;
        final int era = Math.floorDiv(shiftedYear, 400);
        final int yearOfEra = shiftedYear - era * 400;
        final int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        final int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_ERA_TO_EPOCH;
    }

    /** 0 is Sunday. */
    static int weekday(final long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    static int lengthOfMonth(final int year, final int month) {
        final boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && isLeap ? 29 : MONTH_LENGTHS[month - 1];
    }
}
