package io.drover.scheduler.offheap;

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
 * <p>Segments are direct buffers and live as long as this object. Single-threaded.
 */
public final class Segments {
    private final int segmentLength;
    private final int countMax;
    private UnsafeBuffer[] segments = new UnsafeBuffer[1];
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
        }
        segments[count] = new UnsafeBuffer(BufferUtil.allocateDirectAligned(segmentLength, BitUtil.CACHE_LINE_LENGTH));
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
}
