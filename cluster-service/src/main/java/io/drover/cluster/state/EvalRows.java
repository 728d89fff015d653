package io.drover.cluster.state;

import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;

/** Fields of an evaluation row, by row. Laid out in {@link EvalDescriptor}. */
public abstract class EvalRows implements CreatedRows {
    final Slab slab;
    final Heap heap;

    EvalRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(EvalDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, EvalDescriptor.ID_LOW);
    }

    public void id(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.ID_HIGH, high);
        slab.putLong(row, EvalDescriptor.ID_LOW, low);
    }

    public long nodeIdHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.NODE_ID_HIGH);
    }

    public long nodeIdLow(final int row) {
        return slab.getLong(row, EvalDescriptor.NODE_ID_LOW);
    }

    public void nodeId(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.NODE_ID_HIGH, high);
        slab.putLong(row, EvalDescriptor.NODE_ID_LOW, low);
    }

    public long deploymentIdHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.DEPLOYMENT_ID_HIGH);
    }

    public long deploymentIdLow(final int row) {
        return slab.getLong(row, EvalDescriptor.DEPLOYMENT_ID_LOW);
    }

    public void deploymentId(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.DEPLOYMENT_ID_HIGH, high);
        slab.putLong(row, EvalDescriptor.DEPLOYMENT_ID_LOW, low);
    }

    public long previousEvalHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.PREVIOUS_EVAL_HIGH);
    }

    public long previousEvalLow(final int row) {
        return slab.getLong(row, EvalDescriptor.PREVIOUS_EVAL_LOW);
    }

    public void previousEval(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.PREVIOUS_EVAL_HIGH, high);
        slab.putLong(row, EvalDescriptor.PREVIOUS_EVAL_LOW, low);
    }

    public long nextEvalHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.NEXT_EVAL_HIGH);
    }

    public long nextEvalLow(final int row) {
        return slab.getLong(row, EvalDescriptor.NEXT_EVAL_LOW);
    }

    public void nextEval(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.NEXT_EVAL_HIGH, high);
        slab.putLong(row, EvalDescriptor.NEXT_EVAL_LOW, low);
    }

    public long blockedEvalHigh(final int row) {
        return slab.getLong(row, EvalDescriptor.BLOCKED_EVAL_HIGH);
    }

    public long blockedEvalLow(final int row) {
        return slab.getLong(row, EvalDescriptor.BLOCKED_EVAL_LOW);
    }

    public void blockedEval(final int row, final long high, final long low) {
        slab.putLong(row, EvalDescriptor.BLOCKED_EVAL_HIGH, high);
        slab.putLong(row, EvalDescriptor.BLOCKED_EVAL_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, EvalDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, EvalDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.MODIFY_INDEX, value);
    }

    public long jobModifyIndex(final int row) {
        return slab.getLong(row, EvalDescriptor.JOB_MODIFY_INDEX);
    }

    public void jobModifyIndex(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.JOB_MODIFY_INDEX, value);
    }

    public long nodeModifyIndex(final int row) {
        return slab.getLong(row, EvalDescriptor.NODE_MODIFY_INDEX);
    }

    public void nodeModifyIndex(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.NODE_MODIFY_INDEX, value);
    }

    public long snapshotIndex(final int row) {
        return slab.getLong(row, EvalDescriptor.SNAPSHOT_INDEX);
    }

    public void snapshotIndex(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.SNAPSHOT_INDEX, value);
    }

    public long waitUntilMs(final int row) {
        return slab.getLong(row, EvalDescriptor.WAIT_UNTIL_MS);
    }

    public void waitUntilMs(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.WAIT_UNTIL_MS, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, EvalDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, EvalDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, EvalDescriptor.MODIFY_TIME_MS, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, EvalDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EvalDescriptor.NAMESPACE));
        slab.putInt(row, EvalDescriptor.NAMESPACE, string);
    }

    public int jobId(final int row) {
        return slab.getInt(row, EvalDescriptor.JOB_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void jobId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EvalDescriptor.JOB_ID));
        slab.putInt(row, EvalDescriptor.JOB_ID, string);
    }

    public int statusDescription(final int row) {
        return slab.getInt(row, EvalDescriptor.STATUS_DESCRIPTION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void statusDescription(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EvalDescriptor.STATUS_DESCRIPTION));
        slab.putInt(row, EvalDescriptor.STATUS_DESCRIPTION, string);
    }

    public int job(final int row) {
        return slab.getRow(row, EvalDescriptor.JOB);
    }

    public void job(final int row, final int value) {
        slab.putRow(row, EvalDescriptor.JOB, value);
    }

    public int priority(final int row) {
        return slab.getInt(row, EvalDescriptor.PRIORITY);
    }

    public void priority(final int row, final int value) {
        slab.putInt(row, EvalDescriptor.PRIORITY, value);
    }

    /** Queued counts, classes and failures, as {@link EvalDetail} lays them out. */
    public int detail(final int row) {
        return slab.getInt(row, EvalDescriptor.DETAIL);
    }

    /** Takes over a blob and frees the one before. */
    public void detail(final int row, final int blob) {
        heap.free(slab.getInt(row, EvalDescriptor.DETAIL));
        slab.putInt(row, EvalDescriptor.DETAIL, blob);
    }

    public JobType type(final int row) {
        return JobType.get(slab.getByte(row, EvalDescriptor.TYPE));
    }

    public void type(final int row, final JobType value) {
        slab.putByte(row, EvalDescriptor.TYPE, (byte) value.value());
    }

    public EvalTrigger trigger(final int row) {
        return EvalTrigger.get(slab.getByte(row, EvalDescriptor.TRIGGER));
    }

    public void trigger(final int row, final EvalTrigger value) {
        slab.putByte(row, EvalDescriptor.TRIGGER, (byte) value.value());
    }

    public EvalStatus status(final int row) {
        return EvalStatus.get(slab.getByte(row, EvalDescriptor.STATUS));
    }

    public void status(final int row, final EvalStatus value) {
        slab.putByte(row, EvalDescriptor.STATUS, (byte) value.value());
    }

    public boolean isEscaped(final int row) {
        return slab.getByte(row, EvalDescriptor.IS_ESCAPED) != 0;
    }

    public void isEscaped(final int row, final boolean value) {
        slab.putByte(row, EvalDescriptor.IS_ESCAPED, (byte) (value ? 1 : 0));
    }

    /** Blocked, but capacity was freed: it is in the queue. */
    public boolean isUnblocked(final int row) {
        return slab.getByte(row, EvalDescriptor.IS_UNBLOCKED) != 0;
    }

    public void isUnblocked(final int row, final boolean value) {
        slab.putByte(row, EvalDescriptor.IS_UNBLOCKED, (byte) (value ? 1 : 0));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        jobId(row, 0);
        statusDescription(row, 0);
        detail(row, 0);
        slab.free(row);
    }
}
