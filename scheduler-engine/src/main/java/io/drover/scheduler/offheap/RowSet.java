package io.drover.scheduler.offheap;

import java.util.Arrays;

/**
 * A set of row numbers that knows its lowest absent one. Words that are full are summarized level by level, so that
 * finding a free row costs one look per level.
 *
 * <pre>
 *  level 2   [ ..................... bit w: word w of level 1 is full ]     one word
 *  level 1   [ bit w: word w of level 0 is full ][ ... ]
 *  level 0   [ bit r: row r is present          ][ ... ][ ... ][ ... ]     grows by doubling, 1 bit a row
 * </pre>
 *
 * <p>The answer to {@link #lowestAbsent()} depends on the members alone, not on the order in which they came and
 * went: a set rebuilt from a snapshot hands out the same rows as one that lived through it all.
 */
final class RowSet {
    private static final long FULL = -1L;

    private final int rowCountMax;
    private final long[][] levels;
    private int count;

    RowSet(final int rowCountMax) {
        Invariant.check(rowCountMax > 0, "a row set has room for a row", rowCountMax);
        this.rowCountMax = rowCountMax;
        int levelCount = 1;
        for (long covered = Long.SIZE; covered < rowCountMax; covered <<= 6) {
            levelCount++;
        }
        levels = new long[levelCount][1];
    }

    int count() {
        return count;
    }

    boolean contains(final int row) {
        final int word = row >>> 6;
        return row >= 0 && word < levels[0].length && (levels[0][word] >>> row & 1) != 0;
    }

    /** The lowest row that is not a member, or {@link Slab#NULL_ROW} when all are. */
    int lowestAbsent() {
        if (count == rowCountMax) {
            return Slab.NULL_ROW;
        }
        int index = 0;
        for (int level = levels.length - 1; level >= 0; level--) {
            final long word = index < levels[level].length ? levels[level][index] : 0;
            index = (index << 6) + Long.numberOfTrailingZeros(~word);
        }
        return index;
    }

    /** The lowest member that is not below {@code from}, or {@link Slab#NULL_ROW}. */
    int next(final int from) {
        final long[] words = levels[0];
        int index = from >>> 6;
        if (index >= words.length) {
            return Slab.NULL_ROW;
        }
        long word = words[index] & (FULL << from);
        while (word == 0) {
            if (++index == words.length) {
                return Slab.NULL_ROW;
            }
            word = words[index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    void add(final int row) {
        Invariant.checkIndex(row, rowCountMax, "row");
        Invariant.check(!contains(row), "row is free", row);
        int index = row;
        for (int level = 0; level < levels.length; level++) {
            final long[] words = wordsFor(level, index >>> 6);
            words[index >>> 6] |= 1L << index;
            if (words[index >>> 6] != FULL) {
                break;
            }
            index >>>= 6;
        }
        count++;
    }

    void remove(final int row) {
        Invariant.check(contains(row), "row is taken", row);
        int index = row;
        for (int level = 0; level < levels.length; level++) {
            final long[] words = levels[level];
            final boolean wasFull = words[index >>> 6] == FULL;
            words[index >>> 6] &= ~(1L << index);
            if (!wasFull) {
                break;
            }
            index >>>= 6;
        }
        count--;
    }

    /** Becomes equal to a set for as many rows. */
    void copyFrom(final RowSet other) {
        Invariant.check(rowCountMax == other.rowCountMax, "row sets are of equal length", other.rowCountMax);
        for (int level = 0; level < levels.length; level++) {
            if (levels[level].length == other.levels[level].length) {
                System.arraycopy(other.levels[level], 0, levels[level], 0, levels[level].length);
            } else {
                levels[level] = other.levels[level].clone();
            }
        }
        count = other.count;
    }

    private long[] wordsFor(final int level, final int word) {
        if (word >= levels[level].length) {
            levels[level] = Arrays.copyOf(levels[level], Integer.highestOneBit(word) << 1);
        }
        return levels[level];
    }
}
