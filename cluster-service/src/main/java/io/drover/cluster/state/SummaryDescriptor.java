package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a summary row: counters of one task group of a job: offsets within a row of the slab. Nobody else adds offsets. */
final class SummaryDescriptor {
    static final int NAME = 0;
    static final int JOB = NAME + Integer.BYTES;
    static final int QUEUED = JOB + Integer.BYTES;
    static final int COMPLETE = QUEUED + Integer.BYTES;
    static final int FAILED = COMPLETE + Integer.BYTES;
    static final int RUNNING = FAILED + Integer.BYTES;
    static final int STARTING = RUNNING + Integer.BYTES;
    static final int LOST = STARTING + Integer.BYTES;
    static final int UNKNOWN = LOST + Integer.BYTES;
    static final int OF_JOB = UNKNOWN + Integer.BYTES;

    static final int ROW_LENGTH = BitUtil.align(OF_JOB + RowList.MEMBER_LENGTH, Long.BYTES);

    private SummaryDescriptor() {}
}
