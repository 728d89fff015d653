package io.drover.gateway.core;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryPageDecoder;
import io.drover.sbe.query.QueryStatus;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One page of a query's answer: an own copy of its rows, to be read by one thread at a time. */
public final class Page {
    /** Receives each row. */
    @FunctionalInterface
    public interface RowConsumer {
        /** The header is wrapped on the row's message header, which starts at the offset. */
        void onRow(MessageHeaderDecoder header, DirectBuffer rows, int offset);
    }

    private final QueryStatus status;
    private final boolean isLeader;
    private final boolean isFull;
    private final long index;
    private final long clusterIndex;
    private final long logPosition;
    private final int rowCount;
    private final byte[] cursor;
    private final UnsafeBuffer rows;

    private Page(final QueryPageDecoder page) {
        status = page.status();
        isLeader = page.isLeader() == Bool.YES;
        isFull = page.isFull() == Bool.YES;
        index = page.index();
        clusterIndex = page.clusterIndex();
        logPosition = page.logPosition();
        rowCount = page.rowCount();
        cursor = new byte[page.cursorLength()];
        page.getCursor(cursor, 0, cursor.length);
        final byte[] bytes = new byte[page.rowsLength()];
        page.getRows(bytes, 0, bytes.length);
        rows = new UnsafeBuffer(bytes);
    }

    static Page copyOf(final QueryPageDecoder page) {
        return new Page(page);
    }

    /** Whether the query was understood and its object exists. */
    public QueryStatus status() {
        return status;
    }

    /** Whether the object of a single-object query exists. */
    public boolean isFound() {
        return status == QueryStatus.OK;
    }

    /** Whether this member believed to lead when it answered. */
    public boolean isLeader() {
        return isLeader;
    }

    /** Assignments: all rows of the node follow, so that what is not among them is gone. */
    public boolean isFull() {
        return isFull;
    }

    /** What a blocking query compares. */
    public long index() {
        return index;
    }

    /** Index of the whole state. */
    public long clusterIndex() {
        return clusterIndex;
    }

    /** Position in the log up to which the state had been applied. */
    public long logPosition() {
        return logPosition;
    }

    /** Number of rows. */
    public int rowCount() {
        return rowCount;
    }

    /** Where the next page starts; empty on the last one. */
    public byte[] cursor() {
        return cursor;
    }

    /** Whether there is a next page. */
    public boolean hasMore() {
        return cursor.length > 0;
    }

    /** Calls for each row in order. */
    public void forEach(final RowConsumer consumer) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int offset = 0;
        while (offset < rows.capacity()) {
            final int length = rows.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            offset += Integer.BYTES;
            header.wrap(rows, offset);
            consumer.onRow(header, rows, offset);
            offset += length;
        }
    }
}
