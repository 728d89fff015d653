package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.AclRowWriter;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads entries of access control: one by its key or alias, or all of a kind in the order of their keys. */
final class AclQueries {
    private final ClusterState state;
    private final Heap heap;
    private final Request request;
    private final PageBuilder page;
    private final AclRowWriter writer;
    private final UnsafeBuffer sought = new UnsafeBuffer(0, 0);

    AclQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.request = request;
        this.page = page;
        state = engine.state();
        heap = state.heap();
        writer = new AclRowWriter(state);
    }

    void entry(final boolean byAlias) {
        final AclKind kind = kind();
        if (kind == AclKind.NULL_VAL) {
            page.status(QueryStatus.MALFORMED);
            return;
        }
        final AclTable table = state.acl(kind);
        final int row = byAlias ? table.findAlias(request.key()) : table.find(request.key());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(table.id()));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(table.modifyIndex(row));
        page.keepRow(writer.write(kind, row, page.rows(), page.rowOffset()));
    }

    void entries() {
        final AclKind kind = kind();
        if (kind == AclKind.NULL_VAL) {
            page.status(QueryStatus.MALFORMED);
            return;
        }
        final AclTable table = state.acl(kind);
        page.index(state.indexes().of(table.id()));
        final OrderedIndex.Cursor cursor = start(table);
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            if (!page.hasRoom()) {
                final int key = table.key(row);
                page.cursor(
                        heap.strings().buffer(key),
                        heap.strings().offset(key),
                        heap.strings().length(key));
                return;
            }
            page.keepRow(writer.write(kind, row, page.rows(), page.rowOffset()));
        }
    }

    private OrderedIndex.Cursor start(final AclTable table) {
        if (!request.hasCursor()) {
            return table.byKey().start(false);
        }
        request.wrapCursorText(sought);
        return table.byKey().at(0, sought, 0, sought.capacity()).emptyFrom(1).seek();
    }

    private AclKind kind() {
        final long value = request.version();
        return value < 0 || value > AclKind.ONE_TIME_TOKEN.value() ? AclKind.NULL_VAL : AclKind.get((short) value);
    }
}
