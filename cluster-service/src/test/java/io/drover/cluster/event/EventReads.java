package io.drover.cluster.event;

import io.drover.cluster.StateMachine;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.EventRowDecoder;
import io.drover.sbe.query.QueryEncoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryPageDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A reader of events that goes on where it was. */
public final class EventReads {
    /** An event; equal ones tell the same of the same step. */
    public record Told(long index, int cause, TableId table, boolean isRemoved, int templateId, int bytesHash) {}

    private final int rowLimit;
    private final ExpandableArrayBuffer query = new ExpandableArrayBuffer();
    private final QueryPageDecoder page = new QueryPageDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventRowDecoder row = new EventRowDecoder();
    private final List<Told> told = new ArrayList<>();
    private byte[] cursor = {};
    private boolean hasMissed;
    private boolean isAtEnd;

    /** Reads pages of so many rows. */
    public EventReads(final int rowLimit) {
        this.rowLimit = rowLimit;
    }

    /** Everything that was read so far. */
    public List<Told> told() {
        return told;
    }

    /** Whether a page said that something before it is no longer kept. */
    public boolean hasMissed() {
        return hasMissed;
    }

    /** Reads until there is no more. */
    public EventReads readOn(final StateMachine machine) {
        do {
            readPage(machine);
        } while (!isAtEnd);
        return this;
    }

    private void readPage(final StateMachine machine) {
        final QueryEncoder encoder = new QueryEncoder()
                .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
                .correlationId(1)
                .kind(QueryKind.EVENTS)
                .rowLimit(rowLimit)
                .namespace("")
                .key("")
                .putCursor(cursor, 0, cursor.length)
                .putPayload(cursor, 0, 0);
        machine.query(query, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), (buffer, at, length) -> {
            page.wrapAndApplyHeader(buffer, at, header);
            hasMissed |= page.isFull() == Bool.YES;
            final byte[] positions = new byte[page.cursorLength()];
            page.getCursor(positions, 0, positions.length);
            cursor = Arrays.copyOf(positions, Long.BYTES);
            isAtEnd = Arrays.equals(cursor, Arrays.copyOfRange(positions, Long.BYTES, 2 * Long.BYTES));
            final byte[] rows = new byte[page.rowsLength()];
            page.getRows(rows, 0, rows.length);
            takeRows(new UnsafeBuffer(rows));
        });
    }

    private void takeRows(final DirectBuffer rows) {
        int at = 0;
        while (at < rows.capacity()) {
            final int length = rows.getInt(at);
            row.wrapAndApplyHeader(rows, at + Integer.BYTES, header);
            final long index = row.index();
            final int cause = row.cause();
            final TableId table = row.table();
            final boolean isRemoved = row.isRemoved() == Bool.YES;
            final byte[] bytes = new byte[row.rowLength()];
            row.getRow(bytes, 0, bytes.length);
            final int templateId = header.wrap(new UnsafeBuffer(bytes), 0).templateId();
            told.add(new Told(index, cause, table, isRemoved, templateId, Arrays.hashCode(bytes)));
            at += Integer.BYTES + length;
        }
    }
}
