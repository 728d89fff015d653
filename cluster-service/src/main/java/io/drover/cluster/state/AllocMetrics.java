package io.drover.cluster.state;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.PlacementMetricDecoder;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.SparseBytes;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Why allocations were placed where they are: a {@code snapshot.PlacementMetric} message each. All but the scores of the best nodes is the
 * same for most allocations of a plan, and stored once; the scores are packed.
 *
 * <pre>
 *  message   | header, counts, lists ... | scores ... | tasks, pool |
 *  frame     | header, counts, lists ... | tasks, pool |                  a string, shared
 *  blob      | string id of the frame (4) | where scores begin (4) | scores, packed |
 * </pre>
 */
public final class AllocMetrics {
    /** Scores of nodes are much like one another. */
    private static final int SCORE_LENGTH = PlacementMetricDecoder.ScoresDecoder.sbeBlockLength();

    private static final int SCORES_AT = 4;
    private static final int SCORES = 8;

    private final AllocTable allocs;
    private final BlobHeap blobs;
    private final StringTable strings;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PlacementMetricDecoder decoder = new PlacementMetricDecoder();
    private final UnsafeBuffer packed = new UnsafeBuffer(new byte[1024]);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[1024]);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[1024]);

    /** The frame of the metric stored last, probably that of the next, if it is still there: a guess that is checked. */
    private int lastFrame = StringTable.EMPTY;

    private int scoresAt;
    private int scoresLength;

    AllocMetrics(final AllocTable allocs, final Heap heap) {
        this.allocs = allocs;
        this.heap = heap;
        blobs = heap.blobs();
        strings = heap.strings();
    }

    /** Keeps the message of a placement. There must be room. */
    public void store(final int alloc, final DirectBuffer source, final int offset, final int length) {
        release(alloc);
        if (0 == length) {
            return;
        }
        final int frameId =
                isOfLastFrame(source, offset, length) ? heap.share(lastFrame) : internFrame(source, offset, length);
        lastFrame = frameId;
        if (packed.capacity() < SCORES + SparseBytes.packedLengthMax(scoresLength, SCORE_LENGTH)) {
            packed.wrap(new byte[SCORES + 2 * SparseBytes.packedLengthMax(scoresLength, SCORE_LENGTH)]);
        }
        packed.putInt(0, frameId);
        packed.putInt(SCORES_AT, scoresAt);
        final int packedLength =
                SparseBytes.pack(source, offset + scoresAt, scoresLength, SCORE_LENGTH, packed, SCORES);
        allocs.metric(alloc, heap.put(packed, 0, SCORES + packedLength));
    }

    /** The message that was read last. */
    public DirectBuffer message() {
        return message;
    }

    /** Reads that message to the beginning of {@link #message}; answers its length, 0 when there is none. */
    public int read(final int alloc) {
        final int blob = allocs.metric(alloc);
        if (BlobHeap.NULL_BLOB == blob) {
            return 0;
        }
        final DirectBuffer buffer = blobs.buffer(blob);
        final int offset = blobs.offset(blob);
        final int frameId = buffer.getInt(offset);
        final int at = buffer.getInt(offset + SCORES_AT);
        final int end = at + SparseBytes.unpackedLength(buffer, offset + SCORES);
        final int rest = strings.length(frameId) - at;
        if (message.capacity() < end + rest) {
            message.wrap(new byte[2 * (end + rest)]);
        }
        SparseBytes.unpack(buffer, offset + SCORES, SCORE_LENGTH, message, at);
        final DirectBuffer ofFrame = strings.buffer(frameId);
        final int frameOffset = strings.offset(frameId);
        message.putBytes(0, ofFrame, frameOffset, at);
        message.putBytes(end, ofFrame, frameOffset + at, rest);
        return end + rest;
    }

    /** Gives up the metric of an allocation. */
    void release(final int alloc) {
        final int blob = allocs.metric(alloc);
        if (BlobHeap.NULL_BLOB != blob) {
            strings.release(blobs.buffer(blob).getInt(blobs.offset(blob)));
            allocs.metric(alloc, BlobHeap.NULL_BLOB);
        }
    }

    /** Whether the message differs from the one before in its scores alone, and then these lie where those did. */
    private boolean isOfLastFrame(final DirectBuffer source, final int offset, final int length) {
        if (StringTable.EMPTY == lastFrame || !strings.isLive(lastFrame)) {
            return false;
        }
        final int rest = strings.length(lastFrame) - scoresAt;
        if (rest < 0 || length != scoresAt + scoresLength + rest) {
            return false;
        }
        final DirectBuffer buffer = strings.buffer(lastFrame);
        final int at = strings.offset(lastFrame);
        return ByteStrings.equal(buffer, at, source, offset, scoresAt)
                && ByteStrings.equal(buffer, at + scoresAt, source, offset + scoresAt + scoresLength, rest);
    }

    private int internFrame(final DirectBuffer source, final int offset, final int length) {
        findScores(source, offset);
        Invariant.check(scoresAt + scoresLength <= length, "the scores of a metric lie within it", length);
        final int frameLength = length - scoresLength;
        if (frame.capacity() < frameLength) {
            frame.wrap(new byte[2 * frameLength]);
        }
        frame.putBytes(0, source, offset, scoresAt);
        frame.putBytes(scoresAt, source, offset + scoresAt + scoresLength, frameLength - scoresAt);
        return heap.intern(frame, 0, frameLength);
    }

    private void findScores(final DirectBuffer source, final int offset) {
        decoder.wrapAndApplyHeader(source, offset, header);
        for (final var each : decoder.nodesAvailable()) {
            each.skipDatacenter();
        }
        for (final var each : decoder.classFiltered()) {
            each.skipName();
        }
        for (final var each : decoder.constraintFiltered()) {
            each.skipReason();
        }
        for (final var each : decoder.classExhausted()) {
            each.skipName();
        }
        for (final var each : decoder.dimensionExhausted()) {
            each.skipDimension();
        }
        final PlacementMetricDecoder.ScoresDecoder scores = decoder.scores();
        scoresAt = decoder.limit() - offset;
        scoresLength = scores.count() * scores.actingBlockLength();
    }
}
