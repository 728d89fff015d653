package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a storage plugin's row: offsets within a row of the slab. Nobody else adds offsets. */
final class CsiPluginDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = MODIFY_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int PLUGIN_ID = MODIFY_TIME_MS + Long.BYTES;
    static final int PROVIDER = PLUGIN_ID + Integer.BYTES;
    static final int VERSION = PROVIDER + Integer.BYTES;
    static final int CONTROLLERS = VERSION + Integer.BYTES;
    static final int CONTROLLERS_HEALTHY = CONTROLLERS + Integer.BYTES;
    static final int NODES = CONTROLLERS_HEALTHY + Integer.BYTES;
    static final int NODES_HEALTHY = NODES + Integer.BYTES;
    static final int IS_CONTROLLER_REQUIRED = NODES_HEALTHY + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_CONTROLLER_REQUIRED + Byte.BYTES, Long.BYTES);

    private CsiPluginDescriptor() {}
}
