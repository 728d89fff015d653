package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a row that says that a task group sticks to a host volume. Nobody else adds offsets. */
final class HostVolumeClaimDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int ALLOC_ID_HIGH = ID_LOW + Long.BYTES;
    static final int ALLOC_ID_LOW = ALLOC_ID_HIGH + Long.BYTES;
    static final int CREATE_INDEX = ALLOC_ID_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int JOB = MODIFY_INDEX + Long.BYTES;
    static final int VOLUME = JOB + Integer.BYTES;
    static final int GROUP = VOLUME + Integer.BYTES;
    static final int NAME = GROUP + Integer.BYTES;
    static final int OF_JOB = NAME + Integer.BYTES;
    static final int OF_VOLUME = OF_JOB + SparseLists.MEMBER_LENGTH;

    static final int ROW_LENGTH = BitUtil.align(OF_VOLUME + SparseLists.MEMBER_LENGTH, Long.BYTES);

    private HostVolumeClaimDescriptor() {}
}
