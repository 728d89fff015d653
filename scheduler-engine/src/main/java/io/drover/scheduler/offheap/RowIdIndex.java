package io.drover.scheduler.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the row of a 128-bit id, like {@link IdIndex}, but reads the ids from the rows instead of keeping copies: 17
 * bytes an entry on average instead of 50. The choice for large tables whose rows hold their id.
 *
 * <p>A row must have its id when it is added, and still have it when it is removed. Slots are drawn in {@link
 * TagPartitions}; growth, bounds and thread rules are those of {@link IdIndex}.
 */
public final class RowIdIndex extends TagPartitions {
    private final RowIds ids;
    private final long salt;

    /** An index for at most {@code countMax} rows, spread by a salt that outsiders do not know. */
    public RowIdIndex(final int countMax, final RowIds ids, final long salt) {
        super(countMax);
        this.ids = ids;
        this.salt = salt;
    }

    /** The row of an id, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        final int tag = tag(high, low);
        final long hash = spread(tag);
        final UnsafeBuffer partition = partition(hash);
        int slot = homeSlot(hash);
        while (true) {
            final int offset = slotOffset(slot);
            final int row = valueAt(partition, offset) - 1;
            if (Slab.NULL_ROW == row
                    || (tag == tagAt(partition, offset) && low == ids.idLow(row) && high == ids.idHigh(row))) {
                return row;
            }
            slot = (slot + 1) & SLOT_MASK;
        }
    }

    /**
     * Adds a row. Its id must not be there.
     *
     * @return false when the index is full.
     */
    public boolean add(final int row) {
        final long high = ids.idHigh(row);
        final long low = ids.idLow(row);
        Invariant.check(find(high, low) == Slab.NULL_ROW, "no row with this id is in the index", row);
        final int tag = tag(high, low);
        if (!hasRoomForTag(tag)) {
            return false;
        }
        addTag(tag, row);
        return true;
    }

    /** Removes a row that is there. */
    public void remove(final int row) {
        removeTag(tag(ids.idHigh(row), ids.idLow(row)), row);
    }

    private int tag(final long high, final long low) {
        return (int) Mix.mix(high, low, salt);
    }
}
