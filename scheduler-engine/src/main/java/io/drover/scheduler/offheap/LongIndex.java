package io.drover.scheduler.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the row of a 64-bit key. The sibling of {@link IdIndex} for keys that are one {@code long} or two packed
 * {@code int}s.
 *
 * <pre>
 *  slot, 16 bytes
 *  +-----------+--------------+---------+
 *  | key       | row + 1      | unused  |     row + 1 == 0: empty
 *  +-----------+--------------+---------+
 *  0           8              12        16
 * </pre>
 *
 * <p>Growth, bounds and thread rules are those of {@link IdIndex}.
 */
public final class LongIndex extends HashPartitions {
    private static final int KEY_OFFSET = 0;
    private static final int VALUE_OFFSET = 8;
    private static final int SLOT_LENGTH = 16;

    private final long salt;

    /** An index for at most {@code countMax} keys. */
    public LongIndex(final int countMax) {
        this(countMax, 0);
    }

    /** An index for at most {@code countMax} keys, spread by a salt that outsiders do not know. */
    public LongIndex(final int countMax, final long salt) {
        super(SLOT_LENGTH, VALUE_OFFSET, countMax);
        this.salt = salt;
    }

    /** The row of a key, or {@link Slab#NULL_ROW}. */
    public int find(final long key) {
        final long hash = Mix.mix(key ^ salt);
        final UnsafeBuffer partition = partition(hash);
        return valueAt(partition, slotOffset(findSlot(partition, hash, key))) - 1;
    }

    /**
     * Sets the row of a key, known before or not.
     *
     * @return false when the key is new and the index is full.
     */
    public boolean put(final long key, final int row) {
        Invariant.check(row >= 0, "row is not negative", row);
        final long hash = Mix.mix(key ^ salt);
        UnsafeBuffer partition = partition(hash);
        int offset = slotOffset(findSlot(partition, hash, key));
        if (0 != valueAt(partition, offset)) {
            replace(partition, offset, row + 1);
            return true;
        }
        final UnsafeBuffer roomy = roomyPartition(hash);
        if (!canAddTo(roomy)) {
            return false;
        }
        // The same place again unless the partition has just been split.
        partition = roomy;
        offset = slotOffset(firstEmptySlot(partition, hash));
        partition.putLong(offset + KEY_OFFSET, key);
        occupy(partition, offset, row + 1);
        return true;
    }

    /** Forgets a key and returns the row that it had, or {@link Slab#NULL_ROW}. */
    public int remove(final long key) {
        final long hash = Mix.mix(key ^ salt);
        final UnsafeBuffer partition = partition(hash);
        final int slot = findSlot(partition, hash, key);
        final int row = valueAt(partition, slotOffset(slot)) - 1;
        if (Slab.NULL_ROW != row) {
            vacate(partition, slot);
        }
        return row;
    }

    @Override
    long slotHash(final UnsafeBuffer partition, final int slotOffset) {
        return Mix.mix(partition.getLong(slotOffset + KEY_OFFSET) ^ salt);
    }

    private int findSlot(final UnsafeBuffer partition, final long hash, final long key) {
        int slot = homeSlot(hash);
        while (true) {
            final int offset = slotOffset(slot);
            if (0 == valueAt(partition, offset) || key == partition.getLong(offset + KEY_OFFSET)) {
                return slot;
            }
            slot = (slot + 1) & SLOT_MASK;
        }
    }
}
