package io.drover.cluster.feed;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows that the current step changed, written as {@code feed.Changes} when the step ends. A step that changed more rows than fit one
 * message is told in several with the same index. Grows to the largest step and allocates nothing afterwards.
 */
public final class ChangeLog {
    private static final int ROWS_PER_MESSAGE = 512;
    private static final int FIELDS = 5;
    private static final TableId[] TABLES = TableId.values();

    private final UnsafeBuffer buffer = new UnsafeBuffer(
            new byte
                    [MessageHeaderEncoder.ENCODED_LENGTH
                            + ChangesEncoder.BLOCK_LENGTH
                            + ChangesEncoder.RowsEncoder.sbeHeaderSize()
                            + ROWS_PER_MESSAGE * ChangesEncoder.RowsEncoder.sbeBlockLength()]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ChangesEncoder encoder = new ChangesEncoder();
    private long[] rows = new long[64 * FIELDS];
    private int count;

    /** Adds a row. */
    public void add(
            final TableId table, final long keyHigh, final long keyLow, final long nodeHandle, final long jobKey) {
        if ((count + 1) * FIELDS > rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        final int at = count++ * FIELDS;
        rows[at] = table.ordinal();
        rows[at + 1] = keyHigh;
        rows[at + 2] = keyLow;
        rows[at + 3] = nodeHandle;
        rows[at + 4] = jobKey;
    }

    /** Tells the sink what was added, and forgets it. */
    public void flush(final long index, final ChangeSink sink) {
        for (int from = 0; from < count; from += ROWS_PER_MESSAGE) {
            flush(index, from, Math.min(count - from, ROWS_PER_MESSAGE), sink);
        }
        count = 0;
    }

    private void flush(final long index, final int from, final int rowCount, final ChangeSink sink) {
        final ChangesEncoder.RowsEncoder group =
                encoder.wrapAndApplyHeader(buffer, 0, header).index(index).rowsCount(rowCount);
        for (int row = from; row < from + rowCount; row++) {
            final int at = row * FIELDS;
            group.next()
                    .table(TABLES[(int) rows[at]])
                    .keyHigh(rows[at + 1])
                    .keyLow(rows[at + 2])
                    .nodeHandle(rows[at + 3])
                    .jobKey(rows[at + 4]);
        }
        sink.onChanges(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
