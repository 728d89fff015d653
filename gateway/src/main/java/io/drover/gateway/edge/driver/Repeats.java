package io.drover.gateway.edge.driver;

import java.util.concurrent.TimeUnit;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Tells which frames of idle streams need not be sent. A frame that says what the one before said is repeated some times, because
 * each may be lost; after that one now and then shows that the stream lives. One thread.
 */
final class Repeats {
    /** Repeats that go out at once. */
    static final int FREE = 5;

    private static final long SWEEP_NS = TimeUnit.MINUTES.toNanos(1);

    private static final class Said {
        long position;
        long extent;
        int repeats;
        long sentNs;
        long askedNs;
    }

    private final Long2ObjectHashMap<Said> byStream = new Long2ObjectHashMap<>();
    private final long intervalNs;
    private long sweepNs;

    /** @param intervalNs between two frames of a stream that has nothing new to say. */
    Repeats(final long intervalNs, final long nowNs) {
        this.intervalNs = intervalNs;
        sweepNs = nowNs + SWEEP_NS;
    }

    /**
     * Whether the frame can be left out.
     *
     * @param position where in the stream the frame stands.
     * @param extent anything else that makes it differ from the one before.
     */
    boolean isSpare(final int sessionId, final int streamId, final long position, final long extent, final long nowNs) {
        sweep(nowNs);
        final long key = Hashing.compoundKey(sessionId, streamId);
        Said said = byStream.get(key);
        if (said == null) {
            said = new Said();
            byStream.put(key, said);
            said.repeats = -1;
        } else if (said.position != position || said.extent != extent) {
            said.repeats = -1;
        }
        said.askedNs = nowNs;
        if (said.repeats >= FREE && nowNs - said.sentNs < intervalNs) {
            return true;
        }
        said.position = position;
        said.extent = extent;
        said.repeats++;
        said.sentNs = nowNs;
        return false;
    }

    /** Streams that are remembered. */
    int size() {
        return byStream.size();
    }

    /** Streams end without a word here; those that were not asked about for a while have ended. */
    private void sweep(final long nowNs) {
        if (nowNs - sweepNs >= 0) {
            sweepNs = nowNs + SWEEP_NS;
            byStream.values().removeIf(said -> nowNs - said.askedNs > SWEEP_NS);
        }
    }
}
