package io.drover.cluster.state;

import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.plan.GroupOutcomes;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What an evaluation found out: how many allocations of each group wait, which classes a blocked one saw, and why groups failed.
 *
 * <pre>
 *  | queued count (4) | class count (4) | failure count (4) | queued ... | class ... | failure ... |
 *      queued  = | string id of the group (4) | count (4) | planned (4) | what the plan does to the group (4 each) |
 *      class   = | computed class (8) | eligible (4) |
 *      failure = | string id of the group (4) | length (4) | PlacementMetric message |
 * </pre>
 *
 * <p>Written through {@link #begin} and {@code add…} in that order, then {@link #store}. Read by walking.
 */
public final class EvalDetail {
    private static final int CLASS_COUNT = 4;
    private static final int FAILURE_COUNT = 8;
    private static final int QUEUED = 12;
    private static final int PLANNED = 8;
    private static final int OUTCOMES = 12;
    private static final int OUTCOME_COUNT = GroupOutcomes.Count.values().length;
    private static final int QUEUED_LENGTH = OUTCOMES + OUTCOME_COUNT * Integer.BYTES;
    private static final int CLASS_LENGTH = 12;
    private static final int FAILURE_HEADER_LENGTH = 8;

    private final EvalTable evals;
    private final Heap heap;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(4096);
    private int length;

    public EvalDetail(final EvalTable evals, final Heap heap) {
        this.evals = evals;
        this.heap = heap;
    }

    /** Begins a new detail. */
    public EvalDetail begin() {
        scratch.putInt(0, 0);
        scratch.putInt(CLASS_COUNT, 0);
        scratch.putInt(FAILURE_COUNT, 0);
        length = QUEUED;
        return this;
    }

    /** Adds a count and takes over the reference to the name; outcomes may follow for this group. */
    public void addQueued(final int name, final int count) {
        scratch.setMemory(length, QUEUED_LENGTH, (byte) 0);
        scratch.putInt(length, name);
        scratch.putInt(length + 4, count);
        length += QUEUED_LENGTH;
        scratch.putInt(0, scratch.getInt(0) + 1);
    }

    /** Says what the plan does to the group that was added last. */
    public void addOutcome(final int ordinal, final int count) {
        final int entry = length - QUEUED_LENGTH;
        scratch.putInt(entry + PLANNED, 1);
        scratch.putInt(entry + OUTCOMES + ordinal * Integer.BYTES, count);
    }

    public void addClass(final long computedClass, final boolean isEligible) {
        scratch.putLong(length, computedClass);
        scratch.putInt(length + 8, isEligible ? 1 : 0);
        length += CLASS_LENGTH;
        scratch.putInt(CLASS_COUNT, scratch.getInt(CLASS_COUNT) + 1);
    }

    /** Adds a failure and takes over the reference to the name. */
    public void addFailure(final int name, final DirectBuffer metric, final int offset, final int metricLength) {
        scratch.putInt(length, name);
        scratch.putInt(length + 4, metricLength);
        scratch.putBytes(length + FAILURE_HEADER_LENGTH, metric, offset, metricLength);
        length += FAILURE_HEADER_LENGTH + metricLength;
        scratch.putInt(FAILURE_COUNT, scratch.getInt(FAILURE_COUNT) + 1);
    }

    /** Bytes of what was added so far. */
    public int length() {
        return length;
    }

    /** Stores what was added in place of what the evaluation had. There must be room. */
    public void store(final int eval) {
        release(eval);
        evals.detail(eval, length > QUEUED ? heap.put(scratch, 0, length) : BlobHeap.NULL_BLOB);
    }

    /** Gives up the detail and the names in it. */
    public void release(final int eval) {
        for (int i = queuedCount(eval) - 1; i >= 0; i--) {
            heap.strings().release(queuedName(eval, i));
        }
        int failure = firstFailure(eval);
        for (int i = failureCount(eval); i > 0; i--) {
            heap.strings().release(failureName(eval, failure));
            failure = nextFailure(eval, failure);
        }
        evals.detail(eval, BlobHeap.NULL_BLOB);
    }

    public int queuedCount(final int eval) {
        return count(eval, 0);
    }

    /** String id of a group. */
    public int queuedName(final int eval, final int index) {
        return buffer(eval).getInt(queuedOffset(eval, index));
    }

    public int queued(final int eval, final int index) {
        return buffer(eval).getInt(queuedOffset(eval, index) + 4);
    }

    /** Whether a plan said what it does to the group. */
    public boolean isPlanned(final int eval, final int index) {
        return buffer(eval).getInt(queuedOffset(eval, index) + PLANNED) != 0;
    }

    /** What the plan does to the group, by the ordinal of {@link GroupOutcomes.Count}. */
    public int outcome(final int eval, final int index, final GroupOutcomes.Count what) {
        return buffer(eval).getInt(queuedOffset(eval, index) + OUTCOMES + what.ordinal() * Integer.BYTES);
    }

    public int classCount(final int eval) {
        return count(eval, CLASS_COUNT);
    }

    public long computedClass(final int eval, final int index) {
        return buffer(eval).getLong(classOffset(eval, index));
    }

    public boolean isEligible(final int eval, final int index) {
        return buffer(eval).getInt(classOffset(eval, index) + 8) != 0;
    }

    public int failureCount(final int eval) {
        return count(eval, FAILURE_COUNT);
    }

    /** Where the first failure begins, to be passed to the methods below. */
    public int firstFailure(final int eval) {
        return QUEUED + queuedCount(eval) * QUEUED_LENGTH + classCount(eval) * CLASS_LENGTH;
    }

    public int nextFailure(final int eval, final int failure) {
        return failure + FAILURE_HEADER_LENGTH + metricLength(eval, failure);
    }

    /** String id of the group. */
    public int failureName(final int eval, final int failure) {
        return buffer(eval).getInt(offset(eval) + failure);
    }

    public int metricLength(final int eval, final int failure) {
        return buffer(eval).getInt(offset(eval) + failure + 4);
    }

    /** Where the metric begins in the {@link #buffer}. */
    public int metricOffset(final int eval, final int failure) {
        return offset(eval) + failure + FAILURE_HEADER_LENGTH;
    }

    public MutableDirectBuffer buffer(final int eval) {
        return heap.blobs().buffer(evals.detail(eval));
    }

    private int count(final int eval, final int at) {
        return BlobHeap.NULL_BLOB == evals.detail(eval) ? 0 : buffer(eval).getInt(offset(eval) + at);
    }

    private int offset(final int eval) {
        return heap.blobs().offset(evals.detail(eval));
    }

    private int queuedOffset(final int eval, final int index) {
        Invariant.checkIndex(index, queuedCount(eval), "queued");
        return offset(eval) + QUEUED + index * QUEUED_LENGTH;
    }

    private int classOffset(final int eval, final int index) {
        Invariant.checkIndex(index, classCount(eval), "class");
        return offset(eval) + QUEUED + queuedCount(eval) * QUEUED_LENGTH + index * CLASS_LENGTH;
    }
}
