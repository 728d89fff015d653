package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.liveness.NodeTransitions;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.cluster.wire.CommandShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Slab;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * A node joins, or joins again with the same secret. What it says of itself is stored as it came; status, eligibility and drain of a
 * known node are the cluster's and stay.
 */
final class NodeRegistration {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final DirectBuffer REGISTERED = Text.of("Node registered");
    private static final DirectBuffer ID_OR_NAME = Text.of("a node needs an id, a secret, a name and a datacenter");
    private static final DirectBuffer ALL_POOLS = Text.of("all");
    private static final DirectBuffer DEFAULT_POOL = Text.of("default");

    private final ClusterState state;
    private final NodeTable nodes;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final NodeTransitions transitions;
    private final NodeDraft draft;
    private final NodeDrafts drafts = new NodeDrafts();
    private final NodeRegisterDecoder decoder = new NodeRegisterDecoder();

    NodeRegistration(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        nodes = state.nodes();
        heap = state.heap();
        step = engine.step();
        transitions = engine.nodeTransitions();
        draft = engine.fleet().draft();
    }

    ResultCode onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        decoder.wrap(buffer, offset, blockLength, version);
        final long high = decoder.nodeId().high();
        final long low = decoder.nodeId().low();
        final long secretHigh = decoder.secretHash().high();
        final long secretLow = decoder.secretHash().low();
        final long edgeId = decoder.edgeId();
        drafts.read(buffer, offset, blockLength, version, draft);
        final int message = offset - HEADER_LENGTH;
        final int length = length(buffer, offset, blockLength);
        final int found = nodes.find(high, low);
        final ResultCode verdict = decide(found, high | low, secretHigh, secretLow, length, outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }

        final boolean isNew = Slab.NULL_ROW == found;
        final boolean differs = isNew || !isStored(found, buffer, message, length);
        int node = found;
        if (differs) {
            step.begin();
            node = isNew ? insert(high, low, secretHigh, secretLow) : found;
            write(node, buffer, message, length);
            if (isNew) {
                engine.nodeVolumes().onAdded(node);
            }
            engine.nodeVolumes().update(node);
            engine.nodePlugins().onRegistered(node);
            if (isNew) {
                transitions.addEvent(node, NodeTransitions.CLUSTER, REGISTERED);
            }
            transitions.touch(node);
            if (nodes.status(node) == NodeStatus.READY) {
                transitions.freeCapacity(node);
                engine.nodeEvaluations().create(node, EvalTrigger.NODE_UPDATE);
            }
        }
        nodes.edgeId(node, edgeId);
        if (nodes.status(node) != NodeStatus.DOWN) {
            transitions.heard(node);
        }

        outcome.node(nodes.rows().handle(node), transitions.ttlMs());
        return ResultCode.OK;
    }

    private ResultCode decide(
            final int found,
            final long id,
            final long secretHigh,
            final long secretLow,
            final int length,
            final Outcome outcome) {
        if (0 == id
                || 0 == (secretHigh | secretLow)
                || 0 == drafts.name().capacity()
                || 0 == drafts.datacenter().capacity()) {
            return outcome.reject(ResultCode.MALFORMED, ID_OR_NAME);
        }
        if (equal(pool(), ALL_POOLS)) {
            return outcome.reject(ResultCode.BUILT_IN, ALL_POOLS);
        }
        if (Slab.NULL_ROW != found
                && (nodes.secretHashHigh(found) != secretHigh || nodes.secretHashLow(found) != secretLow)) {
            return ResultCode.NODE_SECRET_MISMATCH;
        }
        if (Slab.NULL_ROW == found && !nodes.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.NODES);
        }
        if (Slab.NULL_ROW == state.pools().find(pool()) && !state.pools().rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.NODE_POOLS);
        }
        if (!engine.nodePlugins().hasRoomFor(drafts.pluginCount())) {
            return outcome.full(LimitNames.CSI_PLUGINS);
        }
        if (!engine.nodePlugins().hasRoomForMembers(drafts.pluginCount())) {
            return outcome.full(LimitNames.CSI_MEMBERS);
        }
        if (!state.deadlines().hasRoomFor(1)) {
            return outcome.full(LimitNames.DEADLINES);
        }
        final int strings = 2 * draft.stringCountMax() + 16;
        if (!heap.hasRoomFor(4L * length + 8_192, strings)) {
            return outcome.full(LimitNames.ofHeap(heap, strings));
        }
        if (Slab.NULL_ROW != found && !transitions.hasRoom(found)) {
            return outcome.full(LimitNames.EVALS);
        }
        return ResultCode.OK;
    }

    private int insert(final long high, final long low, final long secretHigh, final long secretLow) {
        final int node = nodes.insert(high, low);
        nodes.createIndex(node, step.index());
        nodes.secretHash(node, secretHigh, secretLow);
        nodes.statusUpdatedMs(node, step.nowMs());
        return node;
    }

    private void write(final int node, final DirectBuffer buffer, final int offset, final int length) {
        joinPool(node);
        nodes.registration(node, heap.put(buffer, offset, length));
        nodes.name(node, heap.intern(drafts.name()));
        nodes.datacenter(node, heap.intern(drafts.datacenter()));
        nodes.nodeClass(node, heap.intern(drafts.nodeClass()));
        nodes.address(node, heap.intern(drafts.address()));
        engine.fleet().put(node, draft);
        nodes.computedClass(node, engine.fleet().nodeClass(node).digest());
        transitions.updateFleet(node);
    }

    /** A pool that is not there is created with its first node, as the reference's authoritative region does. */
    private void joinPool(final int node) {
        int row = state.pools().find(pool());
        if (Slab.NULL_ROW == row) {
            row = state.pools().insert(heap.intern(pool()));
            state.pools().createIndex(row, step.index());
            state.pools().modifyIndex(row, step.index());
            step.named(TableId.NODE_POOLS, state.pools(), row);
        }
        final int former = state.pools().find(nodes.pool(node));
        if (Slab.NULL_ROW != former) {
            state.pools().addMember(former, -1);
        }
        state.pools().addMember(row, 1);
        nodes.pool(node, heap.share(state.pools().name(row)));
    }

    private DirectBuffer pool() {
        return 0 == drafts.pool().capacity() ? DEFAULT_POOL : drafts.pool();
    }

    private boolean isStored(final int node, final DirectBuffer buffer, final int offset, final int length) {
        final int blob = nodes.registration(node);
        return heap.length(blob) == length
                && ByteStrings.equal(
                        heap.blobs().buffer(blob),
                        heap.blobs().offset(blob) + content(),
                        buffer,
                        offset + content(),
                        length - content());
    }

    private static int length(final DirectBuffer buffer, final int offset, final int blockLength) {
        final Shape shape = Objects.requireNonNull(CommandShapes.of(NodeRegisterDecoder.TEMPLATE_ID));
        return shape.walk(buffer, offset, blockLength, buffer.capacity()) - offset + HEADER_LENGTH;
    }

    /** Where that begins which describes the node: origin and edge differ from one sending to the next. */
    private static int content() {
        return HEADER_LENGTH + NodeRegisterDecoder.cpuMhzEncodingOffset();
    }

    private static boolean equal(final DirectBuffer a, final DirectBuffer b) {
        return 0 == ByteStrings.compare(a, 0, a.capacity(), b, 0, b.capacity());
    }
}
