package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowEncoder;
import io.drover.scheduler.offheap.ByteStrings;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Remembers what was done to the counts of a job's groups: newest first, the last {@value #EVENTS_MAX} of each group. */
public final class ScalingEvents {
    /** Events of one group. */
    public static final int EVENTS_MAX = 20;

    private final ClusterState state;
    private final JobTable jobs;
    private final Step step;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final ScalingEventsRowEncoder row = new ScalingEventsRowEncoder();
    private final ScalingEventsRowDecoder former = new ScalingEventsRowDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

    /**
     * One event.
     *
     * @param hasCount whether the count was changed; otherwise only the message counts.
     */
    public record Event(
            boolean hasCount, boolean isError, long newCount, long previousCount, long evalHigh, long evalLow) {}

    public ScalingEvents(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        jobs = state.jobs();
    }

    /** Bytes that the next event may need beside its own. */
    public int length(final int job) {
        return state.heap().length(jobs.scalingEvents(job));
    }

    /** Adds an event in front of the others of its group. */
    public void add(
            final int job,
            final DirectBuffer group,
            final Event event,
            final DirectBuffer message,
            final DirectBuffer meta) {
        final int kept = countKept(job, group);
        row.wrapAndApplyHeader(scratch, 0, header).modifyIndex(step.index());
        final ScalingEventsRowEncoder.EventsEncoder events = row.eventsCount(kept + 1);
        events.next()
                .timeMs(step.nowMs())
                .createIndex(step.index())
                .hasCount(event.hasCount() ? Bool.YES : Bool.NO)
                .isError(event.isError() ? Bool.YES : Bool.NO)
                .newCount(event.newCount())
                .previousCount(event.previousCount());
        events.evalId().high(event.evalHigh()).low(event.evalLow());
        events.putGroup(group, 0, group.capacity())
                .putMessage(message, 0, message.capacity())
                .putMeta(meta, 0, meta.capacity());
        copyKept(job, group, events);
        jobs.scalingEvents(
                job, state.heap().put(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + row.encodedLength()));
        jobs.scalingIndex(job, step.index());
        step.single(TableId.SCALING_EVENTS);
    }

    private int countKept(final int job, final DirectBuffer group) {
        int ofGroup = 0;
        int kept = 0;
        for (final ScalingEventsRowDecoder.EventsDecoder event : events(job)) {
            event.wrapGroup(text);
            event.skipMessage();
            event.skipMeta();
            final boolean isSame = isGroup(group);
            ofGroup += isSame ? 1 : 0;
            kept += isSame && ofGroup >= EVENTS_MAX ? 0 : 1;
        }
        return kept;
    }

    private void copyKept(final int job, final DirectBuffer group, final ScalingEventsRowEncoder.EventsEncoder target) {
        int ofGroup = 0;
        for (final ScalingEventsRowDecoder.EventsDecoder event : events(job)) {
            final long timeMs = event.timeMs();
            final long createIndex = event.createIndex();
            final Bool hasCount = event.hasCount();
            final Bool isError = event.isError();
            final long newCount = event.newCount();
            final long previousCount = event.previousCount();
            final long evalHigh = event.evalId().high();
            final long evalLow = event.evalId().low();
            event.wrapGroup(text);
            final boolean isSame = isGroup(group);
            ofGroup += isSame ? 1 : 0;
            if (isSame && ofGroup >= EVENTS_MAX) {
                event.skipMessage();
                event.skipMeta();
                continue;
            }
            target.next()
                    .timeMs(timeMs)
                    .createIndex(createIndex)
                    .hasCount(hasCount)
                    .isError(isError)
                    .newCount(newCount)
                    .previousCount(previousCount);
            target.evalId().high(evalHigh).low(evalLow);
            target.putGroup(text, 0, text.capacity());
            event.wrapMessage(text);
            target.putMessage(text, 0, text.capacity());
            event.wrapMeta(text);
            target.putMeta(text, 0, text.capacity());
        }
    }

    private Iterable<ScalingEventsRowDecoder.EventsDecoder> events(final int job) {
        if (0 == length(job)) {
            return java.util.List.of();
        }
        state.heap().wrap(jobs.scalingEvents(job), view);
        return former.wrapAndApplyHeader(view, 0, headerDecoder).events();
    }

    private boolean isGroup(final DirectBuffer group) {
        return 0 == ByteStrings.compare(text, 0, text.capacity(), group, 0, group.capacity());
    }
}
