package io.drover.cluster.member.journal;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.AppliedEntryEncoder;
import io.drover.sbe.journal.ClusterEncoder;
import io.drover.sbe.journal.EntryKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies what was applied into the ring of the journal. When there is no room the entry is counted and dropped; the next one that fits
 * says which entry was before it, and that makes the gap visible. Belongs to the service thread, never waits, allocates nothing but for
 * digests of the state, of which there is one a minute of a small state and none of a large one: those have their digests in the files
 * of their snapshots, made by another thread.
 */
final class JournalTap implements AppliedSink {
    /** Digesting this many rows takes some milliseconds. */
    private static final int DIGEST_ROWS_MAX = 4_000;

    private static final long DIGEST_EVERY_MS = 60_000;
    private static final int LENGTH_LENGTH = Integer.BYTES;
    private static final int FIXED_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + AppliedEntryEncoder.BLOCK_LENGTH + LENGTH_LENGTH;

    private final RingBuffer ring;
    private final JournalCounters counters;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AppliedEntryEncoder entry = new AppliedEntryEncoder();
    private final ClusterEncoder cluster = new ClusterEncoder();
    private long previousPosition;
    private long clusterHigh;
    private long clusterLow;
    private long digestMs;

    JournalTap(final RingBuffer ring, final JournalCounters counters) {
        this.ring = ring;
        this.counters = counters;
    }

    @Override
    public void onStart(final StateMachine machine, final long position) {
        previousPosition = position;
        digestMs = machine.clockMs();
    }

    @Override
    public void onApplied(
            final StateMachine machine,
            final EntryKind kind,
            final long position,
            final long timestampMs,
            final long sessionId,
            final long effectDigest,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final long digest = digest(machine);
        final int claim = knows(machine.engine()) ? claim(FIXED_LENGTH + length) : -1;
        if (claim > 0) {
            entry.wrapAndApplyHeader(ring.buffer(), claim, header)
                    .logPosition(position)
                    .timestampMs(timestampMs)
                    .sessionId(sessionId)
                    .indexAfter(machine.index())
                    .stateDigest(digest)
                    .previousPosition(previousPosition)
                    .effectDigest(effectDigest)
                    .kind(kind)
                    .putEntry(buffer, offset, length);
            ring.commit(claim);
        } else {
            counters.dropped.lazySet(counters.dropped.get() + 1);
        }
        previousPosition = position;
    }

    /** Tells the writer whose entries these are, when it was not told yet; false when that finds no room. */
    private boolean knows(final @Nullable Engine engine) {
        if (engine == null) {
            return true;
        }
        final ClusterState state = engine.state();
        if (state.clusterIdHigh() == clusterHigh && state.clusterIdLow() == clusterLow) {
            return true;
        }
        final int claim = ring.tryClaim(
                ClusterEncoder.TEMPLATE_ID, MessageHeaderEncoder.ENCODED_LENGTH + ClusterEncoder.BLOCK_LENGTH);
        if (claim <= 0) {
            return false;
        }
        cluster.wrapAndApplyHeader(ring.buffer(), claim, header)
                .clusterId()
                .high(state.clusterIdHigh())
                .low(state.clusterIdLow());
        ring.commit(claim);
        clusterHigh = state.clusterIdHigh();
        clusterLow = state.clusterIdLow();
        return true;
    }

    /** The digest of the state when it is time for one and the state is small, else 0. */
    private long digest(final StateMachine machine) {
        final Engine engine = machine.engine();
        if (engine == null || machine.clockMs() - digestMs < DIGEST_EVERY_MS) {
            return 0;
        }
        digestMs = machine.clockMs();
        return engine.state().rowCount() > DIGEST_ROWS_MAX ? 0 : machine.digest();
    }

    private int claim(final int length) {
        return length > ring.maxMsgLength() ? -1 : ring.tryClaim(AppliedEntryEncoder.TEMPLATE_ID, length);
    }
}
