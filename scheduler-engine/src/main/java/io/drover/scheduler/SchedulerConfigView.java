package io.drover.scheduler;

import io.drover.sbe.common.JobType;

/**
 * The replicated scheduler configuration. Pools are named by string id and may override the algorithm.
 */
public interface SchedulerConfigView {
    /** Whether allocations are spread over nodes instead of packed. */
    boolean isSpreadAlgorithm(int pool);

    /** Whether tasks may use more memory than they reserve. */
    boolean isMemoryOversubscribed(int pool);

    /** Whether jobs of this type may evict allocations of lower priority. */
    boolean preempts(JobType type);
}
