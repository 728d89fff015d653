package io.drover.cluster.periodic;

import io.drover.sbe.common.Bool;
import io.drover.sbe.jobspec.PeriodicSpecDecoder;

/** One cron expression as bit sets, and the days and times of day that it allows. Reused. */
final class CronFields {
    /** No time of this day. */
    static final int NONE = -1;

    static final int YEAR_MIN = 1970;
    static final int YEAR_MAX = 2099;

    private static final int SATURDAY = 6;

    private long seconds;
    private long minutes;
    private int hours;
    private int days;
    private int workdays;
    private int months;
    private int weekdays;
    private int lastWeekdays;
    private long nthWeekdays;
    private final long[] years = new long[3];
    private boolean isLastDay;
    private boolean isLastWorkday;
    private boolean restrictsDays;
    private boolean restrictsWeekdays;

    void read(final PeriodicSpecDecoder.CronsDecoder cron) {
        seconds = cron.seconds();
        minutes = cron.minutes();
        hours = cron.hours();
        days = cron.days();
        workdays = cron.workdays();
        months = cron.months();
        weekdays = cron.weekdays();
        lastWeekdays = cron.lastWeekdays();
        nthWeekdays = cron.nthWeekdays();
        years[0] = cron.years();
        years[1] = cron.yearsFrom2034();
        years[2] = cron.yearsFrom2098();
        isLastDay = cron.isLastDay() == Bool.YES;
        isLastWorkday = cron.isLastWorkday() == Bool.YES;
        restrictsDays = cron.restrictsDays() == Bool.YES;
        restrictsWeekdays = cron.restrictsWeekdays() == Bool.YES;
    }

    boolean allowsYear(final int year) {
        final int bit = year - YEAR_MIN;
        return bit >= 0 && year <= YEAR_MAX && (years[bit >> 6] >>> (bit & 63) & 1) != 0;
    }

    boolean allowsMonth(final int month) {
        return (months >>> month & 1) != 0;
    }

    /** Whether a day is allowed within its month: when both kinds of fields restrict days, either may allow it. */
    boolean allowsDay(final int year, final int month, final int day) {
        if (!restrictsDays && !restrictsWeekdays) {
            return true;
        }
        return restrictsDays && allowsByDay(year, month, day) || restrictsWeekdays && allowsByWeekday(year, month, day);
    }

    /** The first second of a day, from one on, that is allowed, or {@link #NONE}. */
    int secondOfDay(final int from) {
        for (int hour = from / 3_600; hour < 24; hour++) {
            if ((hours >>> hour & 1) == 0) {
                continue;
            }
            final int firstMinute = hour == from / 3_600 ? from / 60 % 60 : 0;
            for (int minute = firstMinute; minute < 60; minute++) {
                final boolean isFirst = hour == from / 3_600 && minute == from / 60 % 60;
                final long left = (minutes >>> minute & 1) == 0 ? 0 : seconds & -1L << (isFirst ? from % 60 : 0);
                if (left != 0) {
                    return hour * 3_600 + minute * 60 + Long.numberOfTrailingZeros(left);
                }
            }
        }
        return NONE;
    }

    private boolean allowsByDay(final int year, final int month, final int day) {
        final int length = CivilDate.lengthOfMonth(year, month);
        if ((days >>> day & 1) != 0 || isLastDay && day == length) {
            return true;
        }
        if (isLastWorkday && day == nearestWorkday(year, month, length, length)) {
            return true;
        }
        for (int wanted = 1; wanted <= length; wanted++) {
            if ((workdays >>> wanted & 1) != 0 && day == nearestWorkday(year, month, wanted, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean allowsByWeekday(final int year, final int month, final int day) {
        final int weekday = CivilDate.weekday(CivilDate.epochDay(year, month, day));
        final int nth = (day - 1) / 7;
        return (weekdays >>> weekday & 1) != 0
                || (nthWeekdays >>> (5 * weekday + nth) & 1) != 0
                || (lastWeekdays >>> weekday & 1) != 0 && day + 7 > CivilDate.lengthOfMonth(year, month);
    }

    /** The day from Monday to Friday that is nearest to a day and in the same month. */
    private static int nearestWorkday(final int year, final int month, final int day, final int length) {
        final int weekday = CivilDate.weekday(CivilDate.epochDay(year, month, day));
        if (weekday == SATURDAY) {
            return day > 1 ? day - 1 : day + 2;
        }
        if (weekday == 0) {
            return day < length ? day + 1 : day - 2;
        }
        return day;
    }
}
