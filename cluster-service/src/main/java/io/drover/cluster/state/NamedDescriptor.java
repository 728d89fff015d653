package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a namespace or node pool row: offsets within a row of the slab. Nobody else adds offsets. */
final class NamedDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int NAME = MODIFY_INDEX + Long.BYTES;
    static final int DOCUMENT = NAME + Integer.BYTES;
    static final int MEMBER_COUNT = DOCUMENT + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(MEMBER_COUNT + Integer.BYTES, Long.BYTES);

    private NamedDescriptor() {}
}
