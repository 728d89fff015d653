package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of the row of a claim to a storage plugin's volume. Nobody else adds offsets. */
final class CsiClaimDescriptor {
    static final int ALLOC_ID_HIGH = 0;
    static final int ALLOC_ID_LOW = ALLOC_ID_HIGH + Long.BYTES;
    static final int NODE_ID_HIGH = ALLOC_ID_LOW + Long.BYTES;
    static final int NODE_ID_LOW = NODE_ID_HIGH + Long.BYTES;
    static final int VOLUME = NODE_ID_LOW + Long.BYTES;
    static final int ALLOC = VOLUME + Integer.BYTES;
    static final int EXTERNAL_NODE_ID = ALLOC + Integer.BYTES;
    static final int OF_VOLUME = EXTERNAL_NODE_ID + Integer.BYTES;
    static final int OF_ALLOC = OF_VOLUME + SparseLists.MEMBER_LENGTH;
    static final int STATE = OF_ALLOC + SparseLists.MEMBER_LENGTH;
    static final int IS_WRITER = STATE + Byte.BYTES;
    static final int IS_ATTACHED = IS_WRITER + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_ATTACHED + Byte.BYTES, Long.BYTES);

    private CsiClaimDescriptor() {}
}
