package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowList;
import org.agrona.BitUtil;

/** Layout of a service registration row: offsets within a row of the slab. Nobody else adds offsets. */
final class ServiceDescriptor {
    static final int CREATE_INDEX = 0;
    static final int MODIFY_INDEX = CREATE_INDEX + Long.BYTES;
    static final int NAMESPACE = MODIFY_INDEX + Long.BYTES;
    static final int SERVICE_ID = NAMESPACE + Integer.BYTES;
    static final int SERVICE_NAME = SERVICE_ID + Integer.BYTES;
    static final int JOB_ID = SERVICE_NAME + Integer.BYTES;
    static final int DATACENTER = JOB_ID + Integer.BYTES;
    static final int ADDRESS = DATACENTER + Integer.BYTES;
    static final int TAGS = ADDRESS + Integer.BYTES;
    static final int ALLOC = TAGS + Integer.BYTES;
    static final int NODE = ALLOC + Integer.BYTES;
    static final int PORT = NODE + Integer.BYTES;
    static final int OF_ALLOC = PORT + Integer.BYTES;
    static final int OF_NODE = OF_ALLOC + RowList.MEMBER_LENGTH;

    static final int ROW_LENGTH = BitUtil.align(OF_NODE + RowList.MEMBER_LENGTH, Long.BYTES);

    private ServiceDescriptor() {}
}
