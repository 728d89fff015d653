package io.drover.scheduler.reconcile;

import io.drover.sbe.common.EvalTrigger;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.Arrays;

/**
 * Allocations that are reconsidered later. Those that are due within five seconds of one another share an evaluation.
 */
final class DelayedEvals {
    private static final long BATCH_MS = 5_000;

    private int count;
    private int foundAt = -1;
    private int[] allocs = new int[8];
    private long[] timesMs = new long[8];
    private int[] followUps = new int[8];

    void clear() {
        count = 0;
        foundAt = -1;
    }

    /** Adds an allocation; the list stays ordered by time. */
    void add(final int alloc, final long timeMs) {
        if (count == allocs.length) {
            allocs = Arrays.copyOf(allocs, count << 1);
            timesMs = Arrays.copyOf(timesMs, count << 1);
            followUps = Arrays.copyOf(followUps, count << 1);
        }
        int at = count++;
        while (at > 0 && timesMs[at - 1] > timeMs) {
            allocs[at] = allocs[at - 1];
            timesMs[at] = timesMs[at - 1];
            at--;
        }
        allocs[at] = alloc;
        timesMs[at] = timeMs;
    }

    /** Creates the evaluations. */
    void create(final PlanBuffer plan, final EvalTrigger first, final EvalTrigger later) {
        long batchMs = 0;
        int followUp = -1;
        for (int i = 0; i < count; i++) {
            if (i == 0 || timesMs[i] - batchMs > BATCH_MS) {
                batchMs = timesMs[i];
                followUp = plan.followUps().add(i == 0 ? first : later, batchMs);
            }
            followUps[i] = followUp;
        }
    }

    int count() {
        return count;
    }

    int alloc(final int index) {
        return allocs[index];
    }

    int followUp(final int index) {
        return followUps[index];
    }

    /** The evaluation that an allocation waits for, or -1; cheap when allocations are asked for in the order of the list. */
    int followUpOf(final int alloc) {
        final int next = foundAt + 1;
        if (next < count && allocs[next] == alloc) {
            foundAt = next;
            return followUps[next];
        }
        for (int i = 0; i < count; i++) {
            if (allocs[i] == alloc) {
                foundAt = i;
                return followUps[i];
            }
        }
        return -1;
    }
}
