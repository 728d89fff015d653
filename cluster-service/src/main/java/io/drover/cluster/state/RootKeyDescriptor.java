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
    static final int PUBLISH_TIME_NS = BitUtil.align(SEALED + Integer.BYTES, Long.BYTES);
    static final int SEALED_COUNT = PUBLISH_TIME_NS + Long.BYTES;
    static final int STATE = SEALED_COUNT + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(STATE + Byte.BYTES, Long.BYTES);

    private RootKeyDescriptor() {}
}
