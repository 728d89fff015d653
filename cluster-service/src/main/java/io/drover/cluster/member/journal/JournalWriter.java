package io.drover.cluster.member.journal;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.AppliedEntryDecoder;
import io.drover.sbe.journal.ClusterDecoder;
import io.drover.sbe.journal.GapEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Empties the ring into segments, on a thread of its own.
 *
 * <pre>
 *  ring ─► known already? ──yes──► skipped: a restart applies again what is behind the newest snapshot
 *               │ no
 *               ├─ another one was applied before it than was written last ─► gap
 *               ▼
 *            segment ──full──► the next one, and retention
 * </pre>
 *
 * <p>Whatever fails here, a full disk above all, pauses the journal and nothing else: the ring fills, the service thread drops, and what
 * is written after the pause begins with a gap.
 */
final class JournalWriter implements Agent {
    private static final int RECORDS_PER_CYCLE = 256;
    private static final int NOTICES_MAX = 64;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(5);
    /** Written between two looks at the disk at most. */
    private static final long LOOK_LENGTH = 4L * 1024 * 1024;

    private final JournalSettings settings;
    private final RingBuffer ring;
    private final JournalCounters counters;
    private final JournalRetention retention;
    private final Segments segments;
    private final ErrorHandler errorHandler;
    private final MessageHandler onRecord = this::onRecord;
    private final Queue<SnapshotNotice> notices = new ConcurrentLinkedQueue<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AppliedEntryDecoder entry = new AppliedEntryDecoder();
    private final ClusterDecoder cluster = new ClusterDecoder();
    private final GapEncoder gap = new GapEncoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private @Nullable SegmentWriter segment;
    private boolean isPrepared;
    private boolean isSaid;
    private long position;
    private long clusterHigh;
    private long clusterLow;
    private long droppedSeen;
    private long lookNs = System.nanoTime() - LOOK_NS;
    private long lookLength;

    JournalWriter(
            final JournalSettings settings,
            final RingBuffer ring,
            final JournalCounters counters,
            final JournalRetention retention,
            final ErrorHandler errorHandler) {
        this.settings = settings;
        this.ring = ring;
        this.counters = counters;
        this.retention = retention;
        this.errorHandler = errorHandler;
        segments = new Segments(settings.directory());
    }

    /** Any thread. A replay without one compares less; so what is too much while the journal pauses is not kept. */
    void onSnapshotWritten(final SnapshotNotice notice) {
        if (notices.size() < NOTICES_MAX) {
            notices.add(notice);
        }
    }

    @Override
    public int doWork() {
        try {
            if (!isReady()) {
                return 0;
            }
            final int work = ring.read(onRecord, RECORDS_PER_CYCLE);
            if (work > 0) {
                isSaid = false;
            }
            // A file is complete after its entry was applied, and so is in the ring: what was read is what was before.
            final SnapshotNotice notice = work < RECORDS_PER_CYCLE ? notices.poll() : null;
            if (notice != null) {
                append(scratch, 0, notice.encode(scratch));
                return work + 1;
            }
            return work;
        } catch (final RuntimeException | IOException | LinkageError | InternalError ex) {
            // A page of a mapped file that the disk has no room for surfaces as an InternalError.
            pause(ex);
            return 0;
        }
    }

    @Override
    public void onClose() {
        // What the service applied last is in the ring; it is lost otherwise until the next start applies it again.
        // A read that meets the end of the ring brings nothing; the next one begins at its front.
        for (int idle = 0; idle < 2; ) {
            idle = doWork() > 0 ? 0 : idle + 1;
        }
        CloseHelper.quietClose(segment);
    }

    @Override
    public String roleName() {
        return "journal";
    }

    /** Prepares at first, and looks at the disk now and then. */
    private boolean isReady() throws IOException {
        final long nowNs = System.nanoTime();
        if (counters.bytes.get() - lookLength < LOOK_LENGTH && nowNs - lookNs < 0) {
            return !counters.isPaused;
        }
        lookLength = counters.bytes.get();
        if (!isPrepared) {
            prepare();
        }
        final long freeLength = settings.directory().toFile().getUsableSpace();
        if (freeLength < settings.diskReserve()) {
            throw new IOException("the journal pauses: " + settings.directory() + " has " + freeLength
                    + " bytes left, of which " + settings.diskReserve() + " are not for it");
        }
        counters.isPaused = false;
        lookNs = nowNs + LOOK_NS;
        return true;
    }

    private void prepare() throws IOException {
        Files.createDirectories(settings.directory());
        if (Files.getFileStore(settings.directory()).supportsFileAttributeView(PosixFileAttributeView.class)) {
            // What it holds may be sealed or not: it is for the operator of the server alone.
            Files.setPosixFilePermissions(settings.directory(), PosixFilePermissions.fromString("rwx------"));
        }
        final JournalTail tail = JournalTail.read(segments);
        position = tail.position();
        clusterHigh = tail.clusterHigh();
        clusterLow = tail.clusterLow();
        counters.position.set(position);
        isPrepared = true;
    }

    private void pause(final Throwable cause) {
        counters.errors.incrementAndGet();
        counters.isPaused = true;
        lookNs = System.nanoTime() + PAUSE_NS;
        lookLength = counters.bytes.get();
        final SegmentWriter failed = segment;
        segment = null;
        CloseHelper.quietClose(failed);
        if (!isSaid) {
            // Once for each pause that follows a success: a disk that stays full must not fill the log as well.
            isSaid = true;
            errorHandler.onError(cause);
        }
    }

    private void onRecord(final int type, final MutableDirectBuffer buffer, final int offset, final int length) {
        switch (type) {
            case AppliedEntryDecoder.TEMPLATE_ID -> onEntry(buffer, offset, length);
            case ClusterDecoder.TEMPLATE_ID -> onCluster(buffer, offset, length);
            default -> append(buffer, offset, length);
        }
    }

    private void onEntry(final MutableDirectBuffer buffer, final int offset, final int length) {
        entry.wrapAndApplyHeader(buffer, offset, header);
        if (entry.logPosition() <= position) {
            return;
        }
        if (entry.previousPosition() > position) {
            writeGap(entry.previousPosition());
        }
        append(buffer, offset, length);
        position = entry.logPosition();
        counters.entries.lazySet(counters.entries.get() + 1);
        counters.position.lazySet(position);
    }

    private void writeGap(final long toPosition) {
        final long dropped = counters.dropped.get();
        gap.wrapAndApplyHeader(scratch, 0, new MessageHeaderEncoder())
                .fromPosition(position)
                .toPosition(toPosition)
                .count(dropped - droppedSeen);
        droppedSeen = dropped;
        append(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + gap.encodedLength());
        position = toPosition;
        counters.gaps.incrementAndGet();
    }

    /** Entries of another cluster cannot continue what is there. */
    private void onCluster(final MutableDirectBuffer buffer, final int offset, final int length) {
        cluster.wrapAndApplyHeader(buffer, offset, header);
        final long high = cluster.clusterId().high();
        final long low = cluster.clusterId().low();
        final boolean isKnown = (clusterHigh | clusterLow) != 0;
        if (isKnown && (high != clusterHigh || low != clusterLow)) {
            setAside();
        }
        clusterHigh = high;
        clusterLow = low;
        append(buffer, offset, length);
    }

    private void setAside() {
        CloseHelper.quietClose(segment);
        segment = null;
        final String name = settings.directory().getFileName() + "-of-" + Long.toHexString(clusterHigh)
                + Long.toHexString(clusterLow) + "-" + System.currentTimeMillis();
        try {
            Files.move(settings.directory(), settings.directory().resolveSibling(name));
            Files.createDirectories(settings.directory());
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot put the journal of another cluster aside", ex);
        }
        position = 0;
    }

    private void append(final DirectBuffer buffer, final int offset, final int length) {
        SegmentWriter current = segment;
        if (current != null && current.length() >= settings.segmentLength()) {
            current.close();
            current = null;
        }
        if (current == null) {
            current = open();
            segment = current;
        }
        current.append(buffer, offset, length);
        counters.bytes.lazySet(counters.bytes.get() + length);
    }

    private SegmentWriter open() {
        final Segments.Segment next = segments.at(position);
        try {
            if (Files.exists(next.path())) {
                // Nothing but its beginning was ever written, else the journal would have gone on behind it.
                next.remove();
            }
            counters.length.set(retention.apply(segments));
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot begin the segment " + next.path(), ex);
        }
        return new SegmentWriter(next, settings.memberId(), clusterHigh, clusterLow, System.currentTimeMillis());
    }
}
