package io.drover.scheduler.offheap;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose ids begin with the same {@link #depth} bits, in the order of their ids. Where an id belongs is computed from the bits behind
 * those; an entry lies there, or behind, when lower ids are in its way.
 *
 * <pre>
 *  slot, 8 bytes    | first 32 bits of the id | row + 1 |     0 = empty
 *
 *  slots    0 ............................... capacity ........ capacity + TAIL
 *           home = next bits of the id * capacity     pushed on      always empty
 * </pre>
 *
 * <p>Entries ascend, none lies before its home, and no slot between its home and its place is empty: a search begins at the home and ends
 * at the first empty slot or higher id.
 */
final class SpreadPartition {
    static final int CAPACITY_MIN = 64;
    static final int CAPACITY_MAX = 4096;

    private static final int TAIL = 64;
    private static final int SLOT_SHIFT = 3;
    private static final long TAG_MASK = 0xffff_ffffL;

    private final int depth;
    private final int capacity;
    private final int countMax;
    private final ByteBuffer memory;
    private final UnsafeBuffer slots;
    private int count;
    /** Whether an entry was ever pushed to the last place there is. */
    private boolean isLong;

    SpreadPartition(final int depth, final int capacity) {
        this.depth = depth;
        this.capacity = capacity;
        // Runs of taken slots grow sharply from here on.
        countMax = capacity * 3 / 4;
        memory = ByteBuffer.allocateDirect((capacity + TAIL + 1) << SLOT_SHIFT);
        slots = new UnsafeBuffer(memory);
    }

    static int tag(final long high) {
        return (int) (high >>> Integer.SIZE);
    }

    int depth() {
        return depth;
    }

    int capacity() {
        return capacity;
    }

    int count() {
        return count;
    }

    int slotCount() {
        return capacity + TAIL + 1;
    }

    long allocatedBytes() {
        return memory.capacity();
    }

    /** Whether one more might find no place, or only after a long search. */
    boolean isCrowded() {
        return count >= countMax || isLong && 0 != slot(capacity + TAIL - 1);
    }

    /** The row in a slot, or {@link Slab#NULL_ROW} when that is empty. */
    int row(final int slot) {
        return (int) slot(slot) - 1;
    }

    /** Looks at where the search for an id begins, so that the memory is near when it does. */
    long touch(final long high) {
        return slot(home(tag(high)));
    }

    /** The row with an id, or {@link Slab#NULL_ROW}. */
    int find(final long high, final long low, final RowIds ids) {
        final int tag = tag(high);
        int slot = home(tag);
        while (true) {
            final long entry = slot(slot++);
            final int entryTag = (int) (entry >>> Integer.SIZE);
            if (entryTag == tag && 0 != entry) {
                final int row = (int) entry - 1;
                if (ids.idLow(row) == low && ids.idHigh(row) == high) {
                    return row;
                }
            } else if (0 == entry || Integer.compareUnsigned(entryTag, tag) > 0) {
                return Slab.NULL_ROW;
            }
        }
    }

    /** The slot of the first entry that is not below an id, or the empty one at which the search for it ends. */
    int lowerBound(final long high, final long low, final RowIds ids) {
        final int tag = tag(high);
        int slot = home(tag);
        while (true) {
            final long entry = slot(slot);
            final int entryTag = (int) (entry >>> Integer.SIZE);
            if (0 == entry || Integer.compareUnsigned(entryTag, tag) > 0) {
                return slot;
            }
            if (entryTag == tag) {
                final int row = (int) entry - 1;
                if (RowIds.compare(ids.idHigh(row), ids.idLow(row), high, low) >= 0) {
                    return slot;
                }
            }
            slot++;
        }
    }

    /** Puts a row at its {@link #lowerBound} and pushes on those behind. The partition must not be crowded. */
    void insert(final int slot, final long high, final int row) {
        long entry = (long) tag(high) << Integer.SIZE | (row + 1);
        int place = slot;
        while (0 != entry) {
            final long pushed = slot(place);
            slots.putLong(place++ << SLOT_SHIFT, entry);
            entry = pushed;
        }
        isLong |= place == capacity + TAIL;
        count++;
    }

    /** Empties a slot and moves back those behind it that were pushed on. */
    void remove(final int slot) {
        int hole = slot;
        long next = slot(hole + 1);
        while (0 != next && home((int) (next >>> Integer.SIZE)) <= hole) {
            slots.putLong(hole++ << SLOT_SHIFT, next);
            next = slot(hole + 1);
        }
        slots.putLong(hole << SLOT_SHIFT, 0);
        count--;
    }

    /** The same entries with a quarter more room; null when ids are so uneven that they do not fit. */
    @Nullable
    SpreadPartition grown() {
        final SpreadPartition grown = new SpreadPartition(depth, Math.min(CAPACITY_MAX, capacity + capacity / 4));
        return grown.takeFrom(this, 0, slotCount()) ? grown : null;
    }

    /** The entries whose next bit is as given; null when ids are so uneven that they do not fit. */
    @Nullable
    SpreadPartition half(final boolean isUpper) {
        int bound = 0;
        for (int slot = 0; slot < slotCount(); slot++) {
            final long entry = slot(slot);
            if (0 != entry && (int) (entry >>> Integer.SIZE) << depth >= 0) {
                bound = slot + 1;
            }
        }
        final int first = isUpper ? bound : 0;
        final int limit = isUpper ? slotCount() : bound;
        int moved = 0;
        for (int slot = first; slot < limit; slot++) {
            moved += 0 == slot(slot) ? 0 : 1;
        }
        final int roomy = Math.max(capacity / 2, moved + moved / 2);
        final SpreadPartition half =
                new SpreadPartition(depth + 1, Math.max(CAPACITY_MIN, Math.min(CAPACITY_MAX, roomy)));
        return half.takeFrom(this, first, limit) ? half : null;
    }

    /** Gives the memory back at once. */
    void free() {
        BufferUtil.free(memory);
    }

    /** Fails unless entries ascend, none before its home, with no empty slot between. */
    void verify(final RowIds ids) {
        int entries = 0;
        int before = Slab.NULL_ROW;
        int lastEmpty = -1;
        for (int slot = 0; slot < slotCount(); slot++) {
            final int row = row(slot);
            if (Slab.NULL_ROW == row) {
                lastEmpty = slot;
                continue;
            }
            final int tag = tag(ids.idHigh(row));
            Invariant.check((int) (slot(slot) >>> Integer.SIZE) == tag, "slot has the beginning of its id", row);
            Invariant.check(home(tag) <= slot && home(tag) > lastEmpty, "entry is found from its home", row, slot);
            Invariant.check(
                    Slab.NULL_ROW == before
                            || RowIds.compare(ids.idHigh(before), ids.idLow(before), ids.idHigh(row), ids.idLow(row))
                                    < 0,
                    "ids ascend",
                    before,
                    row);
            before = row;
            entries++;
        }
        Invariant.check(entries == count, "count is that of the slots", count, entries);
        Invariant.check(slotCount() - 1 == lastEmpty, "the last slot is empty", lastEmpty);
    }

    private boolean takeFrom(final SpreadPartition source, final int first, final int limit) {
        int next = 0;
        for (int from = first; from < limit; from++) {
            final long entry = source.slot(from);
            if (0 != entry) {
                final int slot = Math.max(next, home((int) (entry >>> Integer.SIZE)));
                if (slot >= capacity + TAIL) {
                    free();
                    return false;
                }
                slots.putLong(slot << SLOT_SHIFT, entry);
                next = slot + 1;
                count++;
            }
        }
        isLong = next == capacity + TAIL;
        return true;
    }

    private int home(final int tag) {
        return (int) ((tag << depth & TAG_MASK) * capacity >>> Integer.SIZE);
    }

    private long slot(final int slot) {
        return slots.getLong(slot << SLOT_SHIFT);
    }
}
