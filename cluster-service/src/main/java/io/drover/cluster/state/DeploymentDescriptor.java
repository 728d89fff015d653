package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a deployment row: offsets within a row of the slab. Nobody else adds offsets. */
final class DeploymentDescriptor {
    static final int ID_HIGH = 0;
    static final int ID_LOW = ID_HIGH + Long.BYTES;
    static final int CREATE_INDEX = ID_LOW + Long.BYTES;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int JOB_VERSION = MODIFY_INDEX + Long.BYTES;
    static final int JOB_MODIFY_INDEX = JOB_VERSION + Long.BYTES;
    static final int JOB_SPEC_MODIFY_INDEX = JOB_MODIFY_INDEX + Long.BYTES;
    static final int JOB_CREATE_INDEX = JOB_SPEC_MODIFY_INDEX + Long.BYTES;
    static final int CREATE_TIME_MS = JOB_CREATE_INDEX + Long.BYTES;
    static final int MODIFY_TIME_MS = CREATE_TIME_MS + Long.BYTES;
    static final int NAMESPACE = MODIFY_TIME_MS + Long.BYTES;
    static final int JOB_ID = NAMESPACE + Integer.BYTES;
    static final int STATUS_DESCRIPTION = JOB_ID + Integer.BYTES;
    static final int JOB = STATUS_DESCRIPTION + Integer.BYTES;
    static final int VERSION = JOB + Integer.BYTES;
    static final int EVAL_PRIORITY = VERSION + Integer.BYTES;
    static final int GROUPS = EVAL_PRIORITY + Integer.BYTES;
    static final int OF_JOB = GROUPS + RowList.OWNER_LENGTH;
    static final int STATUS = OF_JOB + RowList.MEMBER_LENGTH;

    static final int ROW_LENGTH = BitUtil.align(STATUS + Byte.BYTES, Long.BYTES);

    private DeploymentDescriptor() {}
}
