package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.NodeServicesDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.LookupOnly;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntHashSet;

/**
 * All registrations of a node at once: what its agent does not name goes, what it names is there afterwards. One whose allocation has
 * ended, is unknown or is another node's is left out instead of refused: the agent learns of it by its assignments, and must not
 * lose the others meanwhile. A list that says nothing new changes nothing, not even the index.
 */
@LookupOnly("tells whether the list names a row; never iterated")
final class NodeServicesCommand {
    private final ClusterState state;
    private final ServiceTable services;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final ServiceDraft draft;
    private final NodeServicesDecoder decoder = new NodeServicesDecoder();
    private final IntHashSet named = new IntHashSet(256);

    NodeServicesCommand(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        services = state.services();
        heap = state.heap();
        step = engine.step();
        draft = new ServiceDraft(engine);
    }

    ResultCode onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        decoder.wrap(buffer, offset, blockLength, version);
        final int node = state.nodes().rows().resolve(decoder.nodeHandle());
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_HANDLE_STALE;
        }
        named.clear();
        boolean changes = false;
        int added = 0;
        for (final NodeServicesDecoder.ServicesDecoder service : decoder.services()) {
            draft.read(service);
            final ResultCode verdict = draft.decide(node, outcome);
            if (ResultCode.MALFORMED == verdict) {
                return verdict;
            }
            if (ResultCode.OK == verdict) {
                if (draft.isStored()) {
                    named.add(draft.row());
                } else {
                    changes = true;
                    added++;
                }
            }
        }
        if (!services.rows().hasRoomFor(added)) {
            return outcome.full(LimitNames.SERVICES);
        }
        if (!heap.hasRoomFor(2L * buffer.capacity() + 4_096, 8 * added)) {
            return outcome.full(LimitNames.ofHeap(heap, 8 * added));
        }
        outcome.reset();
        if (!changes && !hasUnnamed(node)) {
            return ResultCode.OK;
        }

        decoder.wrap(buffer, offset, blockLength, version);
        step.begin();
        for (final NodeServicesDecoder.ServicesDecoder service : decoder.services()) {
            draft.read(service);
            if (ResultCode.OK == draft.decide(node, outcome) && !draft.isStored()) {
                named.remove(draft.row());
                named.add(draft.write(node));
            }
        }
        outcome.reset();
        deleteUnnamed(node);
        return ResultCode.OK;
    }

    private boolean hasUnnamed(final int node) {
        for (int row = services.ofNode().first(node);
                Slab.NULL_ROW != row;
                row = services.ofNode().next(row)) {
            if (!named.contains(row)) {
                return true;
            }
        }
        return false;
    }

    private void deleteUnnamed(final int node) {
        int row = services.ofNode().first(node);
        while (Slab.NULL_ROW != row) {
            final int next = services.ofNode().next(row);
            if (!named.contains(row)) {
                engine.registrations().delete(row);
            }
            row = next;
        }
    }
}
