package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of the state of one task group in a deployment, by row. Laid out in {@link DeploymentGroupDescriptor}. */
public abstract class DeploymentGroupRows {
    final Slab slab;
    final Heap heap;

    DeploymentGroupRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(DeploymentGroupDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long progressDeadlineMs(final int row) {
        return slab.getLong(row, DeploymentGroupDescriptor.PROGRESS_DEADLINE_MS);
    }

    public void progressDeadlineMs(final int row, final long value) {
        slab.putLong(row, DeploymentGroupDescriptor.PROGRESS_DEADLINE_MS, value);
    }

    public long requireProgressByMs(final int row) {
        return slab.getLong(row, DeploymentGroupDescriptor.REQUIRE_PROGRESS_BY_MS);
    }

    public void requireProgressByMs(final int row, final long value) {
        slab.putLong(row, DeploymentGroupDescriptor.REQUIRE_PROGRESS_BY_MS, value);
    }

    public int name(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, DeploymentGroupDescriptor.NAME));
        slab.putInt(row, DeploymentGroupDescriptor.NAME, string);
    }

    /** Ids of the placed canaries, 16 bytes each. */
    public int canaries(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.CANARIES);
    }

    /** Takes over a blob and frees the one before. */
    public void canaries(final int row, final int blob) {
        heap.free(slab.getInt(row, DeploymentGroupDescriptor.CANARIES));
        slab.putInt(row, DeploymentGroupDescriptor.CANARIES, blob);
    }

    /** Index of the group in the spec of the deployment. */
    public int group(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.GROUP);
    }

    public void group(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.GROUP, value);
    }

    public int desiredCanaries(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.DESIRED_CANARIES);
    }

    public void desiredCanaries(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.DESIRED_CANARIES, value);
    }

    public int desiredTotal(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.DESIRED_TOTAL);
    }

    public void desiredTotal(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.DESIRED_TOTAL, value);
    }

    public int placedAllocs(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.PLACED_ALLOCS);
    }

    public void placedAllocs(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.PLACED_ALLOCS, value);
    }

    public int healthyAllocs(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.HEALTHY_ALLOCS);
    }

    public void healthyAllocs(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.HEALTHY_ALLOCS, value);
    }

    public int unhealthyAllocs(final int row) {
        return slab.getInt(row, DeploymentGroupDescriptor.UNHEALTHY_ALLOCS);
    }

    public void unhealthyAllocs(final int row, final int value) {
        slab.putInt(row, DeploymentGroupDescriptor.UNHEALTHY_ALLOCS, value);
    }

    public boolean isAutoRevert(final int row) {
        return slab.getByte(row, DeploymentGroupDescriptor.IS_AUTO_REVERT) != 0;
    }

    public void isAutoRevert(final int row, final boolean value) {
        slab.putByte(row, DeploymentGroupDescriptor.IS_AUTO_REVERT, (byte) (value ? 1 : 0));
    }

    public boolean isAutoPromote(final int row) {
        return slab.getByte(row, DeploymentGroupDescriptor.IS_AUTO_PROMOTE) != 0;
    }

    public void isAutoPromote(final int row, final boolean value) {
        slab.putByte(row, DeploymentGroupDescriptor.IS_AUTO_PROMOTE, (byte) (value ? 1 : 0));
    }

    public boolean isPromoted(final int row) {
        return slab.getByte(row, DeploymentGroupDescriptor.IS_PROMOTED) != 0;
    }

    public void isPromoted(final int row, final boolean value) {
        slab.putByte(row, DeploymentGroupDescriptor.IS_PROMOTED, (byte) (value ? 1 : 0));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        name(row, 0);
        canaries(row, 0);
        slab.free(row);
    }
}
