package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.SegmentBeginEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Appends records to one segment. Used by the journal's thread. */
final class SegmentWriter implements AutoCloseable {
    static final int FORMAT_VERSION = 1;

    private final Segments.Segment segment;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private ByteBuffer scratch = ByteBuffer.allocate(64 * 1024);
    private long length;

    SegmentWriter(
            final Segments.Segment segment,
            final int memberId,
            final long clusterHigh,
            final long clusterLow,
            final long nowMs) {
        this.segment = segment;
        queue = SegmentFile.openToWrite(segment.path());
        try {
            appender = queue.createAppender();
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            final SegmentBeginEncoder begin =
                    new SegmentBeginEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            begin.clusterId().high(clusterHigh).low(clusterLow);
            begin.formatVersion(FORMAT_VERSION)
                    .memberId(memberId)
                    .afterPosition(segment.afterPosition())
                    .createdMs(nowMs)
                    .program(System.getProperty("java.vm.version", ""));
            append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + begin.encodedLength());
        } catch (final RuntimeException | Error ex) {
            CloseHelper.quietClose(queue);
            throw ex;
        }
    }

    void append(final DirectBuffer buffer, final int offset, final int recordLength) {
        if (scratch.capacity() < recordLength) {
            scratch = ByteBuffer.allocate(recordLength * 2);
        }
        buffer.getBytes(offset, scratch.array(), 0, recordLength);
        try (DocumentContext context = appender.writingDocument()) {
            try {
                final Bytes<?> bytes = context.wire().bytes();
                bytes.write(scratch.array(), 0, recordLength);
            } catch (final RuntimeException | Error ex) {
                context.rollbackOnClose();
                throw ex;
            }
        }
        length += recordLength;
    }

    /** Bytes of the records. */
    long length() {
        return length;
    }

    @Override
    public void close() {
        try {
            CloseHelper.quietCloseAll(appender, queue);
            segment.count(length);
        } catch (final IOException | InternalError ex) {
            // A page that the disk had no room for was touched; what is readable of the segment stays so.
            CloseHelper.quietClose(queue);
        }
    }
}
