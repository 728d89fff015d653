package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a job row: offsets within a row of the slab. Nobody else adds offsets. */
final class JobDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int JOB_MODIFY_INDEX = MODIFY_INDEX + Long.BYTES;
    static final int SUMMARY_CREATE_INDEX = JOB_MODIFY_INDEX + Long.BYTES;
    static final int SUMMARY_MODIFY_INDEX = SUMMARY_CREATE_INDEX + Long.BYTES;
    static final int CHILDREN_PENDING = SUMMARY_MODIFY_INDEX + Long.BYTES;
    static final int CHILDREN_RUNNING = CHILDREN_PENDING + Long.BYTES;
    static final int CHILDREN_DEAD = CHILDREN_RUNNING + Long.BYTES;
    static final int LAST_LAUNCH_MS = CHILDREN_DEAD + Long.BYTES;
    static final int NEXT_LAUNCH_MS = LAST_LAUNCH_MS + Long.BYTES;
    static final int SCALING_INDEX = NEXT_LAUNCH_MS + Long.BYTES;
    static final int KEY = SCALING_INDEX + Long.BYTES;
    static final int NAMESPACE = KEY + Long.BYTES;
    static final int JOB_ID = NAMESPACE + Integer.BYTES;
    static final int TOKEN = JOB_ID + Integer.BYTES;
    static final int SCALING_EVENTS = TOKEN + Integer.BYTES;
    static final int PARENT = SCALING_EVENTS + Integer.BYTES;
    static final int CHILDREN = PARENT + Integer.BYTES;
    static final int OF_PARENT = CHILDREN + RowList.OWNER_LENGTH;
    static final int CURRENT = OF_PARENT + RowList.MEMBER_LENGTH;
    static final int VERSIONS = CURRENT + Integer.BYTES;
    static final int GROUPS = VERSIONS + RowList.OWNER_LENGTH;
    static final int ALLOCS = GROUPS + RowList.OWNER_LENGTH;
    static final int EVALS = ALLOCS + RowList.OWNER_LENGTH;
    static final int DEPLOYMENTS = EVALS + RowList.OWNER_LENGTH;
    static final int BLOCKED_EVAL = DEPLOYMENTS + RowList.OWNER_LENGTH;
    static final int UNFINISHED_EVALS = BLOCKED_EVAL + Integer.BYTES;
    static final int UNFINISHED_ALLOCS = UNFINISHED_EVALS + Integer.BYTES;
    static final int UNFINISHED_DEPLOYMENTS = UNFINISHED_ALLOCS + Integer.BYTES;
    static final int STATUS = UNFINISHED_DEPLOYMENTS + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(STATUS + Byte.BYTES, Long.BYTES);

    private JobDescriptor() {}
}
