package io.drover.cluster.rows;

import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.ServiceRowEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes service registrations. */
public final class ServiceRowWriter {
    private final ClusterState state;
    private final ServiceTable services;
    private final Registrations registrations;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ServiceRowEncoder encoder = new ServiceRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public ServiceRowWriter(final ClusterState state, final Registrations registrations) {
        this.state = state;
        this.registrations = registrations;
        services = state.services();
        heap = state.heap();
    }

    /** Writes a registration and returns the length of the message with its header. */
    public int write(final int row, final MutableDirectBuffer target, final int offset) {
        final int alloc = services.alloc(row);
        final int node = services.node(row);
        encoder.wrapAndApplyHeader(target, offset, header);
        encoder.allocId().high(state.allocs().idHigh(alloc)).low(state.allocs().idLow(alloc));
        encoder.nodeId().high(state.nodes().idHigh(node)).low(state.nodes().idLow(node));
        encoder.port(services.port(row))
                .isWithdrawn(Bools.of(!registrations.isVisible(row)))
                .createIndex(services.createIndex(row))
                .modifyIndex(services.modifyIndex(row));
        string(services.namespace(row));
        encoder.putNamespace(view, 0, view.capacity());
        string(services.serviceId(row));
        encoder.putServiceId(view, 0, view.capacity());
        string(services.serviceName(row));
        encoder.putServiceName(view, 0, view.capacity());
        string(services.jobId(row));
        encoder.putJobId(view, 0, view.capacity());
        string(services.datacenter(row));
        encoder.putDatacenter(view, 0, view.capacity());
        string(services.address(row));
        encoder.putAddress(view, 0, view.capacity());
        heap.wrap(services.tags(row), view);
        encoder.putTags(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }
}
