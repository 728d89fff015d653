package io.drover.gateway.edge;

import io.drover.gateway.core.Page;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.AssignmentsEncoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * Turns all pages of a node's allocations into one assignments payload. The node holds everything up to the index of the first
 * page afterwards; what changed while later pages were read is only sent twice. The edge's thread.
 */
final class AssignmentPages {
    private final ExpandableArrayBuffer rows = new ExpandableArrayBuffer(16 * 1024);
    private final ExpandableArrayBuffer payload = new ExpandableArrayBuffer(16 * 1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AssignmentsEncoder encoder = new AssignmentsEncoder();
    private final AllocRowDecoder row = new AllocRowDecoder();
    private int rowsLength;

    byte[] encode(final List<Page> pages) {
        rowsLength = 0;
        pages.forEach(page -> page.forEach((rowHeader, buffer, offset) -> {
            row.wrap(
                    buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, rowHeader.blockLength(), rowHeader.version());
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + row.sbeDecodedLength();
            rows.putInt(rowsLength, length, ByteOrder.LITTLE_ENDIAN);
            rows.putBytes(rowsLength + Integer.BYTES, buffer, offset, length);
            rowsLength += Integer.BYTES + length;
        }));
        final Page first = pages.get(0);
        encoder.wrapAndApplyHeader(payload, 0, header)
                .assignmentIndex(first.index())
                .isFull(first.isFull() ? Bool.YES : Bool.NO)
                .putRows(rows, 0, rowsLength);
        final byte[] copy = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        payload.getBytes(0, copy);
        return copy;
    }
}
