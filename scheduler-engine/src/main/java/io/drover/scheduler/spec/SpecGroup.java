package io.drover.scheduler.spec;

import io.drover.sbe.jobspec.DelayFunction;
import io.drover.sbe.jobspec.Reconcile;

/**
 * One task group of a spec. Kept and filled again when the {@link JobSpec} is reused for another job.
 */
public final class SpecGroup {
    int desiredCount;
    int diskMb;
    boolean isDiskSticky;
    boolean isDiskMigrated;
    boolean hasUpdate;
    int updateMaxParallel;
    int updateCanary;
    boolean autoPromotes;
    boolean hasReschedule;
    int rescheduleAttempts;
    long rescheduleIntervalMs;
    long rescheduleDelayMs;
    DelayFunction rescheduleFunction = DelayFunction.CONSTANT;
    long rescheduleDelayMaxMs;
    boolean isRescheduleUnlimited;
    int migrateMaxParallel;
    long lostAfterMs;
    long stopOnClientAfterMs;
    boolean isReplacedWhenLost;
    Reconcile reconcile = Reconcile.BEST_SCORE;
    long maxRunMs;
    long digestHigh;
    long digestLow;
    long name;
    long networkMode;

    final Footprint footprint = new Footprint();
    int portCount;
    boolean hasStaticPorts;
    boolean hasDevices;
    boolean hasDeviceAffinities;
    boolean hasNuma;
    boolean isEscaped;
    boolean hasAffinities;
    boolean hasSpreads;
    boolean hasDistinct;
    long killTimeoutMaxMs;

    public int desiredCount() {
        return desiredCount;
    }

    public int diskMb() {
        return diskMb;
    }

    /** Whether a replacement prefers the node of the former allocation. */
    public boolean prefersFormerNode() {
        return isDiskSticky || isDiskMigrated;
    }

    public boolean hasUpdate() {
        return hasUpdate;
    }

    /** Whether changes of it run as a deployment. */
    public boolean hasDeployments() {
        return hasUpdate && updateMaxParallel > 0;
    }

    public int updateMaxParallel() {
        return updateMaxParallel;
    }

    public int updateCanary() {
        return updateCanary;
    }

    public boolean hasReschedule() {
        return hasReschedule;
    }

    public int rescheduleAttempts() {
        return rescheduleAttempts;
    }

    public long rescheduleIntervalMs() {
        return rescheduleIntervalMs;
    }

    public long rescheduleDelayMs() {
        return rescheduleDelayMs;
    }

    public DelayFunction rescheduleFunction() {
        return rescheduleFunction;
    }

    public long rescheduleDelayMaxMs() {
        return rescheduleDelayMaxMs;
    }

    public boolean isRescheduleUnlimited() {
        return isRescheduleUnlimited;
    }

    /** Allocations that may move at a time; 0 for jobs that have no say in it. */
    public int migrateMaxParallel() {
        return migrateMaxParallel;
    }

    /** How long an allocation of a disconnected node counts as unknown before it is lost; 0: not at all. */
    public long lostAfterMs() {
        return lostAfterMs;
    }

    /** How long a client keeps an allocation running without servers, -1 for ever. */
    public long stopOnClientAfterMs() {
        return stopOnClientAfterMs;
    }

    /** Whether an allocation of a disconnected or lost node is replaced. */
    public boolean isReplacedWhenLost() {
        return isReplacedWhenLost;
    }

    public Reconcile reconcile() {
        return reconcile;
    }

    /** Longest run in milliseconds, 0 for any. */
    public long maxRunMs() {
        return maxRunMs;
    }

    /** Whether an update from the other form of the group replaces allocations. */
    public boolean differsDestructively(final SpecGroup other) {
        return digestHigh != other.digestHigh || digestLow != other.digestLow;
    }

    public long name() {
        return name;
    }

    /** Empty without a network block. */
    public long networkMode() {
        return networkMode;
    }

    /** What one allocation takes of a node. */
    public Footprint footprint() {
        return footprint;
    }

    /** Ports of the group and its tasks. */
    public int portCount() {
        return portCount;
    }

    public boolean hasStaticPorts() {
        return hasStaticPorts;
    }

    /** Whether one of its tasks asks for devices. */
    public boolean hasDevices() {
        return hasDevices;
    }

    /** Whether some devices are better than others. */
    public boolean hasDeviceAffinities() {
        return hasDeviceAffinities;
    }

    /** Whether cores of one of its tasks should lie in one memory node. */
    public boolean hasNuma() {
        return hasNuma;
    }

    /** Whether a constraint of job, group or task looks at a single node. */
    public boolean isEscaped() {
        return isEscaped;
    }

    public boolean hasAffinities() {
        return hasAffinities;
    }

    public boolean hasSpreads() {
        return hasSpreads;
    }

    /** Whether {@code distinct_hosts} or {@code distinct_property} applies. */
    public boolean hasDistinct() {
        return hasDistinct;
    }

    /** The longest kill time-out of its tasks. */
    public long killTimeoutMaxMs() {
        return killTimeoutMaxMs;
    }
}
