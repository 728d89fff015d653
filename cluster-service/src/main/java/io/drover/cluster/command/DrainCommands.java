package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.liveness.Drainer;
import io.drover.cluster.liveness.NodeTransitions;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.NodeDrainDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Sets, changes and ends drains. A draining node is ineligible, and stays so until somebody says otherwise. */
final class DrainCommands {
    private static final byte DRAINING = 1;
    private static final byte CANCELED = 3;
    private static final DirectBuffer SET = Text.of("Node drain strategy set");
    private static final DirectBuffer UPDATED = Text.of("Node drain strategy updated");
    private static final DirectBuffer DISABLED = Text.of("Node drain disabled");

    private final ClusterState state;
    private final NodeTable nodes;
    private final Step step;
    private final Engine engine;
    private final NodeTransitions transitions;
    private final NodeDrainDecoder drain = new NodeDrainDecoder();
    private final UnsafeBuffer meta = new UnsafeBuffer(0, 0);

    DrainCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        nodes = state.nodes();
        step = engine.step();
        transitions = engine.nodeTransitions();
    }

    ResultCode onDrain(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        drain.wrap(buffer, offset, blockLength, version);
        final int node = nodes.find(drain.nodeId().high(), drain.nodeId().low());
        final boolean enables = drain.enable() == Bool.YES;
        final boolean marksEligible = drain.markEligible() == Bool.YES;
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_NOT_FOUND;
        }
        if (!transitions.hasRoom(node) || !engine.drainer().hasRoom(node)) {
            return outcome.full(LimitNames.EVALS);
        }
        if (!enables && !nodes.isDraining(node) && !(marksEligible && nodes.isIneligible(node))) {
            return ResultCode.OK;
        }

        step.begin();
        if (enables) {
            enable(node);
        } else {
            disable(node, marksEligible);
        }
        return ResultCode.OK;
    }

    private void enable(final int node) {
        final boolean wasDraining = nodes.isDraining(node);
        if (!wasDraining) {
            nodes.drainStartedMs(node, step.nowMs());
        }
        nodes.isDraining(node, true);
        nodes.isIneligible(node, true);
        nodes.drainDeadlineMs(node, drain.deadlineMs());
        nodes.drainIgnoresSystemJobs(node, drain.ignoreSystemJobs() == Bool.YES);
        nodes.drainUpdatedMs(node, step.nowMs());
        nodes.lastDrainStatus(node, DRAINING);
        drain.wrapMeta(meta);
        if (meta.capacity() > 0 || !wasDraining) {
            nodes.drainMeta(node, state.heap().put(meta, 0, meta.capacity()));
        }
        transitions.addEvent(node, Drainer.DRAIN, wasDraining ? UPDATED : SET);
        transitions.updateFleet(node);
        transitions.touch(node);
        engine.drainer().advance(node);
    }

    private void disable(final int node, final boolean marksEligible) {
        if (nodes.isDraining(node)) {
            state.deadlines().cancel(DeadlineKind.NODE_DRAIN, node);
            nodes.isDraining(node, false);
            nodes.lastDrainStatus(node, CANCELED);
            nodes.drainUpdatedMs(node, step.nowMs());
            transitions.addEvent(node, Drainer.DRAIN, DISABLED);
        }
        if (marksEligible) {
            nodes.isIneligible(node, false);
        }
        transitions.updateFleet(node);
        transitions.touch(node);
        if (marksEligible) {
            transitions.freeCapacity(node);
            engine.nodeEvaluations().create(node, EvalTrigger.NODE_UPDATE);
        }
    }
}
