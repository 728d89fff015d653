package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/**
 * Layout of an allocation row: offsets within a row of the slab. Nobody else adds offsets. What most allocations do not have lies in
 * {@link AllocRelations}.
 */
final class AllocDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int CREATE_INDEX = ID_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int ALLOC_MODIFY_INDEX = MODIFY_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = ALLOC_MODIFY_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int HEALTH_TIMESTAMP_MS = MODIFY_TIME_MS + Long.BYTES;
    static final int HEALTH_MODIFY_INDEX = HEALTH_TIMESTAMP_MS + Long.BYTES;
    static final int STARTED_MS = HEALTH_MODIFY_INDEX + Long.BYTES;
    static final int FINISHED_MS = STARTED_MS + Long.BYTES;
    static final int SCORE = FINISHED_MS + Long.BYTES;
    static final int VERSION = SCORE + Long.BYTES;
    static final int NODE = VERSION + Integer.BYTES;
    static final int EVAL = NODE + Integer.BYTES;
    static final int DEPLOYMENT = EVAL + Integer.BYTES;
    static final int RELATIONS = DEPLOYMENT + Integer.BYTES;
    static final int GROUP = RELATIONS + Integer.BYTES;
    static final int NAME_INDEX = GROUP + Integer.BYTES;
    static final int CPU_MHZ = NAME_INDEX + Integer.BYTES;
    static final int MEMORY_MB = CPU_MHZ + Integer.BYTES;
    static final int DISK_MB = MEMORY_MB + Integer.BYTES;
    static final int RESOURCES = DISK_MB + Integer.BYTES;
    static final int HISTORY = RESOURCES + Integer.BYTES;
    static final int METRIC = HISTORY + Integer.BYTES;
    static final int TASK_STATES = METRIC + Integer.BYTES;
    static final int NETWORK_STATUS = TASK_STATES + Integer.BYTES;
    static final int NODE_NAME = NETWORK_STATUS + Integer.BYTES;
    static final int NODE_ADDRESS = NODE_NAME + Integer.BYTES;
    static final int DESIRED_DESCRIPTION = NODE_ADDRESS + Integer.BYTES;
    static final int CLIENT_DESCRIPTION = DESIRED_DESCRIPTION + Integer.BYTES;
    static final int OF_JOB = CLIENT_DESCRIPTION + Integer.BYTES;
    static final int OF_NODE = OF_JOB + RowList.MEMBER_LENGTH;
    static final int LIVE_OF_NODE = OF_NODE + RowList.MEMBER_LENGTH;
    static final int OF_EVAL = LIVE_OF_NODE + RowList.MEMBER_LENGTH;
    static final int SERVICES = OF_EVAL + RowList.MEMBER_LENGTH;
    static final int TRANSITION = SERVICES + RowList.OWNER_LENGTH;
    static final int DESIRED_STATUS = TRANSITION + Short.BYTES;
    static final int CLIENT_STATUS = DESIRED_STATUS + Byte.BYTES;
    static final int HEALTH = CLIENT_STATUS + Byte.BYTES;
    static final int JOB_STATUS = HEALTH + Byte.BYTES;
    static final int FLAGS = JOB_STATUS + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(FLAGS + Byte.BYTES, Long.BYTES);

    /** Bits of {@link #FLAGS}. */
    static final int IS_CANARY = 1;

    static final int HAS_DEPLOYMENT_STATUS = 1 << 1;
    static final int HAS_NO_PLACEMENT = 1 << 2;
    static final int HAS_FAILED_TASKS = 1 << 3;
    static final int IS_JOB_STABLE = 1 << 4;

    private AllocDescriptor() {}
}
