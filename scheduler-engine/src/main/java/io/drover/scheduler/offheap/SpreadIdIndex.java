package io.drover.scheduler.offheap;

import org.jspecify.annotations.Nullable;

/**
 * Finds the row of an id and lists rows in the order of their ids, for ids that are spread evenly because the state machine made them by
 * mixing: one array answers both, in a third of the memory of a hash index beside a tree, and an addition touches one or two cache lines.
 *
 * <pre>
 *  directory (2^depth)      id  127 ......... 127-depth ........ 96 ..... 0
 *   00 ──► partition a             directory index    home slot     read from the row when the first 32 bits tie
 *   01 ──► partition a
 *   10 ──► partition b      {@link SpreadPartition}: slots that ascend like the ids
 *   11 ──► partition c
 * </pre>
 *
 * <p>A crowded partition grows by a quarter, and one of {@value SpreadPartition#CAPACITY_MAX} slots is split in two by the next bit, so
 * growing never moves more than that. 9 to 13 bytes an entry. The order is that of the ids alone, never that of insertion.
 *
 * <p>Ids that are not spread (those of a file that somebody else made) are answered just as right: when a partition would have to be split
 * beyond what even ids ever need, all rows move to an {@link OrderedIndex}, once and for good.
 *
 * <p>Rows that are added wait until somebody asks, or some have come together: their places are far apart in memory, and looking for many
 * at once takes little longer than for one.
 *
 * <p>A row must have its id when it is added, and still have it when it is removed. Owned by one thread. Steady state allocates nothing.
 */
public final class SpreadIdIndex implements IdOrder {
    private static final int DEPTH_MAX = 24;
    private static final int DEPTH_SLACK = 4;
    private static final int WAITING_MAX = 128;

    private final int countMax;
    private final RowIds ids;
    private final int depthMax;
    private final Cursor cursor = new Cursor();
    private SpreadPartition[] directory = {new SpreadPartition(0, SpreadPartition.CAPACITY_MIN)};
    private int depth;
    private int count;
    private int changes;
    private @Nullable TreeIdIndex tree;
    private final int[] waiting = new int[WAITING_MAX];
    private int waitingCount;

    /** Keeps the compiler from leaving out what is only looked at. */
    private long unusedGlances;

    /** An index for at most {@code countMax} rows. */
    public SpreadIdIndex(final int countMax, final RowIds ids) {
        Invariant.check(countMax > 0, "an index has room for a row", countMax);
        this.countMax = countMax;
        this.ids = ids;
        final int depthByNeed =
                Integer.SIZE - Integer.numberOfLeadingZeros(countMax / (SpreadPartition.CAPACITY_MAX / 2));
        depthMax = Math.min(DEPTH_MAX, depthByNeed + DEPTH_SLACK);
    }

    /** Rows in the index. */
    public int count() {
        return count;
    }

    /** Whether ids turned out to be so uneven that a tree keeps them. */
    public boolean isTree() {
        settle();
        return tree != null;
    }

    /** Bytes of direct memory in use. */
    public long allocatedBytes() {
        settle();
        if (tree != null) {
            return tree.allocatedBytes();
        }
        long bytes = 0;
        for (int at = 0; at < directory.length; at += span(directory[at])) {
            bytes += directory[at].allocatedBytes();
        }
        return bytes;
    }

    /** The row of an id, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        settle();
        return tree == null ? partition(high).find(high, low, ids) : tree.find(high, low);
    }

    /**
     * Adds a row. Its id must not be there.
     *
     * @return false when the index is full.
     */
    public boolean add(final int row) {
        if (count == countMax) {
            return false;
        }
        if (WAITING_MAX == waitingCount) {
            settle();
        }
        waiting[waitingCount++] = row;
        count++;
        changes++;
        return true;
    }

    private void settle() {
        if (0 == waitingCount) {
            return;
        }
        for (int i = 0; tree == null && i < waitingCount; i++) {
            final long high = ids.idHigh(waiting[i]);
            unusedGlances += partition(high).touch(high);
        }
        for (int i = 0; i < waitingCount; i++) {
            place(waiting[i]);
        }
        waitingCount = 0;
    }

    private void place(final int row) {
        final long high = ids.idHigh(row);
        final long low = ids.idLow(row);
        if (tree == null) {
            makeRoom(high);
        }
        if (tree == null) {
            final SpreadPartition partition = partition(high);
            final int slot = partition.lowerBound(high, low, ids);
            final int other = partition.row(slot);
            Invariant.check(
                    Slab.NULL_ROW == other || ids.idHigh(other) != high || ids.idLow(other) != low,
                    "no row with this id is in the index",
                    row,
                    other);
            partition.insert(slot, high, row);
        } else {
            tree.add(row);
        }
    }

    /** Removes a row that is there. */
    public void remove(final int row) {
        settle();
        final long high = ids.idHigh(row);
        if (tree == null) {
            final SpreadPartition partition = partition(high);
            final int slot = partition.lowerBound(high, ids.idLow(row), ids);
            Invariant.check(partition.row(slot) == row, "row is in the index", row);
            partition.remove(slot);
        } else {
            tree.remove(row);
        }
        count--;
        changes++;
    }

    @Override
    public RowCursor start(final boolean isReverse) {
        settle();
        return tree == null ? cursor.start(isReverse) : tree.start(isReverse);
    }

    @Override
    public RowCursor seek(final long idHigh, final long idLow) {
        settle();
        return tree == null ? cursor.seek(idHigh, idLow) : tree.seek(idHigh, idLow);
    }

    @Override
    public void verify() {
        settle();
        if (tree != null) {
            tree.verify();
            return;
        }
        int rows = 0;
        for (int at = 0; at < directory.length; at += span(directory[at])) {
            final SpreadPartition partition = directory[at];
            for (int i = 0; i < span(partition); i++) {
                Invariant.check(directory[at + i] == partition, "partition has all its places in the directory", at, i);
            }
            partition.verify(ids);
            for (int slot = 0; slot < partition.slotCount(); slot++) {
                final int row = partition.row(slot);
                Invariant.check(
                        Slab.NULL_ROW == row || partition(ids.idHigh(row)) == partition,
                        "row is where it belongs",
                        row);
            }
            rows += partition.count();
        }
        Invariant.check(rows == count, "count is that of the partitions", count, rows);
    }

    private SpreadPartition partition(final long high) {
        return directory[directoryIndex(high)];
    }

    private int directoryIndex(final long high) {
        return (int) ((high >>> 1) >>> (Long.SIZE - 1 - depth));
    }

    /** Places in the directory that a partition has. */
    private int span(final SpreadPartition partition) {
        return 1 << (depth - partition.depth());
    }

    private void makeRoom(final long high) {
        while (tree == null && partition(high).isCrowded()) {
            final SpreadPartition partition = partition(high);
            final boolean isLargest = partition.capacity() == SpreadPartition.CAPACITY_MAX;
            if (!isLargest && partition.count() >= partition.capacity() / 2) {
                final SpreadPartition grown = partition.grown();
                replace(high, partition, grown, grown);
            } else if (partition.depth() < depthMax) {
                if (partition.depth() == depth) {
                    doubleDirectory();
                }
                replace(high, partition, partition.half(false), partition.half(true));
            } else {
                toTree();
            }
        }
    }

    /** Puts two halves, or one that is both, in the place of a crowded partition; those that did not come about are null. */
    private void replace(
            final long high,
            final SpreadPartition crowded,
            final @Nullable SpreadPartition lower,
            final @Nullable SpreadPartition upper) {
        if (lower == null || upper == null) {
            toTree();
            return;
        }
        final int places = span(crowded);
        final int first = directoryIndex(high) & -places;
        for (int i = 0; i < places; i++) {
            directory[first + i] = i < places / 2 ? lower : upper;
        }
        crowded.free();
    }

    private void doubleDirectory() {
        final SpreadPartition[] doubled = new SpreadPartition[directory.length << 1];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = directory[i >> 1];
        }
        directory = doubled;
        depth++;
    }

    private void toTree() {
        final TreeIdIndex made = new TreeIdIndex(countMax, ids);
        for (int at = 0; at < directory.length; at += span(directory[at])) {
            final SpreadPartition partition = directory[at];
            for (int slot = 0; slot < partition.slotCount(); slot++) {
                if (Slab.NULL_ROW != partition.row(slot)) {
                    made.add(partition.row(slot));
                }
            }
            partition.free();
        }
        directory = new SpreadPartition[0];
        tree = made;
    }

    private final class Cursor implements RowCursor {
        private int at;
        private int slot;
        private int changesSeen = -1;

        RowCursor start(final boolean isReverse) {
            at = isReverse ? directory.length - 1 : 0;
            slot = isReverse ? directory[at].slotCount() : 0;
            changesSeen = changes;
            return this;
        }

        RowCursor seek(final long high, final long low) {
            at = directoryIndex(high);
            slot = directory[at].lowerBound(high, low, ids);
            changesSeen = changes;
            return this;
        }

        @Override
        public int next() {
            checkPlaced();
            while (true) {
                final SpreadPartition partition = directory[at];
                while (slot < partition.slotCount()) {
                    final int row = partition.row(slot++);
                    if (Slab.NULL_ROW != row) {
                        return row;
                    }
                }
                final int following = (at & -span(partition)) + span(partition);
                if (following >= directory.length) {
                    return Slab.NULL_ROW;
                }
                at = following;
                slot = 0;
            }
        }

        @Override
        public int previous() {
            checkPlaced();
            while (true) {
                final SpreadPartition partition = directory[at];
                while (slot > 0) {
                    final int row = partition.row(--slot);
                    if (Slab.NULL_ROW != row) {
                        return row;
                    }
                }
                final int before = (at & -span(partition)) - 1;
                if (before < 0) {
                    return Slab.NULL_ROW;
                }
                at = before;
                slot = directory[before].slotCount();
            }
        }

        private void checkPlaced() {
            Invariant.check(changesSeen == changes, "cursor was placed after the last change", changesSeen, changes);
        }
    }
}
