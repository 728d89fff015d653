package io.drover.scheduler.plan;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The plan of one evaluation: the scheduler's other seam. Lists are filled by the scheduler and read by who applies
 * them, in this order:
 *
 * <pre>
 *  deployment statuses ─► stops ─► updates ─► new deployment ─► follow-ups ─► placements ─► outcomes, blocked
 * </pre>
 *
 * <p>Reusable; grows to the largest plan that it held and allocates nothing after that. Owned by one thread.
 */
public final class PlanBuffer {
    private static final int METRICS_LENGTH = 4096;

    private final DeploymentPlan deployment = new DeploymentPlan();
    private final Stops stops = new Stops();
    private final AllocUpdates updates = new AllocUpdates();
    private final FollowUps followUps = new FollowUps();
    private final Placements placements = new Placements();
    private final GroupOutcomes outcomes = new GroupOutcomes();
    private final BlockedPlan blocked = new BlockedPlan();
    private final UnsafeBuffer metrics = new UnsafeBuffer(new byte[METRICS_LENGTH]);
    private int metricsLength;
    private int volumeUses;
    private int csiClaims;

    /** An empty plan. */
    public PlanBuffer clear() {
        deployment.clear();
        stops.clear();
        updates.clear();
        followUps.clear();
        placements.clear();
        outcomes.clear();
        blocked.clear();
        metricsLength = 0;
        volumeUses = 0;
        csiClaims = 0;
        return this;
    }

    /** Whether applying it changes nothing but the evaluation itself. */
    public boolean isNoOp() {
        return 0 == stops.count()
                && 0 == updates.count()
                && 0 == placements.count()
                && 0 == deployment.updateCount()
                && 0 == deployment.groupCount()
                && !deployment.isCreated();
    }

    public DeploymentPlan deployment() {
        return deployment;
    }

    public Stops stops() {
        return stops;
    }

    public AllocUpdates updates() {
        return updates;
    }

    public FollowUps followUps() {
        return followUps;
    }

    public Placements placements() {
        return placements;
    }

    public GroupOutcomes outcomes() {
        return outcomes;
    }

    /** Host volumes that its placements use, each placement counting each of its own. */
    public int volumeUses() {
        return volumeUses;
    }

    /** Volumes of storage plugins that its placements claim, each placement counting each of its own. */
    public int csiClaims() {
        return csiClaims;
    }

    /** A placement claims this many volumes of storage plugins. */
    public void addCsiClaims(final int count) {
        csiClaims += count;
    }

    /** A placement uses this many host volumes. */
    public void addVolumeUses(final int count) {
        volumeUses += count;
    }

    public BlockedPlan blocked() {
        return blocked;
    }

    /** Holds the {@code PlacementMetric} messages, each led by its header, that placements and outcomes refer to. */
    public DirectBuffer metrics() {
        return metrics;
    }

    /** To encode a metric of at most so many bytes at {@link #metricsLength()}, or to change one that is kept. */
    public UnsafeBuffer metricsForWrite(final int lengthMax) {
        if (metricsLength + lengthMax > metrics.capacity()) {
            metrics.wrap(Arrays.copyOf(metrics.byteArray(), 2 * (metricsLength + lengthMax)));
        }
        return metrics;
    }

    /** Where the next metric begins. */
    public int metricsLength() {
        return metricsLength;
    }

    /** Keeps a metric of this length, encoded at {@link #metricsLength()}, and answers where it begins. */
    public int keepMetric(final int length) {
        final int offset = metricsLength;
        metricsLength += length;
        return offset;
    }
}
