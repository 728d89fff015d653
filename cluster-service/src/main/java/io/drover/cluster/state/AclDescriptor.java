package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a row of access control: offsets within a row of the slab. Nobody else adds offsets. */
final class AclDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int EXPIRES_MS = MODIFY_INDEX + Long.BYTES;
    static final int KEY = EXPIRES_MS + Long.BYTES;
    static final int ALIAS = KEY + Integer.BYTES;
    static final int DOCUMENT = ALIAS + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(DOCUMENT + Integer.BYTES, Long.BYTES);

    private AclDescriptor() {}
}
