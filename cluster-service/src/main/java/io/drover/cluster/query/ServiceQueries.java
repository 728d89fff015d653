package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.rows.ServiceRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.sbe.RegistrationDigest;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.NodeServicesRowEncoder;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/** Service registrations that reads may see: those of nodes that are not down. */
final class ServiceQueries {
    private final ClusterState state;
    private final ServiceTable services;
    private final Registrations registrations;
    private final Heap heap;
    private final Request request;
    private final PageBuilder page;
    private final ServiceRowWriter writer;
    private final RegistrationDigest digest = new RegistrationDigest();
    private final NodeServicesRowEncoder nodeServices = new NodeServicesRowEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer[] sought = {new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0)};

    ServiceQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        state = engine.state();
        services = state.services();
        registrations = engine.registrations();
        heap = state.heap();
        writer = new ServiceRowWriter(state, registrations);
    }

    /** All of a namespace, or of all. */
    void services() {
        list(false);
    }

    /** Those of one name in a namespace. */
    void service() {
        list(true);
    }

    /** What a node's agent compares with what it offers. */
    void ofNode() {
        page.index(state.indexes().of(TableId.SERVICES));
        final int node = state.nodes().find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == node) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        long sum = 0;
        for (int row = services.ofNode().first(node);
                Slab.NULL_ROW != row;
                row = services.ofNode().next(row)) {
            sum += digest(row);
        }
        nodeServices.wrapAndApplyHeader(page.rows(), page.rowOffset(), header).digest(sum);
        page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + nodeServices.encodedLength());
    }

    private long digest(final int row) {
        final int alloc = services.alloc(row);
        digest.begin(state.allocs().idHigh(alloc), state.allocs().idLow(alloc), services.port(row));
        add(services.serviceId(row));
        add(services.serviceName(row));
        add(services.address(row));
        final int tags = services.tags(row);
        final int length = heap.length(tags);
        if (0 == length) {
            return digest.add(page.rows(), 0, 0).end();
        }
        return digest.add(heap.blobs().buffer(tags), heap.blobs().offset(tags), length)
                .end();
    }

    private void add(final int string) {
        digest.add(
                heap.strings().buffer(string),
                heap.strings().offset(string),
                heap.strings().length(string));
    }

    private void list(final boolean ofOneName) {
        page.index(state.indexes().of(TableId.SERVICES));
        final OrderedIndex.Cursor cursor = start(ofOneName);
        int looked = 0;
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            if (!isInNamespace(row) || ofOneName && !hasName(row)) {
                return;
            }
            if (!page.hasRoom() || looked++ == RowLists.ROWS_LOOKED_AT_MAX) {
                text(services.namespace(row));
                text(services.serviceName(row));
                text(services.serviceId(row));
                return;
            }
            if (registrations.isVisible(row)) {
                page.keepRow(writer.write(row, page.rows(), page.rowOffset()));
            }
        }
    }

    private OrderedIndex.Cursor start(final boolean ofOneName) {
        if (request.hasCursor()) {
            for (int place = 0; place < sought.length; place++) {
                request.wrapCursorText(sought[place]);
                services.byName().at(place, sought[place], 0, sought[place].capacity());
            }
            return services.byName().seek();
        }
        if (request.isAnyNamespace()) {
            return services.byName().start(false);
        }
        services.byName()
                .at(0, request.namespace(), 0, request.namespace().capacity())
                .emptyFrom(1);
        if (ofOneName) {
            services.byName().at(1, request.key(), 0, request.key().capacity());
        }
        return services.byName().seek();
    }

    private boolean isInNamespace(final int row) {
        return request.isAnyNamespace()
                || 0
                        == heap.strings()
                                .compare(
                                        services.namespace(row),
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
    }

    private boolean hasName(final int row) {
        return 0
                == heap.strings()
                        .compare(
                                services.serviceName(row),
                                request.key(),
                                0,
                                request.key().capacity());
    }

    private void text(final int string) {
        page.cursor(
                heap.strings().buffer(string),
                heap.strings().offset(string),
                heap.strings().length(string));
    }
}
