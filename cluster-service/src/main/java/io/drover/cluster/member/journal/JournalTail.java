package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.journal.AppliedEntryDecoder;
import io.drover.sbe.journal.ClusterDecoder;
import io.drover.sbe.journal.GapDecoder;
import io.drover.sbe.journal.SegmentBeginDecoder;
import java.io.IOException;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Where a journal ends.
 *
 * @param position of the log behind the last entry; 0 when there is none.
 * @param clusterHigh upper half of the id of its cluster, as far as known.
 * @param clusterLow lower half of it.
 */
record JournalTail(long position, long clusterHigh, long clusterLow) {
    /** Reads the last segment. */
    static JournalTail read(final Segments segments) throws IOException {
        final List<Segments.Segment> all = segments.list();
        if (all.isEmpty()) {
            return new JournalTail(0, 0, 0);
        }
        final Segments.Segment last = all.get(all.size() - 1);
        final Reading reading = new Reading(last.afterPosition());
        try (SegmentReader reader = new SegmentReader(last)) {
            while (reader.next()) {
                reading.add(reader.buffer());
            }
            if (!last.isCounted()) {
                last.count(reading.length);
            }
        } catch (final JournalRefused ex) {
            // A crash while it was written: what was read before counts.
            return new JournalTail(reading.position, reading.high, reading.low);
        }
        return new JournalTail(reading.position, reading.high, reading.low);
    }

    private static final class Reading {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AppliedEntryDecoder entry = new AppliedEntryDecoder();
        private final GapDecoder gap = new GapDecoder();
        private final ClusterDecoder cluster = new ClusterDecoder();
        private final SegmentBeginDecoder begin = new SegmentBeginDecoder();
        private long position;
        private long high;
        private long low;
        private long length;

        Reading(final long position) {
            this.position = position;
        }

        void add(final DirectBuffer buffer) {
            length += buffer.capacity();
            switch (header.wrap(buffer, 0).templateId()) {
                case AppliedEntryDecoder.TEMPLATE_ID ->
                    position = entry.wrapAndApplyHeader(buffer, 0, header).logPosition();
                case GapDecoder.TEMPLATE_ID ->
                    position = gap.wrapAndApplyHeader(buffer, 0, header).toPosition();
                case ClusterDecoder.TEMPLATE_ID -> {
                    cluster.wrapAndApplyHeader(buffer, 0, header);
                    high = cluster.clusterId().high();
                    low = cluster.clusterId().low();
                }
                case SegmentBeginDecoder.TEMPLATE_ID -> {
                    begin.wrapAndApplyHeader(buffer, 0, header);
                    high = begin.clusterId().high();
                    low = begin.clusterId().low();
                }
                default -> {
                    // Says nothing about the end.
                }
            }
        }
    }
}
