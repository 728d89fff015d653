package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a summary row: counters of one task group of a job, by row. Laid out in {@link SummaryDescriptor}. */
public abstract class SummaryRows {
    final Slab slab;
    final Heap heap;

    SummaryRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(SummaryDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public int name(final int row) {
        return slab.getInt(row, SummaryDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, SummaryDescriptor.NAME));
        slab.putInt(row, SummaryDescriptor.NAME, string);
    }

    public int job(final int row) {
        return slab.getRow(row, SummaryDescriptor.JOB);
    }

    public void job(final int row, final int value) {
        slab.putRow(row, SummaryDescriptor.JOB, value);
    }

    public int queued(final int row) {
        return slab.getInt(row, SummaryDescriptor.QUEUED);
    }

    public void queued(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.QUEUED, value);
    }

    public int complete(final int row) {
        return slab.getInt(row, SummaryDescriptor.COMPLETE);
    }

    public void complete(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.COMPLETE, value);
    }

    public int failed(final int row) {
        return slab.getInt(row, SummaryDescriptor.FAILED);
    }

    public void failed(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.FAILED, value);
    }

    public int running(final int row) {
        return slab.getInt(row, SummaryDescriptor.RUNNING);
    }

    public void running(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.RUNNING, value);
    }

    public int starting(final int row) {
        return slab.getInt(row, SummaryDescriptor.STARTING);
    }

    public void starting(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.STARTING, value);
    }

    public int lost(final int row) {
        return slab.getInt(row, SummaryDescriptor.LOST);
    }

    public void lost(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.LOST, value);
    }

    public int unknown(final int row) {
        return slab.getInt(row, SummaryDescriptor.UNKNOWN);
    }

    public void unknown(final int row, final int value) {
        slab.putInt(row, SummaryDescriptor.UNKNOWN, value);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        name(row, 0);
        slab.free(row);
    }
}
