package io.drover.scheduler.offheap;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Extendible hashing: a directory over small open-addressed tables of equal size. A crowded partition is split in two
 * by the next bit of the hash, so the longest pause of growing is the moving of {@value #SPLIT_THRESHOLD} slots,
 * whereas doubling one large table would stop the state machine for the time of moving them all.
 *
 * <pre>
 *  directory (2^depth)      hash  63 ........ 63-depth ............ 9 ....... 0
 *   00 ──► partition a            directory index                    home slot
 *   01 ──► partition a
 *   10 ──► partition b      partition  +-------+-------+----------------------------+
 *   11 ──► partition c                 | count | depth | 1024 slots of slotLength B |
 *                                      +-------+-------+----------------------------+
 *                                      0       4       8
 *  slot  | key, as the subclass lays it out ... | value (int at valueOffset): row + 1, 0 = empty |
 * </pre>
 *
 * <p>Collisions go to the next free slot of the partition. Removal shifts later slots back instead of leaving
 * tombstones, so a table never wears out. Partitions are not merged again.
 *
 * <p>Adding fails only when {@code countMax} entries exist, or when a partition is full that may not be split any
 * further. The latter takes a thousand keys that share about twenty bits of a salted hash, and is a function of the
 * keys alone.
 */
abstract class HashPartitions {
    static final int SLOT_COUNT = 1024;
    static final int SLOT_MASK = SLOT_COUNT - 1;
    static final int SPLIT_THRESHOLD = 768;

    private static final int COUNT_OFFSET = 0;
    private static final int DEPTH_OFFSET = 4;
    private static final int SLOTS_OFFSET = 8;
    private static final int DEPTH_MAX = 22;
    private static final int DEPTH_SLACK = 8;

    private final int slotLength;
    private final int valueOffset;
    private final int countMax;
    private final int depthMax;
    private UnsafeBuffer[] directory = new UnsafeBuffer[1];
    private UnsafeBuffer spare;
    private int depth;
    private int partitionCount = 1;
    private int count;

    HashPartitions(final int slotLength, final int valueOffset, final int countMax) {
        Invariant.check(countMax > 0, "an index has room for an entry", countMax);
        this.slotLength = slotLength;
        this.valueOffset = valueOffset;
        this.countMax = countMax;
        final int depthByNeed = Integer.SIZE - Integer.numberOfLeadingZeros(countMax / SPLIT_THRESHOLD);
        depthMax = Math.min(DEPTH_MAX, depthByNeed + DEPTH_SLACK);
        directory[0] = newPartition();
        spare = newPartition();
    }

    /** The hash of the key in a slot; must equal the hash that it was added with. */
    abstract long slotHash(UnsafeBuffer partition, int slotOffset);

    /** Entries. */
    public final int count() {
        return count;
    }

    /** Entries that may exist. */
    public final int countMax() {
        return countMax;
    }

    /** Whether this many further entries can be added. */
    public final boolean hasRoomFor(final int entries) {
        return entries <= countMax - count;
    }

    /** Bytes of direct memory in use. */
    public final long allocatedBytes() {
        return (partitionCount + 1L) * spare.capacity();
    }

    final UnsafeBuffer partition(final long hash) {
        return directory[directoryIndex(hash)];
    }

    /** The partition to add this hash to, split before when it was crowded; it may still be full. */
    final UnsafeBuffer roomyPartition(final long hash) {
        UnsafeBuffer partition = partition(hash);
        while (partition.getInt(COUNT_OFFSET) >= SPLIT_THRESHOLD && partition.getInt(DEPTH_OFFSET) < depthMax) {
            split(partition, hash);
            partition = partition(hash);
        }
        return partition;
    }

    final boolean canAddTo(final UnsafeBuffer partition) {
        return count < countMax && partition.getInt(COUNT_OFFSET) < SLOT_COUNT - 1;
    }

    /** Where the slot of this number begins. */
    final int slotOffset(final int slot) {
        return SLOTS_OFFSET + slot * slotLength;
    }

    static int homeSlot(final long hash) {
        return (int) hash & SLOT_MASK;
    }

    final int firstEmptySlot(final UnsafeBuffer partition, final long hash) {
        int slot = homeSlot(hash);
        while (0 != valueAt(partition, slotOffset(slot))) {
            slot = (slot + 1) & SLOT_MASK;
        }
        return slot;
    }

    final int valueAt(final UnsafeBuffer partition, final int slotOffset) {
        return partition.getInt(slotOffset + valueOffset);
    }

    /** Writes the value of a slot whose key the subclass has just written. */
    final void occupy(final UnsafeBuffer partition, final int slotOffset, final int value) {
        partition.putInt(slotOffset + valueOffset, value);
        partition.putInt(COUNT_OFFSET, partition.getInt(COUNT_OFFSET) + 1);
        count++;
    }

    final void replace(final UnsafeBuffer partition, final int slotOffset, final int value) {
        partition.putInt(slotOffset + valueOffset, value);
    }

    /** Empties a slot and moves back those behind it that had to step aside for it. */
    final void vacate(final UnsafeBuffer partition, final int slot) {
        int hole = slot;
        int next = slot;
        while (true) {
            next = (next + 1) & SLOT_MASK;
            final int nextOffset = slotOffset(next);
            if (0 == valueAt(partition, nextOffset)) {
                break;
            }
            final int home = homeSlot(slotHash(partition, nextOffset));
            final int distanceFromHome = (next - home) & SLOT_MASK;
            final int distanceFromHole = (next - hole) & SLOT_MASK;
            if (distanceFromHome >= distanceFromHole) {
                partition.putBytes(slotOffset(hole), partition, nextOffset, slotLength);
                hole = next;
            }
        }
        partition.setMemory(slotOffset(hole), slotLength, (byte) 0);
        partition.putInt(COUNT_OFFSET, partition.getInt(COUNT_OFFSET) - 1);
        count--;
    }

    private int directoryIndex(final long hash) {
        return (int) ((hash >>> 1) >>> (Long.SIZE - 1 - depth));
    }

    private void split(final UnsafeBuffer crowded, final long hash) {
        final int oldDepth = crowded.getInt(DEPTH_OFFSET);
        if (oldDepth == depth) {
            doubleDirectory();
        }
        final UnsafeBuffer zeroes = spare;
        final UnsafeBuffer ones = newPartition();
        partitionCount++;
        zeroes.setMemory(0, zeroes.capacity(), (byte) 0);
        zeroes.putInt(DEPTH_OFFSET, oldDepth + 1);
        ones.putInt(DEPTH_OFFSET, oldDepth + 1);

        final int bit = Long.SIZE - 1 - oldDepth;
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            final int offset = slotOffset(slot);
            if (0 != valueAt(crowded, offset)) {
                final long movedHash = slotHash(crowded, offset);
                move(crowded, offset, 0 == (movedHash >>> bit & 1) ? zeroes : ones, movedHash);
            }
        }

        final int half = 1 << (depth - oldDepth - 1);
        final int start = directoryIndex(hash) & -(half << 1);
        for (int i = 0; i < half; i++) {
            directory[start + i] = zeroes;
            directory[start + half + i] = ones;
        }
        spare = crowded;
    }

    private void move(final UnsafeBuffer source, final int sourceOffset, final UnsafeBuffer target, final long hash) {
        target.putBytes(slotOffset(firstEmptySlot(target, hash)), source, sourceOffset, slotLength);
        target.putInt(COUNT_OFFSET, target.getInt(COUNT_OFFSET) + 1);
    }

    private void doubleDirectory() {
        final UnsafeBuffer[] doubled = new UnsafeBuffer[directory.length << 1];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = directory[i >> 1];
        }
        directory = doubled;
        depth++;
    }

    private UnsafeBuffer newPartition() {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(SLOTS_OFFSET + SLOT_COUNT * slotLength, Long.BYTES));
    }
}
