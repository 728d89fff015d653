package io.drover.scheduler.offheap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap memory that grows by whole segments of equal length. Memory that was handed out never moves, so growing
 * costs the zeroing of one segment, however large the table already is.
 *
 * <pre>
 *  index      0              1              2
 *        +--------------+--------------+--------------+
 *        | zeroed bytes | zeroed bytes | ...          |   each segmentLength bytes, cache-line aligned
 *        +--------------+--------------+--------------+
 * </pre>
 *
 * <p>Segments are direct buffers and live as long as this object, or until it is told to {@link #free} them. Single-threaded.
 */
public final class Segments {
    private final int segmentLength;
    private final int countMax;
    private UnsafeBuffer[] segments = new UnsafeBuffer[1];
    private ByteBuffer[] memory = new ByteBuffer[1];
    private int count;

    /**
     * @param segmentLength bytes per segment, a positive multiple of 8.
     * @param countMax      segments that may ever exist.
     */
    public Segments(final int segmentLength, final int countMax) {
        Invariant.check(
                segmentLength > 0 && (segmentLength & 7) == 0, "segment length is a multiple of 8", segmentLength);
        Invariant.check(countMax > 0, "at least one segment is allowed", countMax);
        this.segmentLength = segmentLength;
        this.countMax = countMax;
    }

    /** The segment with this number, which must exist. */
    public UnsafeBuffer get(final int index) {
        return segments[index];
    }

    /** Segments that exist. */
    public int count() {
        return count;
    }

    /** Bytes per segment. */
    public int segmentLength() {
        return segmentLength;
    }

    /** Bytes taken from the system. */
    public long allocatedBytes() {
        return (long) count * segmentLength;
    }

    /** Adds a zeroed segment and returns its number. */
    public int add() {
        Invariant.check(count < countMax, "segment count stays within its bound", count, countMax);
        if (count == segments.length) {
            segments = Arrays.copyOf(segments, Math.min(countMax, count << 1));
            memory = Arrays.copyOf(memory, segments.length);
        }
        // The whole allocation is kept beside its aligned part, because only the whole can be freed.
        final ByteBuffer allocated = ByteBuffer.allocateDirect(segmentLength + BitUtil.CACHE_LINE_LENGTH);
        memory[count] = allocated;
        segments[count] = new UnsafeBuffer(allocated, paddingOf(allocated), segmentLength);
        return count++;
    }

    /** Becomes equal to another of the same segment length; segments that it has beyond are left as they are. */
    public void copyFrom(final Segments other) {
        Invariant.check(segmentLength == other.segmentLength, "segments are of equal length", other.segmentLength);
        growTo(other.count);
        for (int index = 0; index < other.count; index++) {
            segments[index].putBytes(0, other.segments[index], 0, segmentLength);
        }
    }

    /** Adds segments until {@code segmentCount} exist. */
    public void growTo(final int segmentCount) {
        while (count < segmentCount) {
            add();
        }
    }

    /**
     * Adds segments that another has more of, at most so many; the other may be in use by its owner meanwhile. Answers how many were
     * added.
     */
    public int growLike(final Segments other, final int segmentsMax) {
        final int added = Math.max(0, Math.min(segmentsMax, other.count - count));
        growTo(count + added);
        return added;
    }

    /** Gives all memory back to the system at once. Nobody may hold a segment any more. */
    public void free() {
        for (int index = 0; index < count; index++) {
            BufferUtil.free(memory[index]);
        }
        segments = new UnsafeBuffer[1];
        memory = new ByteBuffer[1];
        count = 0;
    }

    /** Bytes before the first one whose address is that of a cache line. */
    private static int paddingOf(final ByteBuffer allocated) {
        final int beyond = allocated.alignmentOffset(0, BitUtil.CACHE_LINE_LENGTH);
        return 0 == beyond ? 0 : BitUtil.CACHE_LINE_LENGTH - beyond;
    }
}
