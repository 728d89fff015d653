package io.drover.scheduler.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A hash index that keeps 32 bits of each key's hash instead of the key, which is read from where it is stored anyway:
 * a quarter to a third of the memory of an index with keys, for one look at the row per search, which its caller is
 * about to look at too.
 *
 * <pre>
 *  slot, 8 bytes
 *  +---------+--------------+
 *  | tag     | row + 1      |     row + 1 == 0: empty
 *  +---------+--------------+
 *  0         4              8
 *
 *  tag  31 ........ 10 | 9 ....... 0
 *       directory      | home slot
 * </pre>
 */
abstract class TagPartitions extends HashPartitions {
    private static final int TAG_OFFSET = 0;
    private static final int VALUE_OFFSET = 4;
    private static final int SLOT_LENGTH = 8;

    TagPartitions(final int countMax) {
        super(SLOT_LENGTH, VALUE_OFFSET, countMax);
    }

    final int tagAt(final UnsafeBuffer partition, final int slotOffset) {
        return partition.getInt(slotOffset + TAG_OFFSET);
    }

    /** Whether a key with this tag can be added. */
    final boolean hasRoomForTag(final int tag) {
        return canAddTo(roomyPartition(spread(tag)));
    }

    /** Adds a row whose key is not there. There must be room for the tag. */
    final void addTag(final int tag, final int row) {
        final long hash = spread(tag);
        final UnsafeBuffer partition = roomyPartition(hash);
        Invariant.check(canAddTo(partition), "index has room for the tag", row);
        final int slotOffset = slotOffset(firstEmptySlot(partition, hash));
        partition.putInt(slotOffset + TAG_OFFSET, tag);
        occupy(partition, slotOffset, row + 1);
    }

    /** Removes a row that is there with this tag. */
    final void removeTag(final int tag, final int row) {
        final long hash = spread(tag);
        final UnsafeBuffer partition = partition(hash);
        int slot = homeSlot(hash);
        while (valueAt(partition, slotOffset(slot)) != row + 1) {
            Invariant.check(valueAt(partition, slotOffset(slot)) != 0, "row is in the index", row);
            slot = (slot + 1) & SLOT_MASK;
        }
        vacate(partition, slot);
    }

    @Override
    final long slotHash(final UnsafeBuffer partition, final int slotOffset) {
        return spread(tagAt(partition, slotOffset));
    }

    /** The tag in both halves: the directory uses bits from the upper end, home slots from the lower. */
    static long spread(final int tag) {
        return (long) tag << Integer.SIZE | (tag & 0xffff_ffffL);
    }
}
