package io.drover.gateway.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CronCompilerTest {
    private static final long ALL_MINUTES = (1L << 60) - 1;

    @Test
    void shouldReadFiveSixAndSevenFields() {
        final CronCompiler five = new CronCompiler("30 4 1,15 * 5");
        assertThat(five.seconds).isEqualTo(1);
        assertThat(five.minutes).isEqualTo(1L << 30);
        assertThat(five.hours).isEqualTo(1 << 4);
        assertThat(five.days).isEqualTo(1 << 1 | 1 << 15);
        assertThat(five.months).isEqualTo(0x1ffe);
        assertThat(five.weekdays).isEqualTo(1 << 5);
        assertThat(five.restrictsDays && five.restrictsWeekdays).isTrue();
        assertThat(five.years[0]).isEqualTo(-1);

        final CronCompiler six = new CronCompiler("0 0 1 1 * 2030");
        assertThat(six.years[0]).isEqualTo(1L << 60);
        assertThat(six.years[1] | six.years[2]).isZero();

        final CronCompiler seven = new CronCompiler("*/20 * * * * * *");
        assertThat(seven.seconds).isEqualTo(1L | 1L << 20 | 1L << 40);
        assertThat(seven.minutes).isEqualTo(ALL_MINUTES);
        assertThat(seven.restrictsDays || seven.restrictsWeekdays).isFalse();
    }

    @Test
    void shouldReadListsRangesStepsAndNames() {
        final CronCompiler cron = new CronCompiler("10-12,50/4 0 * JAN,march-May Mon-wed,7");
        assertThat(cron.minutes).isEqualTo(0b111L << 10 | 1L << 50 | 1L << 54 | 1L << 58);
        assertThat(cron.months).isEqualTo(1 << 1 | 0b111 << 3);
        assertThat(cron.weekdays).isEqualTo(0b1111);
    }

    @Test
    void shouldReadWhatOnlyDaysHave() {
        final CronCompiler cron = new CronCompiler("0 0 L,LW,15W * 5L,2#3,sun#1");
        assertThat(cron.isLastDay && cron.isLastWorkday).isTrue();
        assertThat(cron.workdays).isEqualTo(1 << 15);
        assertThat(cron.days).isZero();
        assertThat(cron.lastWeekdays).isEqualTo(1 << 5);
        assertThat(cron.nthWeekdays).isEqualTo(1L << 12 | 1L);
        assertThat(cron.weekdays).isZero();
    }

    @Test
    void shouldKnowWords() {
        final CronCompiler weekly = new CronCompiler("@weekly");
        assertThat(weekly.minutes).isEqualTo(1);
        assertThat(weekly.hours).isEqualTo(1);
        assertThat(weekly.weekdays).isEqualTo(1);
        assertThat(weekly.restrictsDays).isFalse();
    }
}
