package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.journal.AppliedEntryDecoder;
import io.drover.sbe.journal.SegmentBeginDecoder;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the records of one segment, from its begin, while another thread or process may still write it. */
final class SegmentReader implements AutoCloseable {
    private static final int LENGTH_MAX = 2 * 1024 * 1024;

    private final Segments.Segment segment;
    private final ChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private byte[] bytes = new byte[64 * 1024];

    SegmentReader(final Segments.Segment segment) {
        this.segment = segment;
        try {
            queue = SegmentFile.openToRead(segment.path());
        } catch (final RuntimeException ex) {
            throw new JournalRefused("the segment " + segment.path() + " cannot be opened: " + ex.getMessage(), ex);
        }
        try {
            tailer = queue.createTailer();
            begin();
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(queue);
            throw ex;
        }
    }

    /** Goes to the next record; false when there is none yet. */
    boolean next() {
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                return false;
            }
            final Bytes<?> source = context.wire().bytes();
            final long length = source.readRemaining();
            if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > LENGTH_MAX) {
                throw new JournalRefused("the segment " + segment.path() + " has a record of " + length + " bytes");
            }
            if (bytes.length < length) {
                bytes = new byte[(int) length * 2];
            }
            source.read(bytes, 0, (int) length);
            record.wrap(bytes, 0, (int) length);
            return true;
        }
    }

    /** The record, until the next one is asked for. */
    DirectBuffer buffer() {
        return record;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(tailer, queue);
    }

    private void begin() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (!next()) {
            throw new JournalRefused("the segment " + segment.path() + " is empty");
        }
        header.wrap(record, 0);
        if (header.schemaId() != AppliedEntryDecoder.SCHEMA_ID
                || header.templateId() != SegmentBeginDecoder.TEMPLATE_ID) {
            throw new JournalRefused("the segment " + segment.path() + " is none of a journal: it begins otherwise");
        }
        final SegmentBeginDecoder begin = new SegmentBeginDecoder().wrapAndApplyHeader(record, 0, header);
        if (begin.formatVersion() > SegmentWriter.FORMAT_VERSION) {
            throw new JournalRefused("the segment " + segment.path() + " was written by a later version: it has format "
                    + begin.formatVersion() + ", this version reads up to " + SegmentWriter.FORMAT_VERSION);
        }
        tailer.toStart();
    }
}
