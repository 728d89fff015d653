package io.drover.tools.sim;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.DeploymentTable;
import io.drover.gateway.command.JobCommands;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Asks for an evaluation of every service at rest. It must place nothing: what could be placed should have been, by whatever made room or
 * asked for it. So a blocked evaluation that nobody released is found although it looks like a reason to wait.
 */
final class Recheck {
    /** A service by its name, with how many allocations it had. */
    private record Service(String namespace, String id) implements Comparable<Service> {
        @Override
        public int compareTo(final Service other) {
            final int byNamespace = namespace.compareTo(other.namespace);
            return byNamespace == 0 ? id.compareTo(other.id) : byNamespace;
        }
    }

    private final World world;
    private final Map<Service, Integer> before = new TreeMap<>();

    Recheck(final World world) {
        this.world = world;
    }

    /** Asks for the evaluations. */
    void begin() {
        final Engine engine = world.checks().engine();
        if (engine == null
                || engine.state().config().preemptsService
                || engine.state().config().isPaused) {
            // An evaluation may take room from others then.
            return;
        }
        final ClusterState state = engine.state();
        for (int job = state.jobs().rows().first();
                Slab.NULL_ROW != job;
                job = state.jobs().rows().next(job)) {
            if (isSettled(state, job)) {
                final Service service = service(state, job);
                before.put(service, live(state, job));
                final DirectBuffer command = JobCommands.evaluate(service.namespace, service.id, false);
                world.servers().get(0).core().send(command, 0, command.capacity());
            }
        }
    }

    /** What was placed since, as a sentence; nothing when nothing was. */
    String found() {
        final Engine engine = world.checks().engine();
        if (engine == null) {
            return "";
        }
        final ClusterState state = engine.state();
        for (int job = state.jobs().rows().first();
                Slab.NULL_ROW != job;
                job = state.jobs().rows().next(job)) {
            final Service service = service(state, job);
            final int now = live(state, job);
            final Integer had = before.get(service);
            if (had != null && now > had) {
                return "the job " + service.id + " had " + had + " allocations at rest and has " + now
                        + " once somebody asks for an evaluation" + JobPicture.of(state, job);
            }
        }
        return "";
    }

    private boolean isSettled(final ClusterState state, final int job) {
        final int version = state.jobs().current(job);
        return state.versions().type(version) == JobType.SERVICE
                && !state.versions().isStopped(version)
                && !world.checks().hadFailedDeployment(state.jobs().createIndex(job), version)
                && !waits(state, job)
                && !hasFailed(state, job);
    }

    /** Whether an evaluation is to come, or a deployment decides what may be placed. */
    private static boolean waits(final ClusterState state, final int job) {
        for (int eval = state.evals().ofJob().first(job);
                Slab.NULL_ROW != eval;
                eval = state.evals().ofJob().next(eval)) {
            if (state.deadlines().isScheduled(DeadlineKind.EVAL_WAIT, eval)) {
                return true;
            }
        }
        for (int row = state.deployments().ofJob().first(job);
                Slab.NULL_ROW != row;
                row = state.deployments().ofJob().next(row)) {
            if (DeploymentTable.isActive(state.deployments().status(row))
                    || state.deployments().status(row) == DeploymentStatus.FAILED) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFailed(final ClusterState state, final int job) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (allocs.desiredStatus(alloc) == DesiredStatus.RUN && allocs.clientStatus(alloc) == ClientStatus.FAILED) {
                return true;
            }
        }
        return false;
    }

    private static int live(final ClusterState state, final int job) {
        final AllocTable allocs = state.allocs();
        int live = 0;
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            live += allocs.desiredStatus(alloc) == DesiredStatus.RUN
                            && !AllocTable.isClientTerminal(allocs.clientStatus(alloc))
                    ? 1
                    : 0;
        }
        return live;
    }

    private static Service service(final ClusterState state, final int job) {
        return new Service(
                Objects.requireNonNull(state.heap().strings().text(state.jobs().namespace(job))),
                Objects.requireNonNull(state.heap().strings().text(state.jobs().jobId(job))));
    }
}
