package io.drover.cluster.member.journal;

import java.util.concurrent.atomic.AtomicLong;

/** What the journal does: each written by one thread, read by any. */
public final class JournalCounters {
    final AtomicLong entries = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong gaps = new AtomicLong();
    final AtomicLong errors = new AtomicLong();
    final AtomicLong length = new AtomicLong();
    final AtomicLong position = new AtomicLong();
    volatile boolean isPaused;

    /** Entries written since the start. */
    public long entries() {
        return entries.get();
    }

    /** Bytes written since the start. */
    public long bytes() {
        return bytes.get();
    }

    /** Entries that found no room in the ring. */
    public long dropped() {
        return dropped.get();
    }

    /** Gaps written since the start. */
    public long gaps() {
        return gaps.get();
    }

    /** Times that writing failed. */
    public long errors() {
        return errors.get();
    }

    /** Bytes of all segments when they were last looked at. */
    public long length() {
        return length.get();
    }

    /** Log position of the last entry that was written. */
    public long position() {
        return position.get();
    }

    /** Whether nothing is written now, for want of disk or after a failure. */
    public boolean isPaused() {
        return isPaused;
    }
}
