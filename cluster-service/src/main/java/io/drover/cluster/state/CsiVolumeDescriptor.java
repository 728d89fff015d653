package io.drover.cluster.state;

import org.agrona.BitUtil;

/** Layout of a volume of a storage plugin's row: offsets within a row of the slab. Nobody else adds offsets. */
final class CsiVolumeDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = MODIFY_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int KEY_HIGH = MODIFY_TIME_MS + Long.BYTES;
    static final int KEY_LOW = KEY_HIGH + Long.BYTES;
    static final int CAPABILITIES = KEY_LOW + Long.BYTES;
    static final int NAMESPACE = CAPABILITIES + Integer.BYTES;
    static final int VOLUME_ID = NAMESPACE + Integer.BYTES;
    static final int PLUGIN = VOLUME_ID + Integer.BYTES;
    static final int NAME = PLUGIN + Integer.BYTES;
    static final int TOPOLOGIES = NAME + Integer.BYTES;
    static final int DOCUMENT = TOPOLOGIES + Integer.BYTES;
    static final int SECRETS = DOCUMENT + Integer.BYTES;
    static final int READERS = SECRETS + Integer.BYTES;
    static final int WRITERS = READERS + Integer.BYTES;
    static final int ACCESS_MODE = WRITERS + Integer.BYTES;
    static final int ATTACHMENT_MODE = ACCESS_MODE + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(ATTACHMENT_MODE + Byte.BYTES, Long.BYTES);

    private CsiVolumeDescriptor() {}
}
