package io.drover.sbe.frame;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.FrameEncoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.Sealing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Cuts payloads into authenticated frames of one connection and direction. One thread. */
public final class FrameWriter {
    /** Where frames go. */
    @FunctionalInterface
    public interface Offer {
        /** Takes a frame; false under back pressure or without a connection. */
        boolean offer(DirectBuffer buffer, int offset, int length);
    }

    private final byte[] bytes = new byte[FrameLayout.FRAME_LENGTH_MAX];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FrameEncoder frame = new FrameEncoder();
    private final FrameMac mac;
    private final long nodeHandle;
    private final long connectionId;
    private long sequence;

    /** Writes frames of this connection. */
    public FrameWriter(final byte[] key, final long nodeHandle, final long connectionId) {
        this.mac = new FrameMac(key);
        this.nodeHandle = nodeHandle;
        this.connectionId = connectionId;
    }

    /**
     * Sends a payload. When it returns false a part may have gone; the receiver drops the part as soon as it sees the next
     * payload, so sending the whole again is right.
     */
    public boolean send(
            final PayloadKind kind, final DirectBuffer payload, final int offset, final int length, final Offer offer) {
        final int fragmentCount =
                Math.max(1, (length + FrameLayout.FRAGMENT_LENGTH_MAX - 1) / FrameLayout.FRAGMENT_LENGTH_MAX);
        if (fragmentCount > FrameLayout.FRAGMENT_COUNT_MAX) {
            throw new IllegalArgumentException(
                    "payload of " + length + " bytes needs more than " + FrameLayout.FRAGMENT_COUNT_MAX + " frames");
        }
        sequence++;
        for (int fragment = 0; fragment < fragmentCount; fragment++) {
            final int from = fragment * FrameLayout.FRAGMENT_LENGTH_MAX;
            final int fragmentLength = Math.min(FrameLayout.FRAGMENT_LENGTH_MAX, length - from);
            final int frameLength = encode(kind, payload, offset + from, fragmentLength, fragment, fragmentCount);
            if (!offer.offer(buffer, 0, frameLength)) {
                return false;
            }
        }
        return true;
    }

    private int encode(
            final PayloadKind kind,
            final DirectBuffer payload,
            final int offset,
            final int length,
            final int fragment,
            final int fragmentCount) {
        frame.wrapAndApplyHeader(buffer, 0, header)
                .nodeHandle(nodeHandle)
                .connectionId(connectionId)
                .sequence(sequence);
        frame.kind(kind).sealing(Sealing.NONE).fragment(fragment).fragmentCount(fragmentCount);
        frame.putPayload(payload, offset, length);
        final int frameLength = MessageHeaderEncoder.ENCODED_LENGTH + frame.encodedLength();
        FrameLayout.authenticate(mac, bytes, frameLength);
        frame.mac().high(mac.high()).low(mac.low());
        return frameLength;
    }
}
