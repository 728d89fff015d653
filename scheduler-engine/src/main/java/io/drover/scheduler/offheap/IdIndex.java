package io.drover.scheduler.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the row of a 128-bit id.
 *
 * <pre>
 *  slot, 24 bytes
 *  +-----------+----------+--------------+---------+
 *  | high      | low      | row + 1      | unused  |     row + 1 == 0: empty
 *  +-----------+----------+--------------+---------+
 *  0           8          16             20        24
 * </pre>
 *
 * <p>Grows by splitting partitions of 1,024 slots, never by a rehash of the whole; 24 KB to begin with, 32 to 64 bytes
 * an entry afterwards. The order of slots is not observable: there is no iteration. Ids may come from outside, so the
 * hash is salted; the salt has no influence on any answer.
 *
 * <p>Owned by one thread. Steady state allocates nothing.
 */
public final class IdIndex extends HashPartitions {
    private static final int HIGH_OFFSET = 0;
    private static final int LOW_OFFSET = 8;
    private static final int VALUE_OFFSET = 16;
    private static final int SLOT_LENGTH = 24;

    private final long salt;

    /** An index for at most {@code countMax} ids. */
    public IdIndex(final int countMax) {
        this(countMax, 0);
    }

    /** An index for at most {@code countMax} ids, spread by a salt that outsiders do not know. */
    public IdIndex(final int countMax, final long salt) {
        super(SLOT_LENGTH, VALUE_OFFSET, countMax);
        this.salt = salt;
    }

    /** The row of an id, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        final long hash = Mix.mix(high, low, salt);
        final UnsafeBuffer partition = partition(hash);
        final int slot = findSlot(partition, hash, high, low);
        return valueAt(partition, slotOffset(slot)) - 1;
    }

    /**
     * Sets the row of an id, known before or not.
     *
     * @return false when the id is new and the index is full.
     */
    public boolean put(final long high, final long low, final int row) {
        Invariant.check(row >= 0, "row is not negative", row);
        final long hash = Mix.mix(high, low, salt);
        UnsafeBuffer partition = partition(hash);
        int offset = slotOffset(findSlot(partition, hash, high, low));
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
        partition.putLong(offset + HIGH_OFFSET, high);
        partition.putLong(offset + LOW_OFFSET, low);
        occupy(partition, offset, row + 1);
        return true;
    }

    /** Forgets an id and returns the row that it had, or {@link Slab#NULL_ROW}. */
    public int remove(final long high, final long low) {
        final long hash = Mix.mix(high, low, salt);
        final UnsafeBuffer partition = partition(hash);
        final int slot = findSlot(partition, hash, high, low);
        final int row = valueAt(partition, slotOffset(slot)) - 1;
        if (Slab.NULL_ROW != row) {
            vacate(partition, slot);
        }
        return row;
    }

    @Override
    long slotHash(final UnsafeBuffer partition, final int slotOffset) {
        return Mix.mix(partition.getLong(slotOffset + HIGH_OFFSET), partition.getLong(slotOffset + LOW_OFFSET), salt);
    }

    private int findSlot(final UnsafeBuffer partition, final long hash, final long high, final long low) {
        int slot = homeSlot(hash);
        while (true) {
            final int offset = slotOffset(slot);
            if (0 == valueAt(partition, offset)
                    || (low == partition.getLong(offset + LOW_OFFSET)
                            && high == partition.getLong(offset + HIGH_OFFSET))) {
                return slot;
            }
            slot = (slot + 1) & SLOT_MASK;
        }
    }
}
