package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.jobspec.PeriodicSpecEncoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * Compiles when launches of a job are due. The zone's rules for the next decades go along: the state machine must not read those of
 * the machine that it runs on.
 */
final class PeriodicCompiler {
    private static final int TRANSITIONS_MAX = 80;

    private final Clock clock;

    PeriodicCompiler(final Clock clock) {
        this.clock = clock;
    }

    /** The rules of a canonical job, nothing when it is not periodic. */
    byte[] compile(final JsonObject job) {
        final JsonObject periodic = job.object("Periodic");
        if (periodic == null) {
            return new byte[0];
        }
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final PeriodicSpecEncoder spec =
                new PeriodicSpecEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        spec.isEnabled(bool(periodic.flag("Enabled"))).prohibitsOverlap(bool(periodic.flag("ProhibitOverlap")));
        final List<String> expressions = expressions(periodic);
        final PeriodicSpecEncoder.CronsEncoder crons = spec.cronsCount(expressions.size());
        expressions.forEach(expression -> write(new CronCompiler(expression), crons.next()));
        writeOffsets(spec, zone(periodic.text("TimeZone")));
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + spec.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static List<String> expressions(final JsonObject periodic) {
        final List<String> expressions = new ArrayList<>();
        if (!periodic.text("Spec").isEmpty()) {
            expressions.add(periodic.text("Spec"));
        }
        final JsonArray several = periodic.array("Specs");
        if (several != null) {
            for (final JsonValue each : several) {
                if (each instanceof JsonString expression) {
                    expressions.add(expression.value());
                }
            }
        }
        return expressions;
    }

    private static void write(final CronCompiler cron, final PeriodicSpecEncoder.CronsEncoder target) {
        target.seconds(cron.seconds)
                .minutes(cron.minutes)
                .hours(cron.hours)
                .days(cron.days)
                .workdays(cron.workdays)
                .months(cron.months)
                .weekdays(cron.weekdays)
                .lastWeekdays(cron.lastWeekdays)
                .nthWeekdays(cron.nthWeekdays)
                .years(cron.years[0])
                .yearsFrom2034(cron.years[1])
                .yearsFrom2098(cron.years[2])
                .isLastDay(bool(cron.isLastDay))
                .isLastWorkday(bool(cron.isLastWorkday))
                .restrictsDays(bool(cron.restrictsDays))
                .restrictsWeekdays(bool(cron.restrictsWeekdays));
    }

    private void writeOffsets(final PeriodicSpecEncoder spec, final ZoneId zone) {
        final Instant now = clock.instant();
        final List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(now);
        while (next != null && transitions.size() < TRANSITIONS_MAX) {
            transitions.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        final PeriodicSpecEncoder.OffsetsEncoder offsets = spec.offsetsCount(1 + transitions.size());
        offsets.next()
                .fromSecond(0)
                .offsetSeconds(zone.getRules().getOffset(now).getTotalSeconds());
        for (final ZoneOffsetTransition transition : transitions) {
            offsets.next()
                    .fromSecond(transition.toEpochSecond())
                    .offsetSeconds(transition.getOffsetAfter().getTotalSeconds());
        }
    }

    /** The names were checked when the job was admitted. */
    private static ZoneId zone(final String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (final DateTimeException ex) {
            return ZoneOffset.UTC;
        }
    }

    private static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }
}
