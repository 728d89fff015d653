package io.drover.cluster.state;

import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.offheap.Slab;

/** Fields of a deployment row, by row. Laid out in {@link DeploymentDescriptor}. */
public abstract class DeploymentRows implements CreatedRows {
    final Slab slab;
    final Heap heap;

    DeploymentRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(DeploymentDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, DeploymentDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, DeploymentDescriptor.ID_LOW);
    }

    public void id(final int row, final long high, final long low) {
        slab.putLong(row, DeploymentDescriptor.ID_HIGH, high);
        slab.putLong(row, DeploymentDescriptor.ID_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, DeploymentDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, DeploymentDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.MODIFY_INDEX, value);
    }

    public long jobVersion(final int row) {
        return slab.getLong(row, DeploymentDescriptor.JOB_VERSION);
    }

    public void jobVersion(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.JOB_VERSION, value);
    }

    public long jobModifyIndex(final int row) {
        return slab.getLong(row, DeploymentDescriptor.JOB_MODIFY_INDEX);
    }

    public void jobModifyIndex(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.JOB_MODIFY_INDEX, value);
    }

    public long jobSpecModifyIndex(final int row) {
        return slab.getLong(row, DeploymentDescriptor.JOB_SPEC_MODIFY_INDEX);
    }

    public void jobSpecModifyIndex(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.JOB_SPEC_MODIFY_INDEX, value);
    }

    public long jobCreateIndex(final int row) {
        return slab.getLong(row, DeploymentDescriptor.JOB_CREATE_INDEX);
    }

    public void jobCreateIndex(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.JOB_CREATE_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, DeploymentDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, DeploymentDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, DeploymentDescriptor.MODIFY_TIME_MS, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, DeploymentDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, DeploymentDescriptor.NAMESPACE));
        slab.putInt(row, DeploymentDescriptor.NAMESPACE, string);
    }

    public int jobId(final int row) {
        return slab.getInt(row, DeploymentDescriptor.JOB_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void jobId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, DeploymentDescriptor.JOB_ID));
        slab.putInt(row, DeploymentDescriptor.JOB_ID, string);
    }

    public int statusDescription(final int row) {
        return slab.getInt(row, DeploymentDescriptor.STATUS_DESCRIPTION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void statusDescription(final int row, final int string) {
        heap.strings().release(slab.getInt(row, DeploymentDescriptor.STATUS_DESCRIPTION));
        slab.putInt(row, DeploymentDescriptor.STATUS_DESCRIPTION, string);
    }

    public int job(final int row) {
        return slab.getRow(row, DeploymentDescriptor.JOB);
    }

    public void job(final int row, final int value) {
        slab.putRow(row, DeploymentDescriptor.JOB, value);
    }

    public int version(final int row) {
        return slab.getRow(row, DeploymentDescriptor.VERSION);
    }

    public void version(final int row, final int value) {
        slab.putRow(row, DeploymentDescriptor.VERSION, value);
    }

    public int evalPriority(final int row) {
        return slab.getInt(row, DeploymentDescriptor.EVAL_PRIORITY);
    }

    public void evalPriority(final int row, final int value) {
        slab.putInt(row, DeploymentDescriptor.EVAL_PRIORITY, value);
    }

    public DeploymentStatus status(final int row) {
        return DeploymentStatus.get(slab.getByte(row, DeploymentDescriptor.STATUS));
    }

    public void status(final int row, final DeploymentStatus value) {
        slab.putByte(row, DeploymentDescriptor.STATUS, (byte) value.value());
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        jobId(row, 0);
        statusDescription(row, 0);
        slab.free(row);
    }
}
