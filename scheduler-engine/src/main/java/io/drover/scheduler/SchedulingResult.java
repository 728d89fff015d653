package io.drover.scheduler;

/**
 * How far an evaluation came.
 */
public enum SchedulingResult {
    /** All was decided. */
    COMPLETE,
    /**
     * The node-visit budget is used up. The plan is a good beginning: apply it, keep the evaluation and process it again, from
     * the state then, in a later command.
     */
    CONTINUES
}
