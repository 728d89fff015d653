package io.drover.cluster;

/**
 * Time as the cluster agrees on it: that of log entries, never going back, whatever leader stamped them.
 *
 * <p>A leader whose clock is behind its predecessor's would otherwise stretch every deadline, so steps back are clamped. A
 * <em>silence</em>, a gap between two entries that is longer than the bound, means that nobody could write to the log: heartbeats
 * could not arrive, so deadlines of nodes move by the part of the gap above the bound instead of declaring every node dead.
 */
final class ClusterClock {
    private final long silenceMs;
    private long nowMs;

    ClusterClock(final long silenceMs) {
        this.silenceMs = silenceMs;
    }

    /** Milliseconds since the epoch at the latest entry. */
    long nowMs() {
        return nowMs;
    }

    /**
     * Takes over the time of an entry.
     *
     * @return by how much deadlines of nodes must move, 0 nearly always.
     */
    long advance(final long timestampMs) {
        final long gapMs = timestampMs - nowMs;
        if (gapMs <= 0) {
            return 0;
        }
        final boolean wasSilent = nowMs > 0 && gapMs > silenceMs;
        nowMs = timestampMs;
        return wasSilent ? gapMs - silenceMs : 0;
    }

    /** Continues from the time that a snapshot recorded. */
    void restore(final long recordedMs) {
        nowMs = recordedMs;
    }
}
