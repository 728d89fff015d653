package io.drover.cluster.spec;

import io.drover.sbe.common.Bool;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;

/** The rules of one task group that the state machine applies itself. Reused; valid until the next read. */
public final class SpecGroup {
    int desiredCount;
    boolean hasUpdate;
    int maxParallel;
    int canary;
    long progressDeadlineMs;
    boolean isAutoRevert;
    boolean isAutoPromote;
    boolean hasReschedule;
    int rescheduleAttempts;
    long rescheduleIntervalMs;
    boolean isRescheduleUnlimited;
    int migrateMaxParallel;
    long lostAfterMs;

    SpecGroup() {}

    void read(final SchedulingSpecDecoder.GroupsDecoder group) {
        desiredCount = group.desiredCount();
        hasUpdate = group.hasUpdate() == Bool.YES;
        maxParallel = group.updateMaxParallel();
        canary = group.updateCanary();
        progressDeadlineMs = group.updateProgressDeadlineMs();
        isAutoRevert = group.updateAutoRevert() == Bool.YES;
        isAutoPromote = group.updateAutoPromote() == Bool.YES;
        hasReschedule = group.hasReschedule() == Bool.YES;
        rescheduleAttempts = group.rescheduleAttempts();
        rescheduleIntervalMs = group.rescheduleIntervalMs();
        isRescheduleUnlimited = group.rescheduleUnlimited() == Bool.YES;
        migrateMaxParallel = group.migrateMaxParallel();
        lostAfterMs = group.lostAfterMs();
    }

    public int desiredCount() {
        return desiredCount;
    }

    public boolean hasUpdate() {
        return hasUpdate;
    }

    public int canary() {
        return canary;
    }

    /** 0: none. */
    public long progressDeadlineMs() {
        return progressDeadlineMs;
    }

    public boolean isAutoRevert() {
        return isAutoRevert;
    }

    public boolean isAutoPromote() {
        return isAutoPromote;
    }

    /** Whether failed allocations may be replaced at all. */
    public boolean reschedules() {
        return hasReschedule && (isRescheduleUnlimited || rescheduleAttempts > 0);
    }

    public boolean isRescheduleUnlimited() {
        return isRescheduleUnlimited;
    }

    public int rescheduleAttempts() {
        return rescheduleAttempts;
    }

    public long rescheduleIntervalMs() {
        return rescheduleIntervalMs;
    }

    public int migrateMaxParallel() {
        return migrateMaxParallel;
    }

    /** How long an allocation may be out of reach before it counts as lost; 0: not at all. */
    public long lostAfterMs() {
        return lostAfterMs;
    }
}
