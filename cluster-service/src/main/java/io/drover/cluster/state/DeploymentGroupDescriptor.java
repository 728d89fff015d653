package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of the state of one task group in a deployment: offsets within a row of the slab. Nobody else adds offsets. */
final class DeploymentGroupDescriptor {
    static final int PROGRESS_DEADLINE_MS = 0;
    static final int REQUIRE_PROGRESS_BY_MS = PROGRESS_DEADLINE_MS + Long.BYTES;
    static final int NAME = REQUIRE_PROGRESS_BY_MS + Long.BYTES;
    static final int CANARIES = NAME + Integer.BYTES;
    static final int GROUP = CANARIES + Integer.BYTES;
    static final int DESIRED_CANARIES = GROUP + Integer.BYTES;
    static final int DESIRED_TOTAL = DESIRED_CANARIES + Integer.BYTES;
    static final int PLACED_ALLOCS = DESIRED_TOTAL + Integer.BYTES;
    static final int HEALTHY_ALLOCS = PLACED_ALLOCS + Integer.BYTES;
    static final int UNHEALTHY_ALLOCS = HEALTHY_ALLOCS + Integer.BYTES;
    static final int OF_DEPLOYMENT = UNHEALTHY_ALLOCS + Integer.BYTES;
    static final int IS_AUTO_REVERT = OF_DEPLOYMENT + RowList.MEMBER_LENGTH;
    static final int IS_AUTO_PROMOTE = IS_AUTO_REVERT + Byte.BYTES;
    static final int IS_PROMOTED = IS_AUTO_PROMOTE + Byte.BYTES;

    static final int ROW_LENGTH = BitUtil.align(IS_PROMOTED + Byte.BYTES, Long.BYTES);

    private DeploymentGroupDescriptor() {}
}
