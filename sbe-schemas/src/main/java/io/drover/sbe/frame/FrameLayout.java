package io.drover.sbe.frame;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.FrameEncoder;

/**
 * Layout of a frame, and what its code covers: everything but the code itself.
 *
 * <pre>
 *   0        8            32      48                     54        58
 *   +--------+------------+-------+----------------------+---------+-----------+
 *   | header | handle,    | mac   | kind, sealing,       | payload | payload   |
 *   |        | connection,|       | fragment, fragments  | length  |           |
 *   |        | sequence   |       |                      |         |           |
 *   +--------+------------+-------+----------------------+---------+-----------+
 * </pre>
 */
final class FrameLayout {
    /** Longest payload of one frame: with its envelope it fits the 8 KiB that a stream of 64 KiB terms carries. */
    static final int FRAGMENT_LENGTH_MAX = 7 * 1024;

    /** Fragments of one payload: more than the largest row needs, less than would let a peer make the other buffer without bound. */
    static final int FRAGMENT_COUNT_MAX = 512;

    static final int MAC_OFFSET = MessageHeaderEncoder.ENCODED_LENGTH + FrameEncoder.macEncodingOffset();
    static final int MAC_LENGTH = FrameEncoder.macEncodingLength();
    static final int MAC_END = MAC_OFFSET + MAC_LENGTH;
    static final int ENVELOPE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + FrameEncoder.BLOCK_LENGTH + Integer.BYTES;
    static final int FRAME_LENGTH_MAX = ENVELOPE_LENGTH + FRAGMENT_LENGTH_MAX;

    private FrameLayout() {}

    /** Ends the code of a frame. */
    static void authenticate(final FrameMac mac, final byte[] frame, final int length) {
        mac.update(frame, 0, MAC_OFFSET)
                .update(frame, MAC_END, length - MAC_END)
                .finish();
    }
}
