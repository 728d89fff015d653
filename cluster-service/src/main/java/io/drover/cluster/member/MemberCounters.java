package io.drover.cluster.member;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the service thread of a member does: written by that thread alone, read by any. Times are nanoseconds and never decide anything.
 */
public final class MemberCounters {
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong busyNs = new AtomicLong();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong snapshots = new AtomicLong();
    private final AtomicLong longestNs = new AtomicLong();
    private final AtomicLong logPosition = new AtomicLong();
    private volatile boolean leads;

    /** Commands applied since the start, those of the log's replay included. */
    public long entries() {
        return entries.get();
    }

    /** Timer entries applied since the start. */
    public long ticks() {
        return ticks.get();
    }

    /** Time spent on applying entries. */
    public long busyNs() {
        return busyNs.get();
    }

    /** Queries answered. */
    public long queries() {
        return queries.get();
    }

    /** Snapshots begun. */
    public long snapshots() {
        return snapshots.get();
    }

    /** The longest that one entry took since this was asked last. */
    public long takeLongestNs() {
        return longestNs.getAndSet(0);
    }

    /** Position in the log behind the last entry that was applied. */
    public long logPosition() {
        return logPosition.get();
    }

    /** Whether this member leads. */
    public boolean leads() {
        return leads;
    }

    void onEntry(final boolean isTick, final long startNs, final long position) {
        final long tookNs = System.nanoTime() - startNs;
        (isTick ? ticks : entries).lazySet((isTick ? ticks : entries).get() + 1);
        busyNs.lazySet(busyNs.get() + tookNs);
        logPosition.lazySet(position);
        if (tookNs > longestNs.get()) {
            longestNs.accumulateAndGet(Math.min(tookNs, TimeUnit.HOURS.toNanos(1)), Math::max);
        }
    }

    void onQueries(final int count) {
        if (count > 0) {
            queries.lazySet(queries.get() + count);
        }
    }

    void onSnapshot() {
        snapshots.incrementAndGet();
    }

    void leads(final boolean value) {
        leads = value;
    }
}
