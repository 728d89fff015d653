package io.drover.gateway.edge;

import java.util.concurrent.TimeUnit;

/**
 * Compares what one node says that it offers with what the state has of it, as digests, and says when the node should send its whole
 * list. The state is read again when the change feed tells of the node's registrations, when the digests differ, and now and then. One
 * difference is not enough to ask: a change may be on its way. Asked again and again in vain, it asks less and less often. The edge's
 * thread.
 */
final class RegistrationWatch {
    private static final long READ_AGAIN_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MIN_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_MAX_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIFFERENCES_MIN = 2;

    private boolean isRead;
    private boolean isDirty = true;
    private boolean isReading;
    private long readNs;
    private long stored;
    private int differences;
    private long pauseNs = PAUSE_MIN_NS;
    private long pausedUntilNs;

    /** Registrations of the node have changed in the state. */
    void markDirty() {
        isDirty = true;
    }

    /** Whether the state should be read now; if so an answer follows. */
    boolean beginRead(final long offered, final long nowNs) {
        if (isReading || (isRead && !isDirty && stored == offered && nowNs - readNs < READ_AGAIN_NS)) {
            return false;
        }
        isReading = true;
        isDirty = false;
        readNs = nowNs;
        return true;
    }

    /** What was read. */
    void onRead(final long digest) {
        isReading = false;
        isRead = true;
        stored = digest;
    }

    /** Nothing could be read. */
    void onReadFailed() {
        isReading = false;
        isDirty = true;
    }

    /** Whether a node that offers this should send its whole list. */
    boolean wants(final long offered, final long nowNs) {
        if (!isRead || stored == offered) {
            if (isRead && !isDirty) {
                pauseNs = PAUSE_MIN_NS;
            }
            differences = 0;
            return false;
        }
        if (++differences < DIFFERENCES_MIN || nowNs - pausedUntilNs < 0) {
            return false;
        }
        pausedUntilNs = nowNs + pauseNs;
        pauseNs = Math.min(2 * pauseNs, PAUSE_MAX_NS);
        return true;
    }
}
