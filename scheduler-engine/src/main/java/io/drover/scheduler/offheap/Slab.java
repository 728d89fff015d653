package io.drover.scheduler.offheap;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fixed-length rows addressed by number. The lowest free row is always taken first, so the numbers that a table hands
 * out follow from its live rows alone.
 *
 * <pre>
 *  segment 0                                     segment 1
 *  +---------+---------+-----+---------------+   +---------+-----
 *  | row 0   | row 1   | ... | row 2^k - 1   |   | row 2^k | ...      rowLength bytes each, zeroed when taken
 *  +---------+---------+-----+---------------+   +---------+-----
 *
 *  generation (column)  | g0 | g1 | ...         0 = the row is free
 *
 *  handle   63            32 31             0
 *          +----------------+----------------+
 *          | generation > 0 | row            |   never 0, so that a zeroed field means "none"
 *          +----------------+----------------+
 * </pre>
 *
 * <p>A generation is drawn from one counter per slab, not per row: a snapshot carries the generations of live rows and
 * {@link #lastGeneration()}, and a restored slab then continues exactly like the one it was taken from, stale handles
 * of rows that were free at that moment included. The counter wraps after 2^31 - 1 allocations; a handle could be
 * mistaken only if it is held while its row is freed and taken again at the same place of the next round.
 *
 * <p>Owned by one thread. Steady state allocates nothing. Direct memory: {@code rowLength} bytes a row, taken by
 * segments of at most {@value #SEGMENT_LENGTH_MAX} bytes and never given back.
 */
public final class Slab {
    /** No row. */
    public static final int NULL_ROW = -1;

    /** No handle. */
    public static final long NULL_HANDLE = 0;

    private static final int SEGMENT_LENGTH_MAX = 256 * 1024;

    private final int rowLength;
    private final int rowCountMax;
    private final int rowShift;
    private final int rowMask;
    private final Segments segments;
    private final RowSet live;
    private final IntColumn generations;
    private int lastGeneration;

    /**
     * @param rowLength   bytes per row, a multiple of 8.
     * @param rowCountMax rows that may be live at the same time.
     */
    public Slab(final int rowLength, final int rowCountMax) {
        Invariant.check(
                rowLength > 0 && (rowLength & 7) == 0 && rowLength <= SEGMENT_LENGTH_MAX,
                "row length is a multiple of 8 within a segment",
                rowLength);
        Invariant.check(rowCountMax > 0, "a slab has room for a row", rowCountMax);
        this.rowLength = rowLength;
        this.rowCountMax = rowCountMax;
        final int rowsBySize = Integer.highestOneBit(SEGMENT_LENGTH_MAX / rowLength);
        final int rowsByNeed = rowCountMax == 1 ? 1 : Integer.highestOneBit(rowCountMax - 1) << 1;
        final int rowsPerSegment = Math.min(rowsBySize, rowsByNeed <= 0 ? rowsBySize : rowsByNeed);
        rowShift = Integer.numberOfTrailingZeros(rowsPerSegment);
        rowMask = rowsPerSegment - 1;
        segments = new Segments(rowsPerSegment * rowLength, ((rowCountMax - 1) >>> rowShift) + 1);
        live = new RowSet(rowCountMax);
        generations = new IntColumn(rowCountMax);
    }

    /** Takes the lowest free row, zeroed, or answers {@link #NULL_ROW} when all are taken. */
    public int allocate() {
        final int row = live.lowestAbsent();
        if (NULL_ROW != row) {
            lastGeneration = Integer.MAX_VALUE == lastGeneration ? 1 : lastGeneration + 1;
            occupy(row, lastGeneration);
        }
        return row;
    }

    /** The row that the next {@link #allocate()} will take, or {@link #NULL_ROW}. */
    public int nextFreeRow() {
        return live.lowestAbsent();
    }

    /** Gives a live row back. Its content is gone when the row is taken again, its handles are stale at once. */
    public void free(final int row) {
        live.remove(row);
        generations.set(row, 0);
    }

    /** Takes a given free row with a given generation, as read from a snapshot. */
    public void restore(final int row, final int generation) {
        Invariant.check(generation > 0, "generation is positive", generation, row);
        occupy(row, generation);
    }

    /** The generation given out last; part of a snapshot. */
    public int lastGeneration() {
        return lastGeneration;
    }

    /** Continues from the generation that a snapshot recorded. */
    public void restoreLastGeneration(final int generation) {
        Invariant.check(generation >= 0, "generation is not negative", generation);
        lastGeneration = generation;
    }

    /** Whether the number is that of a live row; any number may be asked. */
    public boolean isLive(final int row) {
        return live.contains(row);
    }

    /** The generation of a live row, 0 for a free one. */
    public int generation(final int row) {
        return generations.get(row);
    }

    /** A reference to a live row that turns stale when the row is freed. */
    public long handle(final int row) {
        Invariant.check(live.contains(row), "row is live", row);
        return (long) generations.get(row) << Integer.SIZE | row;
    }

    /** The row that a handle refers to, or {@link #NULL_ROW} when it is stale or no handle at all. */
    public int resolve(final long handle) {
        final int row = (int) handle;
        final boolean isCurrent = handle > 0 && live.contains(row) && generations.get(row) == handle >>> Integer.SIZE;
        return isCurrent ? row : NULL_ROW;
    }

    /** Live rows. */
    public int count() {
        return live.count();
    }

    /** Rows that may be live. */
    public int rowCountMax() {
        return rowCountMax;
    }

    /** Bytes per row. */
    public int rowLength() {
        return rowLength;
    }

    /** Whether this many further rows can be taken. */
    public boolean hasRoomFor(final int rows) {
        return rows <= rowCountMax - live.count();
    }

    /** The lowest live row, or {@link #NULL_ROW}. */
    public int first() {
        return live.next(0);
    }

    /** The lowest live row above {@code row}, or {@link #NULL_ROW}. {@code row} need not be live any more. */
    public int next(final int row) {
        return live.next(row + 1);
    }

    /** Bytes of direct memory in use for rows. */
    public long allocatedBytes() {
        return segments.allocatedBytes();
    }

    /** Becomes equal to a slab of the same layout: the same rows under the same numbers and generations. */
    public void copyFrom(final Slab other) {
        Invariant.check(rowLength == other.rowLength, "rows are of equal length", other.rowLength);
        segments.copyFrom(other.segments);
        live.copyFrom(other.live);
        generations.copyFrom(other.generations);
        lastGeneration = other.lastGeneration;
    }

    /** Takes memory ahead for a copy; see {@link Segments#growLike}. */
    public int growLike(final Slab other, final int segmentsMax) {
        return segments.growLike(other.segments, segmentsMax);
    }

    /** Gives the memory of all rows back; the slab cannot be used any more. */
    public void freeMemory() {
        segments.free();
    }

    /** The buffer that holds a row; use with {@link #offset(int)}. */
    public MutableDirectBuffer buffer(final int row) {
        return segment(row);
    }

    /** Where a row begins in its {@link #buffer(int)}. */
    public int offset(final int row) {
        return (row & rowMask) * rowLength;
    }

    public byte getByte(final int row, final int fieldOffset) {
        return segment(row).getByte(offset(row) + fieldOffset);
    }

    public void putByte(final int row, final int fieldOffset, final byte value) {
        segment(row).putByte(offset(row) + fieldOffset, value);
    }

    public short getShort(final int row, final int fieldOffset) {
        return segment(row).getShort(offset(row) + fieldOffset);
    }

    public void putShort(final int row, final int fieldOffset, final short value) {
        segment(row).putShort(offset(row) + fieldOffset, value);
    }

    public int getInt(final int row, final int fieldOffset) {
        return segment(row).getInt(offset(row) + fieldOffset);
    }

    public void putInt(final int row, final int fieldOffset, final int value) {
        segment(row).putInt(offset(row) + fieldOffset, value);
    }

    public long getLong(final int row, final int fieldOffset) {
        return segment(row).getLong(offset(row) + fieldOffset);
    }

    public void putLong(final int row, final int fieldOffset, final long value) {
        segment(row).putLong(offset(row) + fieldOffset, value);
    }

    /** Reads a row reference, written by {@link #putRow}; a zeroed field reads as {@link #NULL_ROW}. */
    public int getRow(final int row, final int fieldOffset) {
        return getInt(row, fieldOffset) - 1;
    }

    /** Writes a reference to a row of any table, {@link #NULL_ROW} included, as its number plus one. */
    public void putRow(final int row, final int fieldOffset, final int value) {
        putInt(row, fieldOffset, value + 1);
    }

    private UnsafeBuffer segment(final int row) {
        return segments.get(row >>> rowShift);
    }

    private void occupy(final int row, final int generation) {
        live.add(row);
        generations.set(row, generation);
        segments.growTo((row >>> rowShift) + 1);
        final UnsafeBuffer segment = segment(row);
        final int offset = offset(row);
        for (int at = 0; at < rowLength; at += Long.BYTES) {
            segment.putLong(offset + at, 0);
        }
    }
}
