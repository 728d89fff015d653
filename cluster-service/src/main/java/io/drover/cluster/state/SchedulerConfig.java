package io.drover.cluster.state;

/** The replicated scheduler configuration; its initial values are those of the reference. */
public final class SchedulerConfig {
    public boolean isSpreadAlgorithm;
    public boolean preemptsSystem = true;
    public boolean preemptsSysbatch;
    public boolean preemptsBatch;
    public boolean preemptsService;
    public boolean isMemoryOversubscribed;
    public boolean rejectsJobs;
    public boolean isPaused;
    public int nodeLimit;
    public long createIndex;
    public long modifyIndex;

    void copyFrom(final SchedulerConfig other) {
        isSpreadAlgorithm = other.isSpreadAlgorithm;
        preemptsSystem = other.preemptsSystem;
        preemptsSysbatch = other.preemptsSysbatch;
        preemptsBatch = other.preemptsBatch;
        preemptsService = other.preemptsService;
        isMemoryOversubscribed = other.isMemoryOversubscribed;
        rejectsJobs = other.rejectsJobs;
        isPaused = other.isPaused;
        nodeLimit = other.nodeLimit;
        createIndex = other.createIndex;
        modifyIndex = other.modifyIndex;
    }
}
