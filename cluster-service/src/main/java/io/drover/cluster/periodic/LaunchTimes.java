package io.drover.cluster.periodic;

import io.drover.cluster.wire.DocumentShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.jobspec.PeriodicSpecDecoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a job's {@code jobspec.PeriodicSpec} and tells when launches are due. Expressions are matched against the time on the wall of
 * the job's zone: a time that a shift of the clocks leaves out is no launch, one that it repeats is the first of the two.
 *
 * <p>A search looks at each day until the last year that expressions know, 48,000 at most, and only when nothing ever matches.
 */
public final class LaunchTimes {
    /** No launch is due, ever. */
    public static final long NEVER = 0;

    private static final int SECONDS_PER_DAY = 86_400;
    /** As many times of day may be left out one after another: those of a shift of two hours. */
    private static final int TRIES_MAX = 7_200;

    private static final int OFFSET_MAX = 18 * 3_600;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PeriodicSpecDecoder spec = new PeriodicSpecDecoder();
    private final CronFields cron = new CronFields();
    private final CivilDate date = new CivilDate();
    private DirectBuffer bytes = new UnsafeBuffer(0, 0);
    private long[] fromSeconds = new long[64];
    private int[] offsets = new int[64];
    private int offsetCount;

    /** Whether bytes that came from outside are rules that can be read. */
    public static boolean isSound(final DirectBuffer rules) {
        if (rules.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        header.wrap(rules, 0);
        if (header.schemaId() != PeriodicSpecDecoder.SCHEMA_ID
                || header.templateId() != PeriodicSpecDecoder.TEMPLATE_ID
                || Shape.MISFIT
                        == DocumentShapes.PERIODIC_SPEC.walk(
                                rules, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), rules.capacity())) {
            return false;
        }
        final PeriodicSpecDecoder spec = new PeriodicSpecDecoder().wrapAndApplyHeader(rules, 0, header);
        final PeriodicSpecDecoder.CronsDecoder crons = spec.crons();
        while (crons.hasNext()) {
            crons.next();
        }
        long before = Long.MIN_VALUE;
        boolean isSound = true;
        for (final PeriodicSpecDecoder.OffsetsDecoder offset : spec.offsets()) {
            isSound &= offset.fromSecond() > before && Math.abs(offset.offsetSeconds()) <= OFFSET_MAX;
            before = offset.fromSecond();
        }
        return isSound;
    }

    /** Looks at the rules of a job, which must be sound. */
    public LaunchTimes of(final DirectBuffer rules) {
        bytes = rules;
        spec.wrapAndApplyHeader(rules, 0, header);
        final PeriodicSpecDecoder.CronsDecoder crons = spec.crons();
        while (crons.hasNext()) {
            crons.next();
        }
        final PeriodicSpecDecoder.OffsetsDecoder rows = spec.offsets();
        offsetCount = rows.count();
        if (offsetCount > offsets.length) {
            fromSeconds = Arrays.copyOf(fromSeconds, offsetCount);
            offsets = Arrays.copyOf(offsets, offsetCount);
        }
        for (int i = 0; i < offsetCount; i++) {
            fromSeconds[i] = rows.next().fromSecond();
            offsets[i] = rows.offsetSeconds();
        }
        return this;
    }

    public boolean isEnabled() {
        return spec.isEnabled() == Bool.YES;
    }

    /** Whether a launch waits for the end of the one before. */
    public boolean prohibitsOverlap() {
        return spec.prohibitsOverlap() == Bool.YES;
    }

    /** When the first launch after a time is due, in milliseconds, or {@link #NEVER}. */
    public long nextMs(final long afterMs) {
        long earliest = Long.MAX_VALUE;
        spec.wrapAndApplyHeader(bytes, 0, header);
        for (final PeriodicSpecDecoder.CronsDecoder each : spec.crons()) {
            cron.read(each);
            earliest = Math.min(earliest, nextSecond(Math.floorDiv(afterMs, 1_000L)));
        }
        return earliest == Long.MAX_VALUE ? NEVER : earliest * 1_000;
    }

    private long nextSecond(final long after) {
        long wall = after + offsetAt(after);
        for (int i = 0; i < TRIES_MAX && wall != Long.MAX_VALUE; i++) {
            wall = nextOnWall(wall + 1);
            final long second = wall == Long.MAX_VALUE ? wall : secondOf(wall);
            if (second > after) {
                return second;
            }
        }
        return Long.MAX_VALUE;
    }

    /** The moment at which a clock on the wall shows a time first, or the least value when it never does. */
    private long secondOf(final long wall) {
        for (int i = 0; i < Math.max(1, offsetCount); i++) {
            final long second = wall - (0 == offsetCount ? 0 : offsets[i]);
            if (second + offsetAt(second) == wall) {
                return second;
            }
        }
        return Long.MIN_VALUE;
    }

    private int offsetAt(final long second) {
        int at = 0;
        while (at + 1 < offsetCount && fromSeconds[at + 1] <= second) {
            at++;
        }
        return 0 == offsetCount ? 0 : offsets[at];
    }

    private long nextOnWall(final long from) {
        int secondOfDay = (int) Math.floorMod(from, (long) SECONDS_PER_DAY);
        long day = Math.floorDiv(from, (long) SECONDS_PER_DAY);
        while (date.of(day).year() <= CronFields.YEAR_MAX) {
            final int year = date.year();
            final int month = date.month();
            if (!cron.allowsYear(year)) {
                day = CivilDate.epochDay(Math.max(CronFields.YEAR_MIN, year + 1), 1, 1);
            } else if (!cron.allowsMonth(month)) {
                day += CivilDate.lengthOfMonth(year, month) - date.day() + 1;
            } else {
                final int found = cron.allowsDay(year, month, date.day()) ? cron.secondOfDay(secondOfDay) : -1;
                if (found >= 0) {
                    return day * SECONDS_PER_DAY + found;
                }
                day++;
            }
            secondOfDay = 0;
        }
        return Long.MAX_VALUE;
    }
}
