package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a row that says that a node runs a storage plugin. Nobody else adds offsets. */
final class CsiMemberDescriptor {
    static final int PLUGIN = 0;
    static final int NODE = PLUGIN + Integer.BYTES;
    static final int PLACE = NODE + Integer.BYTES;
    static final int OF_PLUGIN = PLACE + Integer.BYTES;
    static final int OF_NODE = OF_PLUGIN + SparseLists.MEMBER_LENGTH;
    static final int IS_CONTROLLER = OF_NODE + SparseLists.MEMBER_LENGTH;
    static final int IS_HEALTHY = IS_CONTROLLER + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_HEALTHY + Byte.BYTES, Long.BYTES);

    private CsiMemberDescriptor() {}
}
