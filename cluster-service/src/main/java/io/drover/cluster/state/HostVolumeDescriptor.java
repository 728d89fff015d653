package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a host volume's row: offsets within a row of the slab. Nobody else adds offsets. */
final class HostVolumeDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int NODE_ID_HIGH = ID_LOW + Long.BYTES;
    static final int NODE_ID_LOW = NODE_ID_HIGH + Long.BYTES;
    static final int CREATE_INDEX = NODE_ID_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = MODIFY_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int CAPACITY_BYTES = MODIFY_TIME_MS + Long.BYTES;
    static final int CAPABILITIES = CAPACITY_BYTES + Long.BYTES;
    static final int NODE = CAPABILITIES + Integer.BYTES;
    static final int NAMESPACE = NODE + Integer.BYTES;
    static final int NAME = NAMESPACE + Integer.BYTES;
    static final int PLUGIN = NAME + Integer.BYTES;
    static final int POOL = PLUGIN + Integer.BYTES;
    static final int DOCUMENT = POOL + Integer.BYTES;
    static final int OF_NODE = DOCUMENT + Integer.BYTES;
    static final int STATE = OF_NODE + SparseLists.MEMBER_LENGTH;

    static final int ROW_LENGTH = BitUtil.align(STATE + Byte.BYTES, Long.BYTES);

    private HostVolumeDescriptor() {}
}
