package io.drover.cluster.view;

import io.drover.cluster.state.SchedulerConfig;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.SchedulerConfigView;

/** The scheduler configuration; node pools do not override it yet. */
final class LiveConfig implements SchedulerConfigView {
    private final SchedulerConfig config;

    LiveConfig(final SchedulerConfig config) {
        this.config = config;
    }

    @Override
    public boolean isSpreadAlgorithm(final int pool) {
        return config.isSpreadAlgorithm;
    }

    @Override
    public boolean isMemoryOversubscribed(final int pool) {
        return config.isMemoryOversubscribed;
    }

    @Override
    public boolean preempts(final JobType type) {
        return switch (type) {
            case SERVICE -> config.preemptsService;
            case BATCH -> config.preemptsBatch;
            case SYSTEM -> config.preemptsSystem;
            case SYSBATCH -> config.preemptsSysbatch;
            default -> false;
        };
    }
}
