package io.drover.sbe.frame;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.FrameEncoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.Sealing;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
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
    private final ExpandableArrayBuffer kept = new ExpandableArrayBuffer();
    private PayloadKind keptKind = PayloadKind.NULL_VAL;
    private int keptLength;
    private int keptNext;
    private int keptCount;
    private long sequence;

    /** Writes frames of this connection. */
    public FrameWriter(final byte[] key, final long nodeHandle, final long connectionId) {
        this.mac = new FrameMac(key);
        this.nodeHandle = nodeHandle;
        this.connectionId = connectionId;
    }

    /**
     * Sends a payload, or begins to: of what is longer than the stream has room for the rest is kept, and {@link #flush} goes on with
     * it. False when nothing of it has gone and it is not kept.
     */
    public boolean send(
            final PayloadKind kind, final DirectBuffer payload, final int offset, final int length, final Offer offer) {
        if (!flush(offer)) {
            return false;
        }
        final int count = Math.max(1, (length + FrameLayout.FRAGMENT_LENGTH_MAX - 1) / FrameLayout.FRAGMENT_LENGTH_MAX);
        if (count > FrameLayout.FRAGMENT_COUNT_MAX) {
            throw new IllegalArgumentException(
                    "payload of " + length + " bytes needs more than " + FrameLayout.FRAGMENT_COUNT_MAX + " frames");
        }
        sequence++;
        final int sent = offer(kind, payload, offset, length, 0, count, offer);
        if (sent > 0 && sent < count) {
            kept.putBytes(0, payload, offset, length);
            keptKind = kind;
            keptLength = length;
            keptNext = sent;
            keptCount = count;
        }
        return sent > 0;
    }

    /** Goes on with what was kept; true when nothing is kept any more. */
    public boolean flush(final Offer offer) {
        if (keptNext < keptCount) {
            keptNext = offer(keptKind, kept, 0, keptLength, keptNext, keptCount, offer);
        }
        return keptNext == keptCount;
    }

    /** Returns the fragment that could not be sent, or the count when all were. */
    private int offer(
            final PayloadKind kind,
            final DirectBuffer payload,
            final int offset,
            final int length,
            final int first,
            final int count,
            final Offer offer) {
        for (int fragment = first; fragment < count; fragment++) {
            final int from = fragment * FrameLayout.FRAGMENT_LENGTH_MAX;
            final int fragmentLength = Math.min(FrameLayout.FRAGMENT_LENGTH_MAX, length - from);
            if (!offer.offer(buffer, 0, encode(kind, payload, offset + from, fragmentLength, fragment, count))) {
                return fragment;
            }
        }
        return count;
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
