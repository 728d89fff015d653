package io.drover.tools.sim;

import io.drover.agent.model.ClientStatus;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster must come to when nothing befalls it any more: nodes and state tell the same, registrations are those of live
 * allocations, and every job has what it wants or a reason why not.
 */
final class Convergence {
    private final World world;

    Convergence(final World world) {
        this.world = world;
    }

    /** The first thing that is not as it should be, as a sentence; empty when nothing is missing. */
    String missing() {
        final Engine engine = world.checks().engine();
        if (engine == null) {
            return "the cluster is not born";
        }
        if (world.log().leader() == ModelLog.NO_LEADER) {
            return "nobody leads";
        }
        final ClusterState state = engine.state();
        if (!state.members().has(FeatureLevels.OF_THIS_VERSION.newest())) {
            return "the feature level is " + state.members().level();
        }
        if (engine.evaluator().hasWork()) {
            return "evaluations wait in the queue";
        }
        for (final Node node : world.nodes()) {
            final String missing = ofNode(state, node);
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        final String missing = ofDeployments(state);
        return missing.isEmpty() ? ofJobs(state, new SpecReader(state.versions())) : missing;
    }

    /** A running deployment whose allocations are to become healthy by some time ends then, one way or the other. */
    private static String ofDeployments(final ClusterState state) {
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.rows().first();
                Slab.NULL_ROW != row;
                row = deployments.rows().next(row)) {
            if (deployments.status(row) == DeploymentStatus.RUNNING
                    && hasTimeLimit(deployments, row)
                    && !state.deadlines().isScheduled(DeadlineKind.DEPLOYMENT_PROGRESS, row)) {
                return "the deployment of the job " + name(state, deployments.job(row)) + " runs on after its time"
                        + JobPicture.of(state, deployments.job(row));
            }
        }
        return "";
    }

    private static boolean hasTimeLimit(final DeploymentTable deployments, final int row) {
        final DeploymentGroupTable groups = deployments.groups();
        for (int group = groups.ofDeployment().first(row);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            final boolean awaitsPromotion = groups.desiredCanaries(group) > 0 && !groups.isPromoted(group);
            if (!awaitsPromotion
                    && groups.requireProgressByMs(group) > 0
                    && groups.healthyAllocs(group) < groups.desiredTotal(group)) {
                return true;
            }
        }
        return false;
    }

    private static String ofNode(final ClusterState state, final Node node) {
        final String name = "node-" + node.number();
        final int row = state.nodes()
                .find(node.nodeId().getMostSignificantBits(), node.nodeId().getLeastSignificantBits());
        if (Slab.NULL_ROW == row) {
            return name + " is not known";
        }
        if (state.nodes().status(row) != NodeStatus.READY) {
            return name + " is " + state.nodes().status(row);
        }
        final Map<UUID, Work> works = new HashMap<>();
        node.works().forEach(work -> works.put(work.id(), work));
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofNode().first(row);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofNode().next(alloc)) {
            final UUID id = new UUID(allocs.idHigh(alloc), allocs.idLow(alloc));
            final String missing = ofAlloc(allocs, alloc, name + " and allocation " + id, works.remove(id));
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        for (final Work left : works.values()) {
            if (!left.status().isTerminal()) {
                return name + " runs allocation " + left.id() + ", which the state does not know";
            }
        }
        return services(state, row, node);
    }

    private static String ofAlloc(
            final AllocTable allocs, final int alloc, final String name, final @Nullable Work work) {
        final boolean isWanted = allocs.desiredStatus(alloc) == DesiredStatus.RUN;
        final boolean isEnded = AllocTable.isClientTerminal(allocs.clientStatus(alloc));
        if (work == null) {
            return isEnded ? "" : name + ": the node does not have it, the state says " + allocs.clientStatus(alloc);
        }
        if (!isWanted && !work.status().isTerminal()) {
            return name + ": it is to stop, and is " + work.status();
        }
        if (work.status() == ClientStatus.PENDING) {
            return name + ": it is pending";
        }
        // What the state calls lost has ended whatever its node says.
        final boolean isSame =
                allocs.clientStatus(alloc).name().equals(work.status().name())
                        || (isEnded && (work.status().isTerminal() || !isWanted));
        return isSame ? "" : name + ": it is " + work.status() + ", the state says " + allocs.clientStatus(alloc);
    }

    private static String services(final ClusterState state, final int node, final Node real) {
        final Set<String> expected = new TreeSet<>();
        for (final Work work : real.works()) {
            if (work.isOffered()) {
                expected.add(work.serviceId());
            }
        }
        final Set<String> registered = new TreeSet<>();
        for (int row = state.services().ofNode().first(node);
                Slab.NULL_ROW != row;
                row = state.services().ofNode().next(row)) {
            registered.add(state.heap().strings().text(state.services().serviceId(row)));
        }
        return expected.equals(registered)
                ? ""
                : "node-" + real.number() + " offers " + expected + ", registered are " + registered;
    }

    private String ofJobs(final ClusterState state, final SpecReader specs) {
        for (int job = state.jobs().rows().first();
                Slab.NULL_ROW != job;
                job = state.jobs().rows().next(job)) {
            final int version = state.jobs().current(job);
            final JobType type = state.versions().type(version);
            if (!state.versions().isStopped(version)
                    && type == JobType.SERVICE
                    && !hasExcuse(state, job)
                    && !hasFailedUnseen(state, job)) {
                final String missing = ofService(state, specs, job, version);
                if (!missing.isEmpty()) {
                    return missing;
                }
            } else if (state.versions().isStopped(version) && isRunning(state, job)) {
                return "the stopped job " + name(state, job) + " still runs";
            }
        }
        return "";
    }

    private static String ofService(
            final ClusterState state, final SpecReader specs, final int job, final int version) {
        final AllocTable allocs = state.allocs();
        for (int group = 0; group < state.versions().groupCount(version); group++) {
            final int wanted = specs.group(version, group).desiredCount();
            int running = 0;
            for (int alloc = allocs.ofJob().first(job);
                    Slab.NULL_ROW != alloc;
                    alloc = allocs.ofJob().next(alloc)) {
                final boolean isOfGroup = state.versions().groupName(allocs.version(alloc), allocs.group(alloc))
                        == state.versions().groupName(version, group);
                if (isOfGroup
                        && allocs.desiredStatus(alloc) == DesiredStatus.RUN
                        && !AllocTable.isClientTerminal(allocs.clientStatus(alloc))
                        && isOnLivingNode(state, alloc)) {
                    running++;
                }
            }
            if (running != wanted && !hasGivenUp(state, specs, job)) {
                return "the job " + name(state, job) + " wants " + wanted + " in group " + group + " and has " + running
                        + JobPicture.of(state, job);
            }
        }
        return "";
    }

    private static boolean isOnLivingNode(final ClusterState state, final int alloc) {
        final int node = state.allocs().node(alloc);
        return Slab.NULL_ROW != node && state.nodes().status(node) != NodeStatus.DOWN;
    }

    /** Whether something is known to be wanting or to come: a blocked or delayed evaluation, or a deployment. */
    private static boolean hasExcuse(final ClusterState state, final int job) {
        for (int eval = state.evals().ofJob().first(job);
                Slab.NULL_ROW != eval;
                eval = state.evals().ofJob().next(eval)) {
            final EvalStatus status = state.evals().status(eval);
            if (status == EvalStatus.BLOCKED
                    || (status == EvalStatus.PENDING && state.deadlines().isScheduled(DeadlineKind.EVAL_WAIT, eval))) {
                return true;
            }
        }
        final int newest = state.deployments().ofJob().first(job);
        for (int row = newest;
                Slab.NULL_ROW != row;
                row = state.deployments().ofJob().next(row)) {
            if (state.deployments().version(row) == state.jobs().current(job)
                    && state.deployments().status(row) != DeploymentStatus.SUCCESSFUL) {
                // Running ones wait for their allocations, failed and paused ones for people.
                return true;
            }
            if (DeploymentTable.isActive(state.deployments().status(row))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a deployment of the job failed which may have been collected meanwhile: then people must act. */
    private boolean hasFailedUnseen(final ClusterState state, final int job) {
        return world.checks()
                .hadFailedDeployment(state.jobs().createIndex(job), state.jobs().current(job));
    }

    /** Whether allocations failed more often than the job's policy allows. */
    private static boolean hasGivenUp(final ClusterState state, final SpecReader specs, final int job) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            final boolean isFailed = allocs.desiredStatus(alloc) == DesiredStatus.RUN
                    && allocs.clientStatus(alloc) == io.drover.sbe.common.ClientStatus.FAILED;
            if (isFailed
                    && !specs.group(allocs.version(alloc), allocs.group(alloc)).isRescheduleUnlimited()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRunning(final ClusterState state, final int job) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (!AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
                return true;
            }
        }
        return false;
    }

    private static String name(final ClusterState state, final int job) {
        return Objects.requireNonNull(state.heap().strings().text(state.jobs().jobId(job)));
    }
}
