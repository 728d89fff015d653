package io.drover.cluster.periodic;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.jobspec.PeriodicSpecEncoder;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LaunchTimesTest {
    private static final int ALL_HOURS = (1 << 24) - 1;
    private static final int ALL_MONTHS = 0x1ffe;

    private final LaunchTimes times = new LaunchTimes();

    /** An expression, times of day apart from the minute being fixed. */
    private record Cron(
            int minute, int hours, int days, int workdays, int months, int weekdays, int lastWeekdays, boolean last) {
        boolean restrictsDays() {
            return days != 0 || workdays != 0 || last;
        }

        boolean restrictsWeekdays() {
            return weekdays != 0 || lastWeekdays != 0;
        }

        boolean matches(final LocalDateTime time) {
            final boolean isTime = time.getSecond() == 0
                    && time.getMinute() == minute
                    && (hours >>> time.getHour() & 1) != 0
                    && (months >>> time.getMonthValue() & 1) != 0;
            if (!isTime || !restrictsDays() && !restrictsWeekdays()) {
                return isTime;
            }
            final int day = time.getDayOfMonth();
            final int weekday = time.getDayOfWeek().getValue() % 7;
            final boolean isLastWeekday = time.with(TemporalAdjusters.lastInMonth(time.getDayOfWeek()))
                            .getDayOfMonth()
                    == day;
            return (days >>> day & 1) != 0
                    || last && time.with(TemporalAdjusters.lastDayOfMonth()).getDayOfMonth() == day
                    || isWorkday(time)
                    || (weekdays >>> weekday & 1) != 0
                    || (lastWeekdays >>> weekday & 1) != 0 && isLastWeekday;
        }

        private boolean isWorkday(final LocalDateTime time) {
            for (int day = 1; day <= time.toLocalDate().lengthOfMonth(); day++) {
                LocalDateTime wanted = time.withDayOfMonth(day);
                if (wanted.getDayOfWeek() == DayOfWeek.SATURDAY) {
                    wanted = day == 1 ? wanted.plusDays(2) : wanted.minusDays(1);
                } else if (wanted.getDayOfWeek() == DayOfWeek.SUNDAY) {
                    wanted = day == time.toLocalDate().lengthOfMonth() ? wanted.minusDays(2) : wanted.plusDays(1);
                }
                if ((workdays >>> day & 1) != 0 && wanted.equals(time)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void shouldFindWhatACalendarFinds() {
        final long seed = Long.getLong("seed", 1);
        final Random random = new Random(seed);
        final List<String> zones = List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
        for (int i = 0; i < 40; i++) {
            final ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            final Cron cron = random(random);
            times.of(encode(cron, zone));
            long second = 1_700_000_000L + random.nextInt(100_000_000);
            for (int launch = 0; launch < 3; launch++) {
                final long expected = byTrying(cron, zone, second);
                assertThat(times.nextMs(second * 1_000 + random.nextInt(1_000)))
                        .as("%s in %s after %d; seed %d", cron, zone, second, seed)
                        .isEqualTo(expected * 1_000);
                second = expected;
            }
        }
    }

    @Test
    void shouldFindTheLeapDay() {
        times.of(encode(new Cron(0, 1, 1 << 29, 0, 1 << 2, 0, 0, false), ZoneOffset.UTC));

        assertThat(times.nextMs(at("2025-03-01T00:00:00"))).isEqualTo(at("2028-02-29T00:00:00"));
        assertThat(times.nextMs(at("2096-02-29T00:00:00")))
                .as("2100 is no leap year, and beyond the last year")
                .isEqualTo(LaunchTimes.NEVER);
    }

    @Test
    void shouldNeverFindTheThirtiethOfFebruary() {
        times.of(encode(new Cron(0, 1, 1 << 30, 0, 1 << 2, 0, 0, false), ZoneOffset.UTC));

        assertThat(times.nextMs(0)).isEqualTo(LaunchTimes.NEVER);
    }

    @Test
    void shouldRefuseRulesThatAreNone() {
        final UnsafeBuffer sound = encode(new Cron(0, 1, 0, 0, ALL_MONTHS, 0, 0, false), ZoneId.of("Europe/Berlin"));

        assertThat(LaunchTimes.isSound(sound)).isTrue();
        for (int length = 0; length < sound.capacity(); length++) {
            assertThat(LaunchTimes.isSound(new UnsafeBuffer(sound, 0, length))).isFalse();
        }
    }

    private static long byTrying(final Cron cron, final ZoneId zone, final long after) {
        long second = after - Math.floorMod(after, 60L) + 60;
        long before = Long.MIN_VALUE;
        while (true) {
            final ZonedDateTime time = ZonedDateTime.ofInstant(java.time.Instant.ofEpochSecond(second), zone);
            final LocalDateTime wall = time.toLocalDateTime();
            final boolean isFirst = zone.getRules().getValidOffsets(wall).get(0).equals(time.getOffset());
            if (cron.matches(wall) && isFirst && second > before) {
                return second;
            }
            before = second;
            second += 60;
        }
    }

    private static Cron random(final Random random) {
        final boolean byDay = random.nextInt(3) == 0;
        final boolean byWeekday = random.nextInt(3) == 0;
        return new Cron(
                random.nextInt(60),
                random.nextInt() & ALL_HOURS | 1 << random.nextInt(4),
                byDay ? 1 << 1 + random.nextInt(28) : 0,
                random.nextInt(5) == 0 ? 1 << 1 + random.nextInt(28) : 0,
                random.nextInt() & ALL_MONTHS | 1 << 1 + random.nextInt(12),
                byWeekday ? 1 << random.nextInt(7) : 0,
                random.nextInt(5) == 0 ? 1 << random.nextInt(7) : 0,
                random.nextInt(6) == 0);
    }

    private static UnsafeBuffer encode(final Cron cron, final ZoneId zone) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final PeriodicSpecEncoder spec =
                new PeriodicSpecEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        spec.isEnabled(Bool.YES).prohibitsOverlap(Bool.NO);
        spec.cronsCount(1)
                .next()
                .seconds(1)
                .minutes(1L << cron.minute)
                .hours(cron.hours)
                .days(cron.days)
                .workdays(cron.workdays)
                .months(cron.months)
                .weekdays(cron.weekdays)
                .lastWeekdays(cron.lastWeekdays)
                .nthWeekdays(0)
                .years(-1)
                .yearsFrom2034(-1)
                .yearsFrom2098(-1)
                .isLastDay(cron.last ? Bool.YES : Bool.NO)
                .isLastWorkday(Bool.NO)
                .restrictsDays(cron.restrictsDays() ? Bool.YES : Bool.NO)
                .restrictsWeekdays(cron.restrictsWeekdays() ? Bool.YES : Bool.NO);
        final List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(java.time.Instant.ofEpochSecond(1_600_000_000));
        while (next != null && transitions.size() < 60) {
            transitions.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        final PeriodicSpecEncoder.OffsetsEncoder offsets = spec.offsetsCount(1 + transitions.size());
        offsets.next()
                .fromSecond(0)
                .offsetSeconds(zone.getRules()
                        .getOffset(java.time.Instant.ofEpochSecond(1_600_000_000))
                        .getTotalSeconds());
        for (final ZoneOffsetTransition transition : transitions) {
            offsets.next()
                    .fromSecond(transition.toEpochSecond())
                    .offsetSeconds(transition.getOffsetAfter().getTotalSeconds());
        }
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + spec.encodedLength());
    }

    private static long at(final String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1_000;
    }
}
