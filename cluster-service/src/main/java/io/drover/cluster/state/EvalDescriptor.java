package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of an evaluation row: offsets within a row of the slab. Nobody else adds offsets. */
final class EvalDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int NODE_ID_HIGH = ID_LOW + Long.BYTES;
    static final int NODE_ID_LOW = NODE_ID_HIGH + Long.BYTES;
    static final int DEPLOYMENT_ID_HIGH = NODE_ID_LOW + Long.BYTES;
    static final int DEPLOYMENT_ID_LOW = DEPLOYMENT_ID_HIGH + Long.BYTES;
    static final int PREVIOUS_EVAL_HIGH = DEPLOYMENT_ID_LOW + Long.BYTES;
    static final int PREVIOUS_EVAL_LOW = PREVIOUS_EVAL_HIGH + Long.BYTES;
    static final int NEXT_EVAL_HIGH = PREVIOUS_EVAL_LOW + Long.BYTES;
    static final int NEXT_EVAL_LOW = NEXT_EVAL_HIGH + Long.BYTES;
    static final int BLOCKED_EVAL_HIGH = NEXT_EVAL_LOW + Long.BYTES;
    static final int BLOCKED_EVAL_LOW = BLOCKED_EVAL_HIGH + Long.BYTES;
    static final int CREATE_INDEX = BLOCKED_EVAL_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int JOB_MODIFY_INDEX = MODIFY_INDEX + Long.BYTES;
    static final int NODE_MODIFY_INDEX = JOB_MODIFY_INDEX + Long.BYTES;
    static final int SNAPSHOT_INDEX = NODE_MODIFY_INDEX + Long.BYTES;
    static final int WAIT_UNTIL_MS = SNAPSHOT_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = WAIT_UNTIL_MS + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int NAMESPACE = MODIFY_TIME_MS + Long.BYTES;
    static final int JOB_ID = NAMESPACE + Integer.BYTES;
    static final int STATUS_DESCRIPTION = JOB_ID + Integer.BYTES;
    static final int JOB = STATUS_DESCRIPTION + Integer.BYTES;
    static final int PRIORITY = JOB + Integer.BYTES;
    static final int DETAIL = PRIORITY + Integer.BYTES;
    static final int ALLOCS = DETAIL + Integer.BYTES;
    static final int OF_JOB = ALLOCS + RowList.OWNER_LENGTH;
    static final int TYPE = OF_JOB + RowList.MEMBER_LENGTH;
    static final int TRIGGER = TYPE + Byte.BYTES;
    static final int STATUS = TRIGGER + Byte.BYTES;
    static final int IS_ESCAPED = STATUS + Byte.BYTES;
    static final int IS_UNBLOCKED = IS_ESCAPED + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_UNBLOCKED + Byte.BYTES, Long.BYTES);

    private EvalDescriptor() {}
}
