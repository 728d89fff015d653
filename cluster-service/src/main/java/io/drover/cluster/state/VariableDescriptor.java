package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a variable row: offsets within a row of the slab. Nobody else adds offsets. */
final class VariableDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = MODIFY_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int KEY_HIGH = MODIFY_TIME_MS + Long.BYTES;
    static final int KEY_LOW = KEY_HIGH + Long.BYTES;
    static final int LOCK_HIGH = KEY_LOW + Long.BYTES;
    static final int LOCK_LOW = LOCK_HIGH + Long.BYTES;
    static final int LOCK_TTL_NS = LOCK_LOW + Long.BYTES;
    static final int LOCK_DELAY_NS = LOCK_TTL_NS + Long.BYTES;
    static final int NAMESPACE = LOCK_DELAY_NS + Long.BYTES;
    static final int PATH = NAMESPACE + Integer.BYTES;
    static final int ITEMS = PATH + Integer.BYTES;
    static final int IS_LOCK_EXPIRED = ITEMS + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_LOCK_EXPIRED + Byte.BYTES, Long.BYTES);

    private VariableDescriptor() {}
}
