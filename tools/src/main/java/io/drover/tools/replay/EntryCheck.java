package io.drover.tools.replay;

import io.drover.cluster.StateMachine;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.sbe.journal.AppliedEntryDecoder;
import io.drover.sbe.journal.EntryKind;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what comes out of each entry with what the journal says came out when it was applied first: the index and the digest of
 * replies and changes at every entry, the digest of the state wherever there is one. Remembers the first difference.
 */
final class EntryCheck implements AppliedSink {
    private final boolean checksState;
    private final Map<Long, Long> snapshotDigests = new HashMap<>();
    private @Nullable AppliedEntryDecoder expected;
    private @Nullable Difference difference;
    private boolean isOff;
    private long entries;
    private long digests;

    /**
     * Makes a check.
     *
     * @param checksState whether the state is digested, which takes long when it is large.
     */
    EntryCheck(final boolean checksState) {
        this.checksState = checksState;
    }

    /** What is applied next is this. */
    void expect(final AppliedEntryDecoder entry) {
        expected = entry;
    }

    /** From now on everything may differ: something was changed on purpose. */
    void turnOff() {
        isOff = true;
    }

    /** A snapshot was ordered here; what its file says comes later. */
    void onSnapshotOrdered(final StateMachine machine, final long position) {
        if (checksState && !isOff) {
            snapshotDigests.put(position, machine.digest());
        }
    }

    /** The file of a snapshot was completed. */
    void onSnapshotWritten(final long position, final long digest) {
        final Long own = snapshotDigests.remove(position);
        if (own != null) {
            digests++;
            compare(position, "state", digest, own);
        }
    }

    @Nullable
    Difference difference() {
        return difference;
    }

    /** Entries whose index and effects were compared. */
    long entries() {
        return entries;
    }

    /** Digests of the state that were compared. */
    long digests() {
        return digests;
    }

    @Override
    public void onStart(final StateMachine machine, final long position) {
        // The state is loaded later.
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
        final AppliedEntryDecoder entry = expected;
        expected = null;
        if (entry == null || isOff) {
            return;
        }
        entries++;
        compare(position, "effects", entry.effectDigest(), effectDigest);
        compare(position, "index", entry.indexAfter(), machine.index());
        if (entry.stateDigest() != 0 && checksState) {
            digests++;
            compare(position, "state", entry.stateDigest(), machine.digest());
        }
    }

    private void compare(final long position, final String what, final long recorded, final long replayed) {
        if (recorded != replayed && difference == null) {
            difference = new Difference(position, what, recorded, replayed);
        }
    }
}
