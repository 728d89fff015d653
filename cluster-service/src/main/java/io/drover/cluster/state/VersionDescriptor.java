package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a job version row: offsets within a row of the slab. Nobody else adds offsets. */
final class VersionDescriptor {
    static final int DIGEST_HIGH = 0;
    static final int DIGEST_LOW = DIGEST_HIGH + Long.BYTES;
    static final int VERSION = DIGEST_LOW + Long.BYTES;
    static final int MODIFY_INDEX = VERSION + Long.BYTES;
    static final int JOB_MODIFY_INDEX = MODIFY_INDEX + Long.BYTES;
    static final int JOB_CREATE_INDEX = JOB_MODIFY_INDEX + Long.BYTES;
    static final int SUBMIT_TIME_MS = JOB_CREATE_INDEX + Long.BYTES;
    static final int TAGGED_TIME_MS = SUBMIT_TIME_MS + Long.BYTES;
    static final int JOB = TAGGED_TIME_MS + Long.BYTES;
    static final int DOCUMENT = JOB + Long.BYTES;
    static final int SPEC = DOCUMENT + Integer.BYTES;
    static final int SUBMISSION = SPEC + Integer.BYTES;
    static final int PERIODIC = SUBMISSION + Integer.BYTES;
    static final int OVERLAY = PERIODIC + Integer.BYTES;
    static final int TAG_NAME = OVERLAY + Integer.BYTES;
    static final int TAG_DESCRIPTION = TAG_NAME + Integer.BYTES;
    static final int GROUP_NAMES = TAG_DESCRIPTION + Integer.BYTES;
    static final int POOL = GROUP_NAMES + Integer.BYTES;
    static final int SOURCE = POOL + Integer.BYTES;
    static final int REFERENCES = SOURCE + Integer.BYTES;
    static final int PRIORITY = REFERENCES + Integer.BYTES;
    static final int OF_JOB = PRIORITY + Integer.BYTES;
    static final int TYPE = OF_JOB + RowList.MEMBER_LENGTH;
    static final int STATUS = TYPE + Byte.BYTES;
    static final int IS_STABLE = STATUS + Byte.BYTES;
    static final int IS_STOPPED = IS_STABLE + Byte.BYTES;
    static final int IS_PERIODIC = IS_STOPPED + Byte.BYTES;
    static final int IS_PARAMETERIZED = IS_PERIODIC + Byte.BYTES;
    static final int IS_LISTED = IS_PARAMETERIZED + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_LISTED + Byte.BYTES, Long.BYTES);

    private VersionDescriptor() {}
}
