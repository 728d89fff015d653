package io.drover.cluster.query;

import io.drover.cluster.state.CreationOrder;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.RowCursor;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;

/**
 * Walks lists from the cursor of a request until the page is full, and leaves the cursor of the next page. A page looks at a bounded
 * number of rows, so that a filter that few rows pass cannot hold up commands: a page may be short, even empty, and not the last.
 */
final class RowLists {
    /** Rows that a page looks at. */
    static final int ROWS_LOOKED_AT_MAX = 50_000;

    /** Writes a row unless it is not wanted. */
    @FunctionalInterface
    interface RowWriter {
        /** Answers the length of the message that was written, 0 to pass the row over. */
        int write(int row);
    }

    /** Id and create index of rows. */
    interface Keys {
        long createIndex(int row);

        long idHigh(int row);

        long idLow(int row);
    }

    private final Request request;
    private final PageBuilder page;

    RowLists(final Request request, final PageBuilder page) {
        this.request = request;
        this.page = page;
    }

    /** Rows in the order of their ids, all or those with the prefix asked for. */
    void byId(final IdOrder order, final Keys keys, final RowWriter writer) {
        final boolean isReverse = request.isReverse();
        final RowCursor cursor;
        if (request.hasCursor()) {
            cursor = order.seek(request.cursorLong(), request.cursorLong());
        } else if (request.hasIdPrefix()) {
            cursor = isReverse
                    ? order.seek(request.lastHigh(), request.lastLow())
                    : order.seek(request.firstHigh(), request.firstLow());
        } else {
            cursor = order.start(isReverse);
        }
        int row = first(cursor, request.hasCursor() || request.hasIdPrefix(), isReverse);
        for (int looked = 0; Slab.NULL_ROW != row; looked++) {
            if (request.hasIdPrefix() && !request.matches(keys.idHigh(row), keys.idLow(row))) {
                return;
            }
            if (!page.hasRoom() || looked == ROWS_LOOKED_AT_MAX) {
                page.cursor(keys.idHigh(row)).cursor(keys.idLow(row));
                return;
            }
            add(writer.write(row));
            row = isReverse ? cursor.previous() : cursor.next();
        }
    }

    /** Rows in the order of their creation. */
    void byCreation(final CreationOrder order, final Keys keys, final RowWriter writer) {
        final boolean isReverse = request.isReverse();
        final boolean hasCursor = request.hasCursor();
        final RowCursor cursor = hasCursor
                ? order.seek(request.cursorLong(), request.cursorLong(), request.cursorLong())
                : order.start(isReverse);
        int row = first(cursor, hasCursor, isReverse);
        for (int looked = 0; Slab.NULL_ROW != row; looked++) {
            if (!page.hasRoom() || looked == ROWS_LOOKED_AT_MAX) {
                page.cursor(keys.createIndex(row)).cursor(keys.idHigh(row)).cursor(keys.idLow(row));
                return;
            }
            add(writer.write(row));
            row = isReverse ? cursor.previous() : cursor.next();
        }
    }

    /** Members of a list, in its order; the cursor is the handle of the next one. */
    void members(final RowList list, final int owner, final Slab rows, final RowWriter writer) {
        int row = request.isReverse() ? list.last(owner) : list.first(owner);
        if (request.hasCursor()) {
            final long handle = request.cursorLong();
            while (Slab.NULL_ROW != row && rows.handle(row) != handle) {
                row = request.isReverse() ? list.previous(row) : list.next(row);
            }
        }
        while (Slab.NULL_ROW != row) {
            if (!page.hasRoom()) {
                page.cursor(rows.handle(row));
                return;
            }
            add(writer.write(row));
            row = request.isReverse() ? list.previous(row) : list.next(row);
        }
    }

    /** All rows of a small table, without a cursor. */
    void all(final Slab rows, final RowWriter writer) {
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            add(writer.write(row));
        }
    }

    void add(final int length) {
        if (length > 0) {
            page.keepRow(length);
        }
    }

    /** The first row behind a cursor; backwards, the row at the cursor itself comes first. */
    private static int first(final RowCursor cursor, final boolean isInclusive, final boolean isReverse) {
        if (!isReverse) {
            return cursor.next();
        }
        if (isInclusive) {
            cursor.next();
        }
        return cursor.previous();
    }
}
