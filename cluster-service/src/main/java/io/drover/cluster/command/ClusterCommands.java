package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.EdgeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.command.EdgeAnnounceDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands about the cluster itself. */
final class ClusterCommands {
    private final ClusterState state;
    private final EdgeTable edges;
    private final Heap heap;
    private final Step step;
    private final EdgeAnnounceDecoder announce = new EdgeAnnounceDecoder();
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer httpAddress = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer linkAddress = new UnsafeBuffer(0, 0);

    ClusterCommands(final Engine engine) {
        state = engine.state();
        edges = state.edges();
        heap = state.heap();
        step = engine.step();
    }

    /** A later birth changes nothing, and neither does a barrier: that they are answered is all. */
    ResultCode onNothing(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        return ResultCode.OK;
    }

    /** Only what an edge says anew raises the index; that it lives does not. */
    ResultCode onEdgeAnnounce(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        announce.wrap(buffer, offset, blockLength, version);
        final long edgeId = announce.edgeId();
        final int memberId = announce.memberId();
        announce.wrapName(name);
        announce.wrapHttpAddress(httpAddress);
        announce.wrapLinkAddress(linkAddress);
        final int found = edges.find(edgeId);
        if (Slab.NULL_ROW == found && !edges.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.EDGES);
        }
        if (!state.deadlines().hasRoomFor(1)) {
            return outcome.full(LimitNames.DEADLINES);
        }
        if (!heap.hasRoomForUpkeep(8_192, 4)) {
            return outcome.full(LimitNames.ofHeap(heap, 4));
        }

        int edge = found;
        if (Slab.NULL_ROW == found || !isStored(found, memberId)) {
            step.begin();
            edge = Slab.NULL_ROW == found ? edges.insert(edgeId) : found;
            edges.memberId(edge, memberId);
            edges.modifyIndex(edge, step.index());
            edges.name(edge, heap.intern(name));
            edges.httpAddress(edge, heap.intern(httpAddress));
            edges.linkAddress(edge, heap.intern(linkAddress));
            step.edge(edgeId);
        }
        edges.lastSeenMs(edge, step.nowMs());
        final long deadlineMs = step.nowMs() + state.limits().get(Limits.Key.EDGE_TTL_MS);
        state.deadlines().schedule(DeadlineKind.EDGE_TTL, edge, deadlineMs);
        return ResultCode.OK;
    }

    private boolean isStored(final int edge, final int memberId) {
        return edges.memberId(edge) == memberId
                && heap.strings().compare(edges.name(edge), name, 0, name.capacity()) == 0
                && heap.strings().compare(edges.httpAddress(edge), httpAddress, 0, httpAddress.capacity()) == 0
                && heap.strings().compare(edges.linkAddress(edge), linkAddress, 0, linkAddress.capacity()) == 0;
    }
}
