package io.drover.scheduler;

import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;

/**
 * The evaluation to process. Reusable: {@link #reset()}, then set what differs from the defaults.
 */
public final class EvalInput {
    private long idHigh;
    private long idLow;
    private int job = StateView.NULL_ROW;
    private int node = StateView.NULL_ROW;
    private int priority;
    private JobType type = JobType.SERVICE;
    private EvalTrigger trigger = EvalTrigger.JOB_REGISTER;
    private boolean isBlocked;
    private boolean isDelayed;
    private boolean isAnnotated;

    /** Back to the defaults: no id, no job, no node, a service job's registration. */
    public EvalInput reset() {
        idHigh = 0;
        idLow = 0;
        job = StateView.NULL_ROW;
        node = StateView.NULL_ROW;
        priority = 0;
        type = JobType.SERVICE;
        trigger = EvalTrigger.JOB_REGISTER;
        isBlocked = false;
        isDelayed = false;
        isAnnotated = false;
        return this;
    }

    public EvalInput id(final long high, final long low) {
        idHigh = high;
        idLow = low;
        return this;
    }

    /** Also seeds ties between equal nodes and the choice of dynamic ports. */
    public long idHigh() {
        return idHigh;
    }

    public long idLow() {
        return idLow;
    }

    public EvalInput job(final int job) {
        this.job = job;
        return this;
    }

    public int job() {
        return job;
    }

    public EvalInput node(final int node) {
        this.node = node;
        return this;
    }

    /** The node that a blocked evaluation of a system job waits for, or {@link StateView#NULL_ROW}. */
    public int node() {
        return node;
    }

    public EvalInput priority(final int priority) {
        this.priority = priority;
        return this;
    }

    public int priority() {
        return priority;
    }

    public EvalInput type(final JobType type) {
        this.type = type;
        return this;
    }

    /** The kind of scheduler; a stopped job is always evaluated as a service. */
    public JobType type() {
        return type;
    }

    public EvalInput trigger(final EvalTrigger trigger) {
        this.trigger = trigger;
        return this;
    }

    public EvalTrigger trigger() {
        return trigger;
    }

    public EvalInput isBlocked(final boolean value) {
        isBlocked = value;
        return this;
    }

    /** Whether it was blocked before: it is blocked again instead of leaving a new blocked evaluation. */
    public boolean isBlocked() {
        return isBlocked;
    }

    public EvalInput isDelayed(final boolean value) {
        isDelayed = value;
        return this;
    }

    /** Whether it had a time to wait until. */
    public boolean isDelayed() {
        return isDelayed;
    }

    public EvalInput isAnnotated(final boolean value) {
        isAnnotated = value;
        return this;
    }

    /** A dry run: counts of what would be done matter, success metrics do not. */
    public boolean isAnnotated() {
        return isAnnotated;
    }
}
