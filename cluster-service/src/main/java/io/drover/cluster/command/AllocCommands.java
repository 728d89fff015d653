package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Transition;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.AllocStopDecoder;
import io.drover.sbe.command.AllocUpdatesDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What nodes say of their allocations, applied as one step, and the wish to stop one. Updates of unknown allocations, or from a node
 * that has no such allocation, are passed over: the sender learns from its assignments.
 */
final class AllocCommands {
    private static final int BYTES_PER_UPDATE = 4_096;

    private final ClusterState state;
    private final AllocTable allocs;
    private final NodeTable nodes;
    private final Step step;
    private final Engine engine;
    private final AllocConsequences consequences;
    private final AllocUpdatesDecoder updates = new AllocUpdatesDecoder();
    private final AllocStopDecoder stop = new AllocStopDecoder();
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer taskStates = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer networkStatus = new UnsafeBuffer(0, 0);

    AllocCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        allocs = state.allocs();
        nodes = state.nodes();
        step = engine.step();
        consequences = new AllocConsequences(engine);
    }

    ResultCode onUpdates(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        updates.wrap(buffer, offset, blockLength, version);
        final int known = countKnown();
        if (!state.deadlines().hasRoomFor(2 * known)) {
            return outcome.full(LimitNames.DEADLINES);
        }
        if (!state.evals().rows().hasRoomFor(2 * known)) {
            return outcome.full(LimitNames.EVALS);
        }
        if (!engine.evaluations().hasRoomFor(2 * known)
                || !state.heap()
                        .hasRoomForUpkeep((long) buffer.capacity() + (long) known * BYTES_PER_UPDATE, 2 * known)) {
            return outcome.full(LimitNames.ofHeap(state.heap(), 2 * known));
        }
        if (0 == known) {
            return ResultCode.OK;
        }

        updates.wrap(buffer, offset, blockLength, version);
        step.begin();
        for (final AllocUpdatesDecoder.UpdatesDecoder update : updates.updates()) {
            apply(update);
        }
        consequences.conclude();
        return ResultCode.OK;
    }

    ResultCode onStop(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        stop.wrap(buffer, offset, blockLength, version);
        final int alloc = allocs.find(stop.allocId().high(), stop.allocId().low());
        if (Slab.NULL_ROW == alloc) {
            return ResultCode.ALLOC_NOT_FOUND;
        }
        if (!engine.evaluations().hasRoomFor(1)) {
            return outcome.full(LimitNames.EVALS);
        }

        step.begin();
        short bits = Transition.with(allocs.transition(alloc), Transition.MIGRATE, true);
        bits = Transition.with(bits, Transition.NO_SHUTDOWN_DELAY, stop.noShutdownDelay() == Bool.YES);
        allocs.transition(alloc, Transition.with(bits, Transition.RESCHEDULE, stop.reschedule() == Bool.YES));
        engine.transitions().touchAssignment(alloc);
        final int job = allocs.job(alloc);
        final int eval = engine.evaluations()
                .create(job, EvalTrigger.ALLOC_STOP, engine.evaluations().priority(job));
        engine.statuses().update(job);
        outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        return ResultCode.OK;
    }

    /** How many updates will be applied; also skips through the message, so it must be wrapped anew. */
    private int countKnown() {
        int known = 0;
        for (final AllocUpdatesDecoder.UpdatesDecoder update : updates.updates()) {
            if (Slab.NULL_ROW != find(update)) {
                known++;
            }
            update.skipDescription();
            update.skipTaskStates();
            update.skipNetworkStatus();
        }
        return known;
    }

    private int find(final AllocUpdatesDecoder.UpdatesDecoder update) {
        final int alloc = allocs.find(update.allocId().high(), update.allocId().low());
        final int node = nodes.rows().resolve(update.nodeHandle());
        return Slab.NULL_ROW != alloc && Slab.NULL_ROW != node && allocs.node(alloc) == node && isKnown(update)
                ? alloc
                : Slab.NULL_ROW;
    }

    private static boolean isKnown(final AllocUpdatesDecoder.UpdatesDecoder update) {
        return switch (update.clientStatus()) {
            case PENDING, RUNNING, COMPLETE, FAILED, LOST, UNKNOWN -> isKnown(update.health());
            default -> false;
        };
    }

    private static boolean isKnown(final Health health) {
        return health == Health.UNSET || health == Health.HEALTHY || health == Health.UNHEALTHY;
    }

    private void apply(final AllocUpdatesDecoder.UpdatesDecoder update) {
        final int alloc = find(update);
        final ClientStatus reported = update.clientStatus();
        final Health health = update.health();
        final long healthMs = update.healthTimestampMs();
        final boolean hasFailedTasks = update.hasFailedTasks() == Bool.YES;
        final long startedMs = update.startedMs();
        final long finishedMs = update.finishedMs();
        update.wrapDescription(description);
        update.wrapTaskStates(taskStates);
        update.wrapNetworkStatus(networkStatus);
        if (Slab.NULL_ROW == alloc) {
            return;
        }
        nodes.allocUpdateIndex(allocs.node(alloc), step.index());
        allocs.hasFailedTasks(alloc, hasFailedTasks);
        allocs.startedMs(alloc, startedMs);
        allocs.finishedMs(alloc, finishedMs);
        replaceTexts(alloc);
        final ClientStatus before = allocs.clientStatus(alloc);
        // What ended stays ended: a late report of an earlier state, or of a task that was declared lost, changes
        // nothing.
        final ClientStatus status = AllocTable.isClientTerminal(before) ? before : reported;
        engine.transitions().change(alloc, allocs.desiredStatus(alloc), status);
        consequences.onReported(alloc, before, status);
        if (health != Health.UNSET) {
            consequences.onHealth(alloc, health, healthMs);
        }
    }

    private void replaceTexts(final int alloc) {
        if (taskStates.capacity() > 0) {
            final int blob = allocs.taskStates(alloc);
            final boolean isSame = state.heap().length(blob) == taskStates.capacity()
                    && ByteStrings.equal(
                            state.heap().blobs().buffer(blob),
                            state.heap().blobs().offset(blob),
                            taskStates,
                            0,
                            taskStates.capacity());
            if (!isSame) {
                allocs.taskStates(alloc, state.heap().put(taskStates, 0, taskStates.capacity()));
            }
        }
        if (networkStatus.capacity() > 0) {
            allocs.networkStatus(alloc, state.heap().put(networkStatus, 0, networkStatus.capacity()));
        }
        allocs.clientDescription(alloc, state.heap().intern(description));
    }
}
