package io.drover.cluster.state;

import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;

/** States of task groups in deployments: few for each, found by walking. */
public final class DeploymentGroupTable extends DeploymentGroupRows {
    private static final int ID_LENGTH = 16;

    private final RowList ofDeployment;

    DeploymentGroupTable(final int rowCountMax, final Heap heap, final DeploymentTable deployments) {
        super(rowCountMax, heap);
        ofDeployment = new RowList(
                deployments.slab, DeploymentDescriptor.GROUPS, slab, DeploymentGroupDescriptor.OF_DEPLOYMENT);
    }

    public RowList ofDeployment() {
        return ofDeployment;
    }

    /** The state of a group by its index in the deployment's spec, or {@link Slab#NULL_ROW}. */
    public int find(final int deployment, final int group) {
        for (int row = ofDeployment.first(deployment); Slab.NULL_ROW != row; row = ofDeployment.next(row)) {
            if (group(row) == group) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** The state of a group by its name, or {@link Slab#NULL_ROW}. */
    public int findByName(final int deployment, final int name) {
        for (int row = ofDeployment.first(deployment); Slab.NULL_ROW != row; row = ofDeployment.next(row)) {
            if (name(row) == name) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Adds a state of zeroes, taking over the reference to the name. There must be room. */
    public int insert(final int deployment, final int group, final int name) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a deployment group was checked");
        group(row, group);
        name(row, name);
        ofDeployment.addLast(deployment, row);
        return row;
    }

    void remove(final int deployment, final int row) {
        ofDeployment.remove(deployment, row);
        freeRow(row);
    }

    /** Number of placed canaries. */
    public int canaryCount(final int row) {
        return heap.length(canaries(row)) / ID_LENGTH;
    }

    public long canaryHigh(final int row, final int index) {
        final int blob = canaries(row);
        return heap.blobs().buffer(blob).getLong(heap.blobs().offset(blob) + index * ID_LENGTH);
    }

    public long canaryLow(final int row, final int index) {
        final int blob = canaries(row);
        return heap.blobs().buffer(blob).getLong(heap.blobs().offset(blob) + index * ID_LENGTH + Long.BYTES);
    }

    /** Remembers a placed canary; there must be room. */
    public void addCanary(final int row, final long high, final long low) {
        final BlobHeap blobs = heap.blobs();
        final int before = canaries(row);
        final int length = heap.length(before);
        final int blob = blobs.reserve(length + ID_LENGTH);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for a canary was checked");
        final int offset = blobs.offset(blob);
        if (length > 0) {
            blobs.buffer(blob).putBytes(offset, blobs.buffer(before), blobs.offset(before), length);
        }
        blobs.buffer(blob).putLong(offset + length, high);
        blobs.buffer(blob).putLong(offset + length + Long.BYTES, low);
        canaries(row, blob);
    }
}
