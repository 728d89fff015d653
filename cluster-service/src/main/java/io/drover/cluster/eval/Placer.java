package io.drover.cluster.eval;

import io.drover.cluster.lifecycle.AllocTransitions;
import io.drover.cluster.lifecycle.DeploymentCounters;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocHistory;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.IdSource;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.JobStatus;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes allocations of placements. */
public final class Placer {
    private static final int UNLIMITED_EVENTS_KEPT = 5;
    private static final int GLANCES = 32;

    private final ClusterState state;
    private final AllocTable allocs;
    private final Step step;
    private final SpecReader specs;
    private final AllocTransitions transitions;
    private final DeploymentCounters counters;
    private final SpecLayout layout;
    private final UnsafeBuffer taskName = new UnsafeBuffer(0, 0);
    private int[] placed = new int[16];
    private boolean isCounted;

    /** Keeps the compiler from leaving out what is only looked at. */
    private long unusedGlances;

    public Placer(
            final ClusterState state,
            final Step step,
            final SpecReader specs,
            final AllocTransitions transitions,
            final DeploymentCounters counters) {
        this.state = state;
        this.step = step;
        this.specs = specs;
        this.transitions = transitions;
        this.counters = counters;
        allocs = state.allocs();
        layout = new SpecLayout(state.versions());
    }

    /** The allocation made of a placement of the last plan. */
    int placed(final int placement) {
        return placed[placement];
    }

    void place(final int eval, final int deployment, final PlanBuffer plan) {
        final Placements placements = plan.placements();
        if (placements.count() > placed.length) {
            placed = Arrays.copyOf(placed, placements.count() * 2);
        }
        final JobStatus jobStatus = state.jobs().status(state.evals().job(eval));
        isCounted = false;
        for (int i = 0; i < placements.count(); i++) {
            if (i % GLANCES == 0) {
                glance(placements, i);
            }
            placed[i] = place(eval, deployment, plan, i);
            allocs.jobStatus(placed[i], jobStatus);
            allocs.isJobStable(placed[i], state.versions().isStable(allocs.version(placed[i])));
        }
        if (isCounted) {
            counters.touch(deployment);
        }
    }

    /** The last allocations of nodes are far apart in memory: looking at many at once takes little longer than at one. */
    private void glance(final Placements placements, final int first) {
        final int limit = Math.min(first + GLANCES, placements.count());
        for (int i = first; i < limit; i++) {
            unusedGlances += allocs.glance(placements.node(i));
        }
    }

    private int place(final int eval, final int deployment, final PlanBuffer plan, final int at) {
        final Placements placements = plan.placements();
        final int version = state.versions().rows().resolve(placements.spec(at));
        Invariant.check(Slab.NULL_ROW != version, "placement has the spec of a stored version", at);
        final int node = placements.node(at);
        final IdSource id = step.nextId();
        final int alloc = allocs.insert(id.high(), id.low(), step.index(), version, node, eval);
        allocs.nodeName(alloc, state.heap().share(state.nodes().name(node)));
        allocs.nodeAddress(alloc, state.heap().share(state.nodes().address(node)));
        allocs.createTimeMs(alloc, step.nowMs());
        allocs.group(alloc, placements.group(at));
        allocs.nameIndex(alloc, placements.nameIndex(at));
        allocs.cpuMhz(alloc, placements.cpuMhz(at));
        allocs.memoryMb(alloc, placements.memoryMb(at));
        allocs.diskMb(alloc, placements.diskMb(at));
        allocs.score(alloc, placements.score(at));
        allocs.metrics().store(alloc, plan.metrics(), placements.metricOffset(at), placements.metricLength(at));
        hold(alloc, version, placements, at);
        if (Placements.NONE != placements.previous(at)) {
            replace(alloc, placements.previous(at), placements, at);
        }
        transitions.onPlaced(alloc);
        if (placements.isInDeployment(at) && Slab.NULL_ROW != deployment) {
            allocs.deployment(alloc, deployment);
            allocs.isCanary(alloc, placements.isCanary(at));
            allocs.hasDeploymentStatus(alloc, placements.isCanary(at));
            isCounted |= counters.countPlaced(alloc);
        }
        transitions.touchAssignment(alloc);
        return alloc;
    }

    /** What it holds by name: ports, cores and devices. */
    private void hold(final int alloc, final int version, final Placements placements, final int at) {
        final int firstPort = placements.portFirst(at);
        final int firstCore = placements.coreFirst(at);
        final int portCount = placements.portLimit(at) - firstPort;
        final int coreCount = placements.coreLimit(at) - firstCore;
        final int firstDevice = placements.deviceFirst(at);
        final int deviceCount = placements.deviceLimit(at) - firstDevice;
        allocs.resources().reserve(alloc, portCount, coreCount, deviceCount);
        for (int i = 0; i < portCount; i++) {
            final int port = firstPort + i;
            allocs.resources()
                    .port(
                            alloc,
                            i,
                            placements.portSpec(port),
                            placements.portValue(port),
                            placements.portTarget(port),
                            state.heap().share(placements.portAddress(port)));
        }
        for (int i = 0; i < coreCount; i++) {
            allocs.resources().core(alloc, i, placements.core(firstCore + i));
        }
        for (int i = 0; i < deviceCount; i++) {
            layout.of(version).wrapDeviceTask(placements.deviceSpec(firstDevice + i), taskName);
            allocs.resources()
                    .device(
                            alloc,
                            i,
                            state.heap().intern(taskName),
                            state.heap().share(placements.device(firstDevice + i)));
        }
    }

    private void replace(final int alloc, final int previous, final Placements placements, final int at) {
        allocs.previousAllocation(alloc, allocs.idHigh(previous), allocs.idLow(previous));
        allocs.nextAllocation(previous, allocs.idHigh(alloc), allocs.idLow(alloc));
        transitions.touch(previous);
        if (placements.isRescheduled(at)) {
            trackReschedule(alloc, previous, placements.rescheduleDelayMs(at));
        }
    }

    private void trackReschedule(final int alloc, final int previous, final long delayMs) {
        final AllocHistory histories = allocs.histories();
        final SpecGroup rules = specs.group(allocs.version(alloc), allocs.group(alloc));
        final int count = histories.eventCount(previous);
        int first = 0;
        if (rules.isRescheduleUnlimited()) {
            first = Math.max(0, count - UNLIMITED_EVENTS_KEPT);
        } else {
            while (first < count && step.nowMs() - histories.eventMs(previous, first) > rules.rescheduleIntervalMs()) {
                first++;
            }
            first = Math.max(first, count - AllocHistory.EVENTS_MAX);
        }
        histories.event(
                alloc,
                histories.continueFrom(alloc, previous, first),
                step.nowMs(),
                allocs.idHigh(previous),
                allocs.idLow(previous),
                allocs.nodeIdHigh(previous),
                allocs.nodeIdLow(previous),
                delayMs);
    }
}
