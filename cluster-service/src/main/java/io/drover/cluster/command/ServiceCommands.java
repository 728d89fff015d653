package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.ServiceDeletesDecoder;
import io.drover.sbe.command.ServiceUpsertsDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Registrations of services. A batch is applied whole or, when one of it is refused, not at all. A registration that says nothing new
 * changes nothing, not even the index.
 */
final class ServiceCommands {
    private final ClusterState state;
    private final ServiceTable services;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final ServiceDraft draft;
    private final ServiceUpsertsDecoder upserts = new ServiceUpsertsDecoder();
    private final ServiceDeletesDecoder deletes = new ServiceDeletesDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer serviceId = new UnsafeBuffer(0, 0);

    ServiceCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        services = state.services();
        heap = state.heap();
        step = engine.step();
        draft = new ServiceDraft(engine);
    }

    ResultCode onUpserts(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        upserts.wrap(buffer, offset, blockLength, version);
        final int node = state.nodes().rows().resolve(upserts.nodeHandle());
        if (Slab.NULL_ROW == node) {
            return ResultCode.NODE_HANDLE_STALE;
        }
        boolean changes = false;
        int count = 0;
        for (final ServiceUpsertsDecoder.ServicesDecoder service : upserts.services()) {
            draft.read(service);
            final ResultCode verdict = draft.decide(node, outcome);
            if (verdict != ResultCode.OK) {
                return verdict;
            }
            changes |= !draft.isStored();
            count++;
        }
        if (!services.rows().hasRoomFor(count)) {
            return outcome.full(LimitNames.SERVICES);
        }
        if (!heap.hasRoomFor(2L * buffer.capacity() + 4_096, 8 * count)) {
            return outcome.full(LimitNames.ofHeap(heap, 8 * count));
        }
        if (!changes) {
            return ResultCode.OK;
        }

        upserts.wrap(buffer, offset, blockLength, version);
        step.begin();
        for (final ServiceUpsertsDecoder.ServicesDecoder service : upserts.services()) {
            draft.read(service);
            if (!draft.isStored()) {
                draft.write(node);
            }
        }
        return ResultCode.OK;
    }

    ResultCode onDeletes(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        deletes.wrap(buffer, offset, blockLength, version);
        int missing = 0;
        int count = 0;
        for (final ServiceDeletesDecoder.ServicesDecoder service : deletes.services()) {
            service.wrapNamespace(namespace);
            service.wrapServiceId(serviceId);
            count++;
            if (Slab.NULL_ROW == services.find(namespace, serviceId)) {
                missing++;
            }
        }
        if (missing == count) {
            return ResultCode.SERVICE_NOT_FOUND;
        }

        deletes.wrap(buffer, offset, blockLength, version);
        step.begin();
        for (final ServiceDeletesDecoder.ServicesDecoder service : deletes.services()) {
            service.wrapNamespace(namespace);
            service.wrapServiceId(serviceId);
            final int row = services.find(namespace, serviceId);
            if (Slab.NULL_ROW != row) {
                engine.registrations().delete(row);
            }
        }
        return ResultCode.OK;
    }
}
