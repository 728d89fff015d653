package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a row that says that an allocation uses a host volume. Nobody else adds offsets. */
final class VolumeUseDescriptor {
    static final int ALLOC = 0;
    static final int VOLUME = ALLOC + Integer.BYTES;
    static final int NAME = VOLUME + Integer.BYTES;
    static final int OF_ALLOC = NAME + Integer.BYTES;
    static final int OF_VOLUME = OF_ALLOC + SparseLists.MEMBER_LENGTH;
    static final int IS_WRITER = OF_VOLUME + SparseLists.MEMBER_LENGTH;

    static final int ROW_LENGTH = BitUtil.align(IS_WRITER + Byte.BYTES, Long.BYTES);

    private VolumeUseDescriptor() {}
}
