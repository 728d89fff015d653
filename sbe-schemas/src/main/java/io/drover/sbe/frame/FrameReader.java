package io.drover.sbe.frame;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.link.FrameDecoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.Sealing;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames apart: {@link #wrap} checks that the bytes are a frame at all, {@link #accept} authenticates it, orders it and puts
 * payloads together. Everything that is wrong is dropped; the result says why, so that it can be counted. One thread, one
 * connection per key.
 */
public final class FrameReader {
    /** What became of a frame. */
    public enum Result {
        /** A payload is complete. */
        COMPLETE,
        /** More fragments are to come. */
        PARTIAL,
        /** The code does not fit the key. */
        BAD_MAC,
        /** Repeated, late or out of order. */
        OUT_OF_ORDER,
        /** A payload is complete and is no message of its kind, or its counts and lengths lead beyond its end. */
        MALFORMED
    }

    private final byte[] bytes = new byte[FrameLayout.FRAME_LENGTH_MAX];
    private final UnsafeBuffer frameBuffer = new UnsafeBuffer(bytes);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FrameDecoder frame = new FrameDecoder();
    private final UnsafeBuffer fragment = new UnsafeBuffer(0, 0);
    private final PayloadCheck check = new PayloadCheck();
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer assembled = new ExpandableArrayBuffer();
    private @Nullable FrameMac mac;
    private int frameLength;
    private int assembledLength;
    private long assembledSequence;
    private int fragmentNext;
    private long lastSequence;

    /** Sets the key, and starts from the connection's first sequence. */
    public FrameReader key(final byte[] key) {
        mac = new FrameMac(key);
        lastSequence = 0;
        assembledSequence = 0;
        return this;
    }

    /** Copies a datagram and checks its form; false when it is no frame. */
    public boolean wrap(final DirectBuffer buffer, final int offset, final int length) {
        if (length < FrameLayout.ENVELOPE_LENGTH || length > FrameLayout.FRAME_LENGTH_MAX) {
            return false;
        }
        buffer.getBytes(offset, bytes, 0, length);
        header.wrap(frameBuffer, 0);
        if (header.schemaId() != FrameDecoder.SCHEMA_ID
                || header.templateId() != FrameDecoder.TEMPLATE_ID
                || header.blockLength() != FrameDecoder.BLOCK_LENGTH) {
            return false;
        }
        frame.wrap(frameBuffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        frameLength = length;
        return FrameLayout.ENVELOPE_LENGTH + frame.payloadLength() == length
                && frame.sealing() == Sealing.NONE
                && frame.fragmentCount() >= 1
                && frame.fragmentCount() <= FrameLayout.FRAGMENT_COUNT_MAX
                && frame.fragment() < frame.fragmentCount();
    }

    /** Node that the wrapped frame says it is from or for. */
    public long nodeHandle() {
        return frame.nodeHandle();
    }

    /** Connection that the wrapped frame says it belongs to. */
    public long connectionId() {
        return frame.connectionId();
    }

    /** What the payload is. */
    public PayloadKind kind() {
        return frame.kind();
    }

    /** The wrapped frame's own part of the payload, before it is authenticated: only to find the key in a greeting. */
    public DirectBuffer unverifiedPayload() {
        fragment.wrap(frameBuffer, FrameLayout.ENVELOPE_LENGTH, frameLength - FrameLayout.ENVELOPE_LENGTH);
        return fragment;
    }

    /** Authenticates the wrapped frame and adds it. */
    public Result accept() {
        final FrameMac key = mac;
        if (key == null || !isAuthentic(key)) {
            return Result.BAD_MAC;
        }
        final long sequence = frame.sequence();
        if (sequence <= lastSequence) {
            return Result.OUT_OF_ORDER;
        }
        if (frame.fragment() == 0) {
            assembledSequence = sequence;
            assembledLength = 0;
            fragmentNext = 0;
        } else if (sequence != assembledSequence || frame.fragment() != fragmentNext) {
            return Result.OUT_OF_ORDER;
        }
        final int length = frameLength - FrameLayout.ENVELOPE_LENGTH;
        assembled.putBytes(assembledLength, frameBuffer, FrameLayout.ENVELOPE_LENGTH, length);
        assembledLength += length;
        fragmentNext++;
        if (fragmentNext < frame.fragmentCount()) {
            return Result.PARTIAL;
        }
        lastSequence = sequence;
        payload.wrap(assembled, 0, assembledLength);
        return check.isWhole(frame.kind(), payload) ? Result.COMPLETE : Result.MALFORMED;
    }

    /** The completed payload; valid until the next frame. */
    public DirectBuffer payload() {
        return payload;
    }

    /** Bytes of the completed payload. */
    public int payloadLength() {
        return assembledLength;
    }

    private boolean isAuthentic(final FrameMac key) {
        FrameLayout.authenticate(key, bytes, frameLength);
        final long difference =
                (key.high() ^ frame.mac().high()) | (key.low() ^ frame.mac().low());
        return difference == 0;
    }
}
