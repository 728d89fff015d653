package io.drover.cluster.liveness;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.lifecycle.AllocTransitions;
import io.drover.cluster.lifecycle.JobStatuses;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.Transition;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/**
 * Empties nodes that are draining, looking at each once a second:
 *
 * <pre>
 *  service   as many at a time as the group's migrate rule allows, by what is healthy in the whole job
 *  batch     left to end by itself until the deadline
 *  system    when all others are gone, unless they are to be ignored
 *  deadline  everything that is left
 * </pre>
 *
 * <p>Only wishes are written here; the scheduler stops and replaces.
 */
public final class Drainer {
    /** Subsystem of events about drains. */
    public static final DirectBuffer DRAIN = Text.of("Drain");

    /** Time between two looks at a node, as in the reference. */
    private static final long INTERVAL_MS = 1_000;

    private static final byte COMPLETE = 2;
    private static final DirectBuffer NONE = Text.of("");
    private static final DirectBuffer COMPLETED = Text.of("Node drain complete");
    private static final DirectBuffer DEADLINE_REACHED = Text.of("{\"deadline_reached\":\"true\"}");

    private final ClusterState state;
    private final NodeTable nodes;
    private final AllocTable allocs;
    private final VersionTable versions;
    private final Step step;
    private final SpecReader specs;
    private final Evaluations evaluations;
    private final AllocTransitions transitions;
    private final NodeTransitions nodeTransitions;
    private final JobStatuses statuses;
    private final Bits touchedJobs;

    public Drainer(
            final ClusterState state,
            final Step step,
            final SpecReader specs,
            final Evaluations evaluations,
            final AllocTransitions transitions,
            final NodeTransitions nodeTransitions,
            final JobStatuses statuses) {
        this.state = state;
        this.step = step;
        this.specs = specs;
        this.evaluations = evaluations;
        this.transitions = transitions;
        this.nodeTransitions = nodeTransitions;
        this.statuses = statuses;
        nodes = state.nodes();
        allocs = state.allocs();
        versions = state.versions();
        touchedJobs = new Bits(state.jobs().rows().rowCountMax());
    }

    /** Whether the evaluations of one look at a node, and its event, have room. */
    public boolean hasRoom(final int node) {
        return evaluations.hasRoomFor(1 + allocs.liveOfNode().count(node))
                && state.heap().hasRoomForUpkeep(8_192, 4)
                && state.deadlines().hasRoomFor(1);
    }

    /** Looks at a draining node; begins a step unless one is open, as soon as there is something to change. */
    public void advance(final int node) {
        final boolean isForced = isForced(node);
        final boolean isEmpty = isEmpty(node);
        wish(node, isForced, isEmpty);
        evaluateTouched();
        if (isForced || isEmpty) {
            complete(node, isForced && !isEmpty);
        } else {
            state.deadlines().schedule(DeadlineKind.NODE_DRAIN, node, step.nowMs() + INTERVAL_MS);
        }
    }

    private boolean isForced(final int node) {
        final long deadlineMs = nodes.drainDeadlineMs(node);
        return deadlineMs < 0 || deadlineMs > 0 && step.nowMs() >= nodes.drainUpdatedMs(node) + deadlineMs;
    }

    /** Whether all has ended that a drain waits for. */
    private boolean isEmpty(final int node) {
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            if (type(alloc) != JobType.SYSTEM) {
                return false;
            }
        }
        return true;
    }

    private void wish(final int node, final boolean isForced, final boolean isEmpty) {
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            if (!allocs.isTerminal(alloc)
                    && !Transition.has(allocs.transition(alloc), Transition.MIGRATE)
                    && isDue(node, alloc, isForced, isEmpty)) {
                migrate(alloc);
            }
        }
    }

    private boolean isDue(final int node, final int alloc, final boolean isForced, final boolean isEmpty) {
        return switch (type(alloc)) {
            case SERVICE -> isForced || mayMigrate(alloc);
            case SYSTEM -> (isForced || isEmpty) && !nodes.drainIgnoresSystemJobs(node);
            default -> isForced;
        };
    }

    /** Whether the group keeps enough healthy allocations elsewhere, counted anew for each. */
    private boolean mayMigrate(final int alloc) {
        final SpecGroup rules = specs.group(allocs.version(alloc), allocs.group(alloc));
        final int needed = rules.desiredCount() - rules.migrateMaxParallel();
        final int name = versions.groupName(allocs.version(alloc), allocs.group(alloc));
        int healthy = 0;
        for (int other = allocs.ofJob().first(allocs.job(alloc));
                Slab.NULL_ROW != other;
                other = allocs.ofJob().next(other)) {
            final boolean counts = !allocs.isTerminal(other)
                    && allocs.health(other) != Health.UNSET
                    && !Transition.has(allocs.transition(other), Transition.MIGRATE)
                    && versions.groupName(allocs.version(other), allocs.group(other)) == name;
            healthy += counts ? 1 : 0;
        }
        return healthy > needed;
    }

    private void migrate(final int alloc) {
        begin();
        short wishes = Transition.with(allocs.transition(alloc), Transition.MIGRATE, true);
        if (type(alloc) == JobType.BATCH) {
            wishes = Transition.with(wishes, Transition.MIGRATE_DISABLE_PLACEMENT, true);
        }
        allocs.transition(alloc, wishes);
        transitions.touchAssignment(alloc);
        touchedJobs.set(allocs.job(alloc));
    }

    private void evaluateTouched() {
        for (int job = touchedJobs.nextSet(0); Bits.NONE != job; job = touchedJobs.nextSet(job + 1)) {
            evaluations.create(job, EvalTrigger.NODE_DRAIN, evaluations.priority(job));
            statuses.update(job);
        }
        touchedJobs.clearAll();
    }

    private void complete(final int node, final boolean isForced) {
        begin();
        state.deadlines().cancel(DeadlineKind.NODE_DRAIN, node);
        nodes.isDraining(node, false);
        nodes.lastDrainStatus(node, COMPLETE);
        nodes.drainUpdatedMs(node, step.nowMs());
        nodes.eventLog().add(node, step.nowMs(), step.index(), DRAIN, COMPLETED, isForced ? DEADLINE_REACHED : NONE);
        nodeTransitions.updateFleet(node);
        nodeTransitions.touch(node);
    }

    private JobType type(final int alloc) {
        return versions.type(allocs.version(alloc));
    }

    private void begin() {
        if (!step.isOpen()) {
            step.begin();
        }
    }
}
