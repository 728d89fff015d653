package io.drover.cluster.member.journal;

import io.drover.cluster.member.MemberRings;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A member's journal: the tap of the service thread, the ring behind it, and the thread that writes.
 *
 * <pre>
 *  service thread ─► tap ─► ring ─► journal thread ─► segments
 *  snapshot scribe ─► queue ─────┘
 * </pre>
 */
public final class Journal implements AutoCloseable {
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final JournalSettings settings;
    private final RingBuffer ring;
    private final JournalCounters counters = new JournalCounters();
    private final JournalTap tap;
    private final JournalWriter writer;
    private final ErrorHandler errorHandler;
    private @Nullable AgentRunner runner;

    /**
     * Makes the parts; nothing runs yet.
     *
     * @param hasSnapshotFrom whether the member has a snapshot at this log position or behind it.
     */
    public Journal(
            final JournalSettings settings, final LongPredicate hasSnapshotFrom, final ErrorHandler errorHandler) {
        this.settings = settings;
        this.errorHandler = errorHandler;
        ring = MemberRings.createForOne(settings.ringLength());
        tap = new JournalTap(ring, counters);
        writer = new JournalWriter(
                settings, ring, counters, new JournalRetention(settings, hasSnapshotFrom), errorHandler);
    }

    /** Starts the thread that writes. */
    public void start() {
        final AgentRunner started = new AgentRunner(new SleepingIdleStrategy(IDLE_NS), errorHandler, null, writer);
        runner = started;
        AgentRunner.startOnThread(started);
    }

    /** What the service thread tells. */
    public AppliedSink tap() {
        return tap;
    }

    /** How it was made. */
    public JournalSettings settings() {
        return settings;
    }

    /** What it does. */
    public JournalCounters counters() {
        return counters;
    }

    /** A snapshot's file is complete. Any thread. */
    public void onSnapshotWritten(final long logPosition, final long index, final long digest) {
        writer.onSnapshotWritten(new SnapshotNotice(logPosition, index, digest));
    }

    /** Log position behind which the oldest segment begins; what is kept of snapshots begins there too. -1 without segments. */
    public long oldestPosition() {
        final var all = new Segments(settings.directory()).list();
        return all.isEmpty() ? -1 : all.get(0).afterPosition();
    }

    @Override
    public void close() {
        CloseHelper.quietClose(runner);
    }
}
