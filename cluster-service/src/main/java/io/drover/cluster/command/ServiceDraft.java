package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.NodeServicesDecoder;
import io.drover.sbe.command.ServiceUpsertsDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A registration as a command describes it: the one that was read last. */
final class ServiceDraft {
    private static final DirectBuffer TERMINAL = Text.of("a registration's allocation has ended: ");
    private static final DirectBuffer NAMES = Text.of("a registration needs an id, a name and a port below 65536");

    private final ClusterState state;
    private final ServiceTable services;
    private final AllocTable allocs;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer serviceId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer serviceName = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer address = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer tags = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer about = new UnsafeBuffer(new byte[128]);
    private final UnsafeBuffer aboutView = new UnsafeBuffer(0, 0);
    private long allocHigh;
    private long allocLow;
    private int port;

    ServiceDraft(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        services = state.services();
        allocs = state.allocs();
        heap = state.heap();
        step = engine.step();
    }

    /** Whether the node may register it. */
    ResultCode decide(final int node, final Outcome outcome) {
        if (0 == serviceId.capacity() || 0 == serviceName.capacity() || port < 0 || port > 65_535) {
            return outcome.reject(ResultCode.MALFORMED, NAMES);
        }
        final int alloc = allocs.find(allocHigh, allocLow);
        if (Slab.NULL_ROW == alloc) {
            return outcome.reject(ResultCode.ALLOC_NOT_FOUND, id(0));
        }
        if (allocs.node(alloc) != node) {
            return outcome.reject(ResultCode.ALLOC_FOREIGN, id(0));
        }
        if (AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
            return outcome.reject(ResultCode.ALLOC_TERMINAL, id(Text.put(about, 0, TERMINAL)));
        }
        wrapNamespace(alloc);
        final int found = services.find(namespace, serviceId);
        final boolean isOthers = Slab.NULL_ROW != found && services.alloc(found) != alloc;
        return isOthers ? outcome.reject(ResultCode.ALLOC_FOREIGN, serviceId) : ResultCode.OK;
    }

    void read(final ServiceUpsertsDecoder.ServicesDecoder service) {
        allocHigh = service.allocId().high();
        allocLow = service.allocId().low();
        port = service.port();
        service.wrapServiceId(serviceId);
        service.wrapServiceName(serviceName);
        service.wrapAddress(address);
        service.wrapTags(tags);
    }

    void read(final NodeServicesDecoder.ServicesDecoder service) {
        allocHigh = service.allocId().high();
        allocLow = service.allocId().low();
        port = service.port();
        service.wrapServiceId(serviceId);
        service.wrapServiceName(serviceName);
        service.wrapAddress(address);
        service.wrapTags(tags);
    }

    /** A registration is in the namespace of its job. */
    private void wrapNamespace(final int alloc) {
        heap.strings().wrap(state.jobs().namespace(allocs.job(alloc)), namespace);
    }

    /** Whether the state has it, and says the same. */
    boolean isStored() {
        final int row = row();
        return Slab.NULL_ROW != row
                && services.port(row) == port
                && heap.strings().compare(services.serviceName(row), serviceName, 0, serviceName.capacity()) == 0
                && heap.strings().compare(services.address(row), address, 0, address.capacity()) == 0
                && hasTags(row);
    }

    /** The row with its id, or {@link Slab#NULL_ROW}; its allocation is there. */
    int row() {
        wrapNamespace(allocs.find(allocHigh, allocLow));
        return services.find(namespace, serviceId);
    }

    private boolean hasTags(final int row) {
        final int blob = services.tags(row);
        return heap.length(blob) == tags.capacity()
                && (0 == tags.capacity()
                        || ByteStrings.equal(
                                heap.blobs().buffer(blob), heap.blobs().offset(blob), tags, 0, tags.capacity()));
    }

    /** Stores it in place of the one with its id, and returns its row. */
    int write(final int node) {
        final int alloc = allocs.find(allocHigh, allocLow);
        final int found = row();
        long createIndex = step.index();
        if (Slab.NULL_ROW != found) {
            createIndex = services.createIndex(found);
            engine.registrations().delete(found);
        }
        final int job = allocs.job(alloc);
        final int row = services.insert(
                heap.share(state.jobs().namespace(job)), heap.intern(serviceId), heap.intern(serviceName), alloc, node);
        services.createIndex(row, createIndex);
        services.modifyIndex(row, step.index());
        services.jobId(row, heap.share(state.jobs().jobId(job)));
        services.datacenter(row, heap.share(state.nodes().datacenter(node)));
        services.address(row, heap.intern(address));
        services.port(row, port);
        services.tags(row, heap.put(tags, 0, tags.capacity()));
        step.service(row);
        return row;
    }

    private DirectBuffer id(final int at) {
        aboutView.wrap(about, 0, Text.putUuid(about, at, allocHigh, allocLow));
        return aboutView;
    }
}
