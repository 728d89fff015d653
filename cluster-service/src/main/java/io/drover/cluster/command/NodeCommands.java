package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.liveness.NodeEvaluations;
import io.drover.cluster.liveness.NodeTransitions;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.NodeEligibilityDecoder;
import io.drover.sbe.command.NodeEvaluateDecoder;
import io.drover.sbe.command.NodeHeartbeatsDecoder;
import io.drover.sbe.command.NodePurgeDecoder;
import io.drover.sbe.command.NodeStatusUpdateDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/** Heartbeats, status, eligibility, removal and evaluation of nodes. */
final class NodeCommands {
    private static final DirectBuffer ELIGIBLE = Text.of("Node marked as eligible for scheduling");
    private static final DirectBuffer INELIGIBLE = Text.of("Node marked as ineligible for scheduling");
    private static final DirectBuffer STATUS = Text.of("status must be ready or down");

    private final ClusterState state;
    private final NodeTable nodes;
    private final Step step;
    private final Engine engine;
    private final NodeTransitions transitions;
    private final StepEnd stepEnd;
    private final NodeHeartbeatsDecoder heartbeats = new NodeHeartbeatsDecoder();
    private final NodeStatusUpdateDecoder statusUpdate = new NodeStatusUpdateDecoder();
    private final NodeEligibilityDecoder eligibility = new NodeEligibilityDecoder();
    private final NodePurgeDecoder purge = new NodePurgeDecoder();
    private final NodeEvaluateDecoder evaluate = new NodeEvaluateDecoder();

    NodeCommands(final Engine engine, final StepEnd stepEnd) {
        this.engine = engine;
        this.stepEnd = stepEnd;
        state = engine.state();
        nodes = state.nodes();
        step = engine.step();
        transitions = engine.nodeTransitions();
    }

    /** Most heartbeats only move deadlines and raise no index; each node that returns is a step of its own. */
    ResultCode onHeartbeats(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        heartbeats.wrap(buffer, offset, blockLength, version);
        final long edgeId = heartbeats.edgeId();
        for (final NodeHeartbeatsDecoder.NodesDecoder heartbeat : heartbeats.nodes()) {
            final int node = nodes.rows().resolve(heartbeat.handle());
            if (Slab.NULL_ROW != node) {
                nodes.edgeId(node, edgeId);
                onHeartbeat(node);
            }
        }
        return ResultCode.OK;
    }

    ResultCode onStatus(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        statusUpdate.wrap(buffer, offset, blockLength, version);
        final int node =
                nodes.find(statusUpdate.nodeId().high(), statusUpdate.nodeId().low());
        final NodeStatus asked = statusUpdate.status();
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_NOT_FOUND;
        }
        if (asked != NodeStatus.READY && asked != NodeStatus.DOWN) {
            return outcome.reject(ResultCode.MALFORMED, STATUS);
        }
        final NodeStatus to = asked == NodeStatus.DOWN ? NodeStatus.DOWN : onReadyAsked(node);
        final boolean changes = to != nodes.status(node);
        if (changes && !transitions.hasRoom(node)) {
            return outcome.full(LimitNames.EVALS);
        }

        if (changes) {
            step.begin();
            transitions.change(node, to);
        }
        if (to != NodeStatus.DOWN) {
            transitions.heard(node);
        }

        outcome.node(nodes.rows().handle(node), transitions.ttlMs());
        return ResultCode.OK;
    }

    ResultCode onEligibility(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        eligibility.wrap(buffer, offset, blockLength, version);
        final int node =
                nodes.find(eligibility.nodeId().high(), eligibility.nodeId().low());
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_NOT_FOUND;
        }
        final boolean isEligible = eligibility.eligible() == Bool.YES;
        if (isEligible && nodes.isDraining(node)) {
            return ResultCode.NODE_DRAINING;
        }
        if (isEligible != nodes.isIneligible(node)) {
            return ResultCode.OK;
        }
        if (!transitions.hasRoom(node)) {
            return outcome.full(LimitNames.EVALS);
        }

        step.begin();
        nodes.isIneligible(node, !isEligible);
        transitions.addEvent(node, NodeTransitions.CLUSTER, isEligible ? ELIGIBLE : INELIGIBLE);
        transitions.updateFleet(node);
        transitions.touch(node);
        if (isEligible) {
            transitions.freeCapacity(node);
            evaluate(node, outcome);
        }
        return ResultCode.OK;
    }

    ResultCode onPurge(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        purge.wrap(buffer, offset, blockLength, version);
        final int node = nodes.find(purge.nodeId().high(), purge.nodeId().low());
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_NOT_FOUND;
        }
        if (!transitions.hasRoom(node)) {
            return outcome.full(LimitNames.EVALS);
        }

        step.begin();
        evaluate(node, outcome);
        engine.nodeRemoval().remove(node);
        return ResultCode.OK;
    }

    ResultCode onEvaluate(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        evaluate.wrap(buffer, offset, blockLength, version);
        final int node = nodes.find(evaluate.nodeId().high(), evaluate.nodeId().low());
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_NOT_FOUND;
        }
        if (!engine.nodeEvaluations().hasRoomFor(node)) {
            return outcome.full(LimitNames.EVALS);
        }

        step.begin();
        evaluate(node, outcome);
        return ResultCode.OK;
    }

    /** Answers how many evaluations were made, and one of them. */
    private void evaluate(final int node, final Outcome outcome) {
        final NodeEvaluations evaluations = engine.nodeEvaluations();
        final int count = evaluations.create(node, EvalTrigger.NODE_UPDATE);
        outcome.value(count);
        if (count > 0) {
            final int eval = evaluations.newest();
            outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        }
    }

    private void onHeartbeat(final int node) {
        final NodeStatus to = transitions.onSign(node);
        final boolean changes = to != nodes.status(node);
        if (changes && !transitions.hasRoom(node)) {
            return;
        }
        if (changes) {
            step.begin();
            transitions.change(node, to);
        }
        transitions.heard(node);
        if (changes) {
            stepEnd.run();
        }
    }

    private NodeStatus onReadyAsked(final int node) {
        return switch (nodes.status(node)) {
            case DISCONNECTED -> NodeStatus.INITIALIZING;
            case INITIALIZING -> transitions.mayBecomeReady(node) ? NodeStatus.READY : NodeStatus.INITIALIZING;
            default -> NodeStatus.READY;
        };
    }
}
