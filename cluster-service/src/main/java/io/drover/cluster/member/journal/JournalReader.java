package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.journal.AppliedEntryDecoder;
import io.drover.sbe.journal.ClusterDecoder;
import io.drover.sbe.journal.GapDecoder;
import io.drover.sbe.journal.SegmentBeginDecoder;
import io.drover.sbe.journal.SnapshotWrittenDecoder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal from some log position on, in the order of the log, also while its member writes it. What is missing is told as a gap,
 * whether the journal says so, a segment was removed, or one cannot be read. Used by one thread.
 */
public final class JournalReader implements AutoCloseable {
    /** What the record at hand is. */
    public enum Kind {
        /** An entry that was applied. */
        ENTRY,
        /** Entries are missing. */
        GAP,
        /** A snapshot's file is complete. */
        SNAPSHOT_WRITTEN,
        /** What of the journal's own making is of no interest. */
        OTHER
    }

    private final Segments segments;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AppliedEntryDecoder entry = new AppliedEntryDecoder();
    private final GapDecoder gap = new GapDecoder();
    private final SnapshotWrittenDecoder written = new SnapshotWrittenDecoder();
    private final ClusterDecoder cluster = new ClusterDecoder();
    private final SegmentBeginDecoder begin = new SegmentBeginDecoder();
    private final UnsafeBuffer command = new UnsafeBuffer(0, 0);
    private Kind kind = Kind.OTHER;
    private Segments.@Nullable Segment current;
    private @Nullable SegmentReader reader;
    private boolean isHeld;
    private long position;
    private long clusterHigh;
    private long clusterLow;
    private long gapFrom;
    private long gapTo;
    private long gapCount;

    /**
     * Opens a journal.
     *
     * @throws JournalRefused when there is none.
     */
    public JournalReader(final Path directory) {
        segments = new Segments(directory);
        final List<Segments.Segment> all = segments.list();
        if (all.isEmpty()) {
            throw new JournalRefused("there is no journal in " + directory);
        }
        open(all.get(0));
    }

    /** Goes where the entries behind a log position begin, or a little before. */
    public void seek(final long afterPosition) {
        Segments.Segment target = null;
        for (final Segments.Segment segment : segments.list()) {
            if (target == null || segment.afterPosition() <= afterPosition) {
                target = segment;
            }
        }
        if (target == null) {
            throw new JournalRefused("the journal " + segments.directory() + " has lost all its segments");
        }
        current = null;
        open(target);
    }

    /** Log position behind which the oldest entry is. */
    public long oldestPosition() {
        final List<Segments.Segment> all = segments.list();
        return all.isEmpty() ? 0 : all.get(0).afterPosition();
    }

    /** Goes to the next record; false at the end, which may move. */
    public boolean next() {
        if (isHeld) {
            isHeld = false;
            kind = Kind.ENTRY;
            position = entry.logPosition();
            return true;
        }
        while (true) {
            if (reader != null && advance(reader)) {
                return true;
            }
            if (!openFollowing()) {
                return false;
            }
        }
    }

    /** What the record at hand is. */
    public Kind kind() {
        return kind;
    }

    /** The entry at hand; its bytes are in {@link #command}. */
    public AppliedEntryDecoder entry() {
        return entry;
    }

    /** The bytes of the entry at hand, empty for all but commands. */
    public DirectBuffer command() {
        return command;
    }

    /** The snapshot at hand. */
    public SnapshotWrittenDecoder snapshot() {
        return written;
    }

    /** Log position of the last entry before the gap at hand. */
    public long gapFrom() {
        return gapFrom;
    }

    /** Log position of the last entry in the gap at hand. */
    public long gapTo() {
        return gapTo;
    }

    /** How many entries are in the gap at hand, 0 when nobody knows. */
    public long gapCount() {
        return gapCount;
    }

    /** Log position behind what was read. */
    public long position() {
        return position;
    }

    /** Upper half of the id of the cluster; 0 before it was told. */
    public long clusterHigh() {
        return clusterHigh;
    }

    /** Lower half of the id of the cluster. */
    public long clusterLow() {
        return clusterLow;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(reader);
        reader = null;
    }

    private void open(final Segments.Segment segment) {
        close();
        isHeld = false;
        position = segment.afterPosition();
        current = segment;
        try {
            reader = new SegmentReader(segment);
        } catch (final JournalRefused ex) {
            // What is in it is missing; the next segment's first entry will say so.
            reader = null;
        }
    }

    /** Opens the next segment that can be read; false when there is none, which may come, or may just be being made. */
    private boolean openFollowing() {
        for (final Segments.Segment segment : segments.list()) {
            if (current == null || segment.compareTo(current) > 0) {
                try {
                    final SegmentReader following = new SegmentReader(segment);
                    close();
                    reader = following;
                    current = segment;
                    return true;
                } catch (final JournalRefused ex) {
                    // As above; one that nothing follows is tried again.
                }
            }
        }
        return false;
    }

    private boolean advance(final SegmentReader source) {
        while (source.next()) {
            if (decode(source.buffer())) {
                return true;
            }
        }
        return false;
    }

    /** Decodes a record; false when it is one that was read before. */
    private boolean decode(final DirectBuffer buffer) {
        header.wrap(buffer, 0);
        kind = Kind.OTHER;
        switch (header.templateId()) {
            case AppliedEntryDecoder.TEMPLATE_ID -> {
                return decodeEntry(buffer);
            }
            case GapDecoder.TEMPLATE_ID -> {
                gap.wrapAndApplyHeader(buffer, 0, header);
                tellGap(gap.fromPosition(), gap.toPosition(), gap.count());
            }
            case SnapshotWrittenDecoder.TEMPLATE_ID -> {
                written.wrapAndApplyHeader(buffer, 0, header);
                kind = Kind.SNAPSHOT_WRITTEN;
            }
            case ClusterDecoder.TEMPLATE_ID -> {
                cluster.wrapAndApplyHeader(buffer, 0, header);
                clusterHigh = cluster.clusterId().high();
                clusterLow = cluster.clusterId().low();
            }
            case SegmentBeginDecoder.TEMPLATE_ID -> {
                begin.wrapAndApplyHeader(buffer, 0, header);
                clusterHigh = begin.clusterId().high();
                clusterLow = begin.clusterId().low();
            }
            default -> {
                // Of a later version, which adds what this one can do without.
            }
        }
        return true;
    }

    private boolean decodeEntry(final DirectBuffer buffer) {
        entry.wrapAndApplyHeader(buffer, 0, header);
        if (entry.logPosition() <= position) {
            return false;
        }
        entry.wrapEntry(command);
        if (entry.previousPosition() > position) {
            tellGap(position, entry.previousPosition(), 0);
            isHeld = true;
        } else {
            kind = Kind.ENTRY;
            position = entry.logPosition();
        }
        return true;
    }

    private void tellGap(final long from, final long to, final long count) {
        kind = Kind.GAP;
        gapFrom = from;
        gapTo = to;
        gapCount = count;
        position = Math.max(position, to);
    }
}
