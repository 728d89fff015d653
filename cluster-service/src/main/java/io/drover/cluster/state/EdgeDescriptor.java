package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of an edge row: offsets within a row of the slab. Nobody else adds offsets. */
final class EdgeDescriptor {
    static final int ID = 0;
    static final int LAST_SEEN_MS = ID + Long.BYTES;
    static final int MODIFY_INDEX = LAST_SEEN_MS + Long.BYTES;
    static final int MEMBER_ID = MODIFY_INDEX + Long.BYTES;
    static final int NAME = MEMBER_ID + Integer.BYTES;
    static final int HTTP_ADDRESS = NAME + Integer.BYTES;
    static final int LINK_ADDRESS = HTTP_ADDRESS + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(LINK_ADDRESS + Integer.BYTES, Long.BYTES);

    private EdgeDescriptor() {}
}
