package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.VariableRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.VariableTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Variables, with their sealed items where documents are wanted. */
final class VariableQueries {
    private final ClusterState state;
    private final VariableTable variables;
    private final Heap heap;
    private final Request request;
    private final PageBuilder page;
    private final VariableRowWriter writer;
    private final UnsafeBuffer cursorNamespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer cursorPath = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    VariableQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.request = request;
        this.page = page;
        state = engine.state();
        variables = state.variables();
        heap = state.heap();
        writer = new VariableRowWriter(state);
    }

    void variable() {
        final int row = variables.find(request.namespace(), request.key());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.VARIABLES));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(variables.modifyIndex(row));
        write(row);
    }

    /** Those of a namespace, or of all, whose path has a prefix. */
    void variables() {
        page.index(state.indexes().of(TableId.VARIABLES));
        final boolean isReverse = request.isReverse();
        final OrderedIndex.Cursor cursor = start(isReverse);
        int row = isReverse ? cursor.previous() : cursor.next();
        for (int looked = 0; Slab.NULL_ROW != row; looked++) {
            if (!isInNamespace(row)) {
                if (!isReverse || isBelowNamespace(row)) {
                    return;
                }
            } else if (!page.hasRoom() || looked == RowLists.ROWS_LOOKED_AT_MAX) {
                text(variables.namespace(row));
                text(variables.path(row));
                return;
            } else if (hasPrefix(row)) {
                write(row);
            }
            row = isReverse ? cursor.previous() : cursor.next();
        }
    }

    private OrderedIndex.Cursor start(final boolean isReverse) {
        if (request.hasCursor()) {
            request.wrapCursorText(cursorNamespace);
            request.wrapCursorText(cursorPath);
            final OrderedIndex.Cursor cursor = seek(cursorNamespace, cursorPath);
            if (isReverse) {
                // The row at the cursor itself comes first.
                cursor.next();
            }
            return cursor;
        }
        if (isReverse || request.isAnyNamespace()) {
            return variables.byPath().start(isReverse);
        }
        return seek(request.namespace(), request.key());
    }

    private OrderedIndex.Cursor seek(final DirectBuffer namespace, final DirectBuffer path) {
        return variables
                .byPath()
                .at(0, namespace, 0, namespace.capacity())
                .at(1, path, 0, path.capacity())
                .emptyFrom(2)
                .seek();
    }

    private boolean isInNamespace(final int row) {
        return request.isAnyNamespace() || 0 == compareNamespace(row);
    }

    private boolean isBelowNamespace(final int row) {
        return compareNamespace(row) < 0;
    }

    private int compareNamespace(final int row) {
        final DirectBuffer namespace = request.namespace();
        return heap.strings().compare(variables.namespace(row), namespace, 0, namespace.capacity());
    }

    private boolean hasPrefix(final int row) {
        final DirectBuffer prefix = request.key();
        heap.strings().wrap(variables.path(row), view);
        if (view.capacity() < prefix.capacity()) {
            return false;
        }
        for (int i = 0; i < prefix.capacity(); i++) {
            if (view.getByte(i) != prefix.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private void write(final int row) {
        page.keepRow(writer.write(row, request.withDocuments(), page.rows(), page.rowOffset()));
    }

    private void text(final int string) {
        page.cursor(
                heap.strings().buffer(string),
                heap.strings().offset(string),
                heap.strings().length(string));
    }
}
