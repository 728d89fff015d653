package io.drover.gateway.edge;

import io.drover.gateway.core.Page;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.AssignmentsEncoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;

/** Turns a page of a node's allocations into an assignments payload. The edge's thread. */
final class AssignmentPages {
    private final ExpandableArrayBuffer rows = new ExpandableArrayBuffer(16 * 1024);
    private final ExpandableArrayBuffer payload = new ExpandableArrayBuffer(16 * 1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AssignmentsEncoder encoder = new AssignmentsEncoder();
    private final AllocRowDecoder row = new AllocRowDecoder();
    private int rowsLength;
    private long highest;

    /** Encodes, and returns the index that the node holds once it has the page. */
    long encode(final Page page, final long sinceIndex) {
        rowsLength = 0;
        highest = sinceIndex;
        page.forEach((rowHeader, buffer, offset) -> {
            row.wrap(
                    buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, rowHeader.blockLength(), rowHeader.version());
            highest = Math.max(highest, row.allocModifyIndex());
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + row.sbeDecodedLength();
            rows.putInt(rowsLength, length, ByteOrder.LITTLE_ENDIAN);
            rows.putBytes(rowsLength + Integer.BYTES, buffer, offset, length);
            rowsLength += Integer.BYTES + length;
        });
        encoder.wrapAndApplyHeader(payload, 0, header)
                .assignmentIndex(highest)
                .isFull(sinceIndex == 0 && !page.hasMore() ? Bool.YES : Bool.NO)
                .putRows(rows, 0, rowsLength);
        return highest;
    }

    byte[] payload() {
        final byte[] copy = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        payload.getBytes(0, copy);
        return copy;
    }
}
