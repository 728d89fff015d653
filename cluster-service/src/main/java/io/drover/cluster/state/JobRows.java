package io.drover.cluster.state;

import io.drover.sbe.common.JobStatus;
import io.drover.scheduler.offheap.Slab;

/** Fields of a job row, by row. Laid out in {@link JobDescriptor}. */
public abstract class JobRows {
    final Slab slab;
    final Heap heap;

    JobRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(JobDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, JobDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, JobDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.MODIFY_INDEX, value);
    }

    public long jobModifyIndex(final int row) {
        return slab.getLong(row, JobDescriptor.JOB_MODIFY_INDEX);
    }

    public void jobModifyIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.JOB_MODIFY_INDEX, value);
    }

    public long summaryCreateIndex(final int row) {
        return slab.getLong(row, JobDescriptor.SUMMARY_CREATE_INDEX);
    }

    public void summaryCreateIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.SUMMARY_CREATE_INDEX, value);
    }

    public long summaryModifyIndex(final int row) {
        return slab.getLong(row, JobDescriptor.SUMMARY_MODIFY_INDEX);
    }

    public void summaryModifyIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.SUMMARY_MODIFY_INDEX, value);
    }

    public long childrenPending(final int row) {
        return slab.getLong(row, JobDescriptor.CHILDREN_PENDING);
    }

    public void childrenPending(final int row, final long value) {
        slab.putLong(row, JobDescriptor.CHILDREN_PENDING, value);
    }

    public long childrenRunning(final int row) {
        return slab.getLong(row, JobDescriptor.CHILDREN_RUNNING);
    }

    public void childrenRunning(final int row, final long value) {
        slab.putLong(row, JobDescriptor.CHILDREN_RUNNING, value);
    }

    public long childrenDead(final int row) {
        return slab.getLong(row, JobDescriptor.CHILDREN_DEAD);
    }

    public void childrenDead(final int row, final long value) {
        slab.putLong(row, JobDescriptor.CHILDREN_DEAD, value);
    }

    /** Periodic: when the last launch was, or the registration. */
    public long lastLaunchMs(final int row) {
        return slab.getLong(row, JobDescriptor.LAST_LAUNCH_MS);
    }

    public void lastLaunchMs(final int row, final long value) {
        slab.putLong(row, JobDescriptor.LAST_LAUNCH_MS, value);
    }

    /** Periodic: when the next launch is due; 0: none is. */
    public long nextLaunchMs(final int row) {
        return slab.getLong(row, JobDescriptor.NEXT_LAUNCH_MS);
    }

    public void nextLaunchMs(final int row, final long value) {
        slab.putLong(row, JobDescriptor.NEXT_LAUNCH_MS, value);
    }

    /** Index of the last scaling event. */
    public long scalingIndex(final int row) {
        return slab.getLong(row, JobDescriptor.SCALING_INDEX);
    }

    public void scalingIndex(final int row, final long value) {
        slab.putLong(row, JobDescriptor.SCALING_INDEX, value);
    }

    /** Scaling events, as {@code snapshot.ScalingEventsRow}. */
    public int scalingEvents(final int row) {
        return slab.getInt(row, JobDescriptor.SCALING_EVENTS);
    }

    /** Takes over a blob and frees the one before. */
    public void scalingEvents(final int row, final int blob) {
        heap.free(slab.getInt(row, JobDescriptor.SCALING_EVENTS));
        slab.putInt(row, JobDescriptor.SCALING_EVENTS, blob);
    }

    /** With which the job was dispatched. */
    public int token(final int row) {
        return slab.getInt(row, JobDescriptor.TOKEN);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void token(final int row, final int string) {
        heap.strings().release(slab.getInt(row, JobDescriptor.TOKEN));
        slab.putInt(row, JobDescriptor.TOKEN, string);
    }

    /** The job of which this one is a launch or dispatch. */
    public int parent(final int row) {
        return slab.getRow(row, JobDescriptor.PARENT);
    }

    public void parent(final int row, final int value) {
        slab.putRow(row, JobDescriptor.PARENT, value);
    }

    /** KeyHash of namespace and id. */
    public long key(final int row) {
        return slab.getLong(row, JobDescriptor.KEY);
    }

    public void key(final int row, final long value) {
        slab.putLong(row, JobDescriptor.KEY, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, JobDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, JobDescriptor.NAMESPACE));
        slab.putInt(row, JobDescriptor.NAMESPACE, string);
    }

    public int jobId(final int row) {
        return slab.getInt(row, JobDescriptor.JOB_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void jobId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, JobDescriptor.JOB_ID));
        slab.putInt(row, JobDescriptor.JOB_ID, string);
    }

    /** The current version. */
    public int current(final int row) {
        return slab.getRow(row, JobDescriptor.CURRENT);
    }

    public void current(final int row, final int value) {
        slab.putRow(row, JobDescriptor.CURRENT, value);
    }

    /** The evaluation that waits for capacity. */
    public int blockedEval(final int row) {
        return slab.getRow(row, JobDescriptor.BLOCKED_EVAL);
    }

    public void blockedEval(final int row, final int value) {
        slab.putRow(row, JobDescriptor.BLOCKED_EVAL, value);
    }

    public int unfinishedEvals(final int row) {
        return slab.getInt(row, JobDescriptor.UNFINISHED_EVALS);
    }

    public void unfinishedEvals(final int row, final int value) {
        slab.putInt(row, JobDescriptor.UNFINISHED_EVALS, value);
    }

    public int unfinishedAllocs(final int row) {
        return slab.getInt(row, JobDescriptor.UNFINISHED_ALLOCS);
    }

    public void unfinishedAllocs(final int row, final int value) {
        slab.putInt(row, JobDescriptor.UNFINISHED_ALLOCS, value);
    }

    public int unfinishedDeployments(final int row) {
        return slab.getInt(row, JobDescriptor.UNFINISHED_DEPLOYMENTS);
    }

    public void unfinishedDeployments(final int row, final int value) {
        slab.putInt(row, JobDescriptor.UNFINISHED_DEPLOYMENTS, value);
    }

    public JobStatus status(final int row) {
        return JobStatus.get(slab.getByte(row, JobDescriptor.STATUS));
    }

    public void status(final int row, final JobStatus value) {
        slab.putByte(row, JobDescriptor.STATUS, (byte) value.value());
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        jobId(row, 0);
        token(row, 0);
        scalingEvents(row, 0);
        slab.free(row);
    }
}
