package io.drover.cluster.eval;

import io.drover.cluster.state.ClusterState;
import io.drover.scheduler.fleet.DeviceLedger;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;

/** Decides whether the tables have room for all that a plan adds. Rather too careful than too late. */
final class PlanRoom {
    private static final long BYTES_PER_PLACEMENT = 512;
    private static final long BYTES_PER_UPDATE = 4_096;
    private static final long BYTES_PER_GROUP = 256;
    private static final long BYTES_PER_DEVICE = 512;
    private static final int PIECES_PER_CHANGE = 5;

    private final ClusterState state;
    private final Evaluations evaluations;
    private final DeviceLedger devices;

    PlanRoom(final ClusterState state, final Evaluations evaluations, final DeviceLedger devices) {
        this.devices = devices;
        this.state = state;
        this.evaluations = evaluations;
    }

    boolean isEnough(final PlanBuffer plan) {
        final Placements placements = plan.placements();
        final int changes = plan.stops().count() + plan.updates().count();
        final int groups = plan.deployment().groupCount();
        final int outcomes = plan.outcomes().count();
        // One blocked evaluation, one after a deployment's success, the follow-ups, and one for each job whose
        // allocation may
        // have been evicted.
        final int onNodes = Math.min(plan.blocked().nodeCount(), NodeWaits.PER_PASS_MAX);
        final int newEvals =
                2 + onNodes + plan.followUps().count() + plan.stops().count();
        final long bytes = (2L + onNodes) * plan.metricsLength()
                + placements.count() * BYTES_PER_PLACEMENT
                + placements.deviceCount() * BYTES_PER_DEVICE
                + changes * BYTES_PER_UPDATE
                + (groups + 2L * outcomes + (1L + onNodes) * plan.blocked().classCount()) * BYTES_PER_GROUP;
        final long pieces =
                (long) placements.count() + placements.deviceCount() + onNodes + changes + groups + outcomes;
        return state.allocs().rows().hasRoomFor(placements.count())
                && devices.hasRoomFor(placements.deviceCount())
                && evaluations.hasRoomFor(newEvals)
                && state.deployments().rows().hasRoomFor(plan.deployment().isCreated() ? 1 : 0)
                && state.deployments().groups().rows().hasRoomFor(groups)
                && state.volumeUses().rows().hasRoomFor(plan.volumeUses())
                && state.hostVolumeClaims().rows().hasRoomFor(plan.volumeUses())
                && state.csiClaims().rows().hasRoomFor(plan.csiClaims())
                && state.deadlines().hasRoomFor(1 + newEvals)
                && state.heap().hasRoomFor(bytes, (int) Math.min(Integer.MAX_VALUE, pieces * PIECES_PER_CHANGE));
    }
}
