package io.drover.cluster.query;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryPageEncoder;
import io.drover.sbe.query.QueryStatus;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Collects rows and the cursor of one page, and encodes it.
 *
 * <pre>
 *  rows  | length (4) | message | length (4) | message | ...
 * </pre>
 *
 * <p>Grows to the largest page and allocates nothing afterwards.
 */
final class PageBuilder {
    private static final int CURSOR_LENGTH_MAX = 4_096;

    private final int bytesMax;
    private final ExpandableArrayBuffer rows = new ExpandableArrayBuffer(64 * 1024);
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer(64 * 1024);
    private final ExpandableArrayBuffer cursor = new ExpandableArrayBuffer(64);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QueryPageEncoder page = new QueryPageEncoder();
    private QueryStatus status = QueryStatus.OK;
    private boolean isFull;
    private long index;
    private int rowCountMax;
    private int rowCount;
    private int length;
    private int cursorLength;

    PageBuilder(final int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void begin(final int limit) {
        rowCountMax = limit;
        status = QueryStatus.OK;
        isFull = false;
        index = 0;
        rowCount = 0;
        length = 0;
        cursorLength = 0;
    }

    void status(final QueryStatus value) {
        status = value;
    }

    void index(final long value) {
        index = value;
    }

    void isFull(final boolean value) {
        isFull = value;
    }

    int rowCount() {
        return rowCount;
    }

    /** Whether another row may be added; a first one always may. */
    boolean hasRoom() {
        return 0 == rowCount || rowCount < rowCountMax && length < bytesMax;
    }

    /** To encode a row at {@link #rowOffset()}. */
    MutableDirectBuffer rows() {
        return rows;
    }

    int rowOffset() {
        return length + Integer.BYTES;
    }

    /** Keeps a row of this length, encoded at {@link #rowOffset()}. */
    void keepRow(final int rowLength) {
        rows.putInt(length, rowLength, ByteOrder.LITTLE_ENDIAN);
        length += Integer.BYTES + rowLength;
        rowCount++;
    }

    /** Adds a number to the cursor, most significant byte first. */
    PageBuilder cursor(final long value) {
        cursor.putLong(cursorLength, value, ByteOrder.BIG_ENDIAN);
        cursorLength += Long.BYTES;
        return this;
    }

    /** Adds a text to the cursor, led by its length. */
    PageBuilder cursor(final DirectBuffer buffer, final int offset, final int textLength) {
        cursor.putShort(cursorLength, (short) textLength, ByteOrder.LITTLE_ENDIAN);
        cursor.putBytes(cursorLength + Short.BYTES, buffer, offset, Math.min(textLength, CURSOR_LENGTH_MAX));
        cursorLength += Short.BYTES + textLength;
        return this;
    }

    int finish(final long correlationId, final long clusterIndex, final long logPosition, final PageSink sink) {
        page.wrapAndApplyHeader(message, 0, header)
                .correlationId(correlationId)
                .status(status)
                .isLeader(Bool.NO)
                .index(index)
                .clusterIndex(clusterIndex)
                .logPosition(logPosition)
                .rowCount(rowCount)
                .isFull(isFull ? Bool.YES : Bool.NO)
                .putCursor(cursor, 0, cursorLength)
                .putRows(rows, 0, length);
        sink.onPage(message, 0, MessageHeaderEncoder.ENCODED_LENGTH + page.encodedLength());
        return rowCount;
    }
}
