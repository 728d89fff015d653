package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a root key row: offsets within a row of the slab. Nobody else adds offsets. */
final class RootKeyDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int CREATE_INDEX = ID_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = MODIFY_INDEX + Long.BYTES;
    static final int PUBLIC_KEY = CREATE_TIME_MS + Long.BYTES;
    static final int SEALED = PUBLIC_KEY + Integer.BYTES;
    static final int IS_ACTIVE = SEALED + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_ACTIVE + Byte.BYTES, Long.BYTES);

    private RootKeyDescriptor() {}
}
