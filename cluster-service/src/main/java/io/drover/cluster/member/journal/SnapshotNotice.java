package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.SnapshotWrittenEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A snapshot's file is complete.
 *
 * @param logPosition at which it was taken.
 * @param index of the last step then.
 * @param digest of the state then.
 */
record SnapshotNotice(long logPosition, long index, long digest) {
    /** Writes the record; answers its length. */
    int encode(final MutableDirectBuffer buffer) {
        final SnapshotWrittenEncoder written =
                new SnapshotWrittenEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        written.logPosition(logPosition).index(index).stateDigest(digest);
        return MessageHeaderEncoder.ENCODED_LENGTH + written.encodedLength();
    }
}
