package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a node row: offsets within a row of the slab. Nobody else adds offsets. */
final class NodeDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int SECRET_HASH_HIGH = ID_LOW + Long.BYTES;
    static final int SECRET_HASH_LOW = SECRET_HASH_HIGH + Long.BYTES;
    static final int CREATE_INDEX = SECRET_HASH_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int STATUS_UPDATED_MS = MODIFY_INDEX + Long.BYTES;
    static final int LAST_HEARTBEAT_MS = STATUS_UPDATED_MS + Long.BYTES;
    static final int EDGE_ID = LAST_HEARTBEAT_MS + Long.BYTES;
    static final int MISSED_HEARTBEAT_INDEX = EDGE_ID + Long.BYTES;
    static final int ALLOC_UPDATE_INDEX = MISSED_HEARTBEAT_INDEX + Long.BYTES;
    static final int COMPUTED_CLASS = ALLOC_UPDATE_INDEX + Long.BYTES;
    static final int DRAIN_DEADLINE_MS = COMPUTED_CLASS + Long.BYTES;
    static final int DRAIN_STARTED_MS = DRAIN_DEADLINE_MS + Long.BYTES;
    static final int DRAIN_UPDATED_MS = DRAIN_STARTED_MS + Long.BYTES;
    static final int REMOVED_INDEX = DRAIN_UPDATED_MS + Long.BYTES;
    static final int REGISTRATION = REMOVED_INDEX + Long.BYTES;
    static final int EVENTS = REGISTRATION + Integer.BYTES;
    static final int DRAIN_META = EVENTS + Integer.BYTES;
    static final int NAME = DRAIN_META + Integer.BYTES;
    static final int DATACENTER = NAME + Integer.BYTES;
    static final int NODE_CLASS = DATACENTER + Integer.BYTES;
    static final int POOL = NODE_CLASS + Integer.BYTES;
    static final int ADDRESS = POOL + Integer.BYTES;
    static final int ALLOCS = ADDRESS + Integer.BYTES;
    static final int LIVE_ALLOCS = ALLOCS + RowList.OWNER_LENGTH;
    static final int SERVICES = LIVE_ALLOCS + RowList.OWNER_LENGTH;
    static final int STATUS = SERVICES + RowList.OWNER_LENGTH;
    static final int IS_INELIGIBLE = STATUS + Byte.BYTES;
    static final int IS_DRAINING = IS_INELIGIBLE + Byte.BYTES;
    static final int DRAIN_IGNORES_SYSTEM_JOBS = IS_DRAINING + Byte.BYTES;
    static final int LAST_DRAIN_STATUS = DRAIN_IGNORES_SYSTEM_JOBS + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(LAST_DRAIN_STATUS + Byte.BYTES, Long.BYTES);

    private NodeDescriptor() {}
}
