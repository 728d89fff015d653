package io.drover.cluster.member;

import io.drover.cluster.feed.ChangeSink;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.feed.ChangesEncoder;
import io.drover.sbe.feed.ChangesLostEncoder;
import io.drover.sbe.feed.RoleChangeEncoder;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * Tells the gateway of this process what changed. The ring is bounded and the core never waits: when it is full changes are
 * dropped, and the next thing that fits says so, upon which the gateway reads everything again.
 */
final class FeedPublisher implements ChangeSink {
    private final RingBuffer ring;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RoleChangeEncoder role = new RoleChangeEncoder();
    private final ChangesLostEncoder lost = new ChangesLostEncoder();
    private boolean hasLost;

    FeedPublisher(final RingBuffer ring) {
        this.ring = ring;
    }

    @Override
    public void onChanges(final DirectBuffer changes, final int offset, final int length) {
        if (hasLost && !sayLost()) {
            return;
        }
        if (length > ring.maxMsgLength() || !ring.write(ChangesEncoder.SCHEMA_ID, changes, offset, length)) {
            hasLost = true;
        }
    }

    void onRole(final boolean isLeader, final int leaderMemberId) {
        role.wrapAndApplyHeader(buffer, 0, header)
                .isLeader(isLeader ? Bool.YES : Bool.NO)
                .leaderMemberId(leaderMemberId)
                .leadershipTermId(0);
        ring.write(RoleChangeEncoder.SCHEMA_ID, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + role.encodedLength());
    }

    /** State came from a snapshot: whatever was read before is out of date. */
    void onChangesLost() {
        hasLost = !sayLost();
    }

    private boolean sayLost() {
        lost.wrapAndApplyHeader(buffer, 0, header);
        final boolean isSaid = ring.write(
                ChangesLostEncoder.SCHEMA_ID, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + lost.encodedLength());
        hasLost = !isSaid;
        return isSaid;
    }
}
