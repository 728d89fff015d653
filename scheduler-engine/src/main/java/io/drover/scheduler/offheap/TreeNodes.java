package io.drover.scheduler.offheap;

import org.agrona.MutableDirectBuffer;

/**
 * Layout of the nodes of an {@link OrderedIndex}: what lies where, and moves of entries within and between nodes.
 *
 * <pre>
 *  node, 768 bytes
 *  +-------+-------+----------+------+--------------------+----------------+------------------+
 *  | count | level | previous | next | prefixes (8 each)  | rows (4 each)  | children (4 each)|
 *  +-------+-------+----------+------+--------------------+----------------+------------------+
 *  0       2       4          8      16
 *
 *  level 0 (leaf)   62 entries (prefix, row); previous and next are node + 1, 0 = none
 *  level > 0        47 entries (prefix, row, child): the lowest row below the child, and its prefix
 * </pre>
 */
final class TreeNodes {
    static final int LEAF_ENTRIES_MAX = 62;
    static final int INNER_ENTRIES_MAX = 47;

    private static final int NODE_LENGTH = 768;
    private static final int COUNT_OFFSET = 0;
    private static final int LEVEL_OFFSET = 2;
    private static final int PREVIOUS_OFFSET = 4;
    private static final int NEXT_OFFSET = 8;
    private static final int PREFIXES_OFFSET = 16;
    private static final int LEAF_ROWS_OFFSET = PREFIXES_OFFSET + LEAF_ENTRIES_MAX * Long.BYTES;
    private static final int INNER_ROWS_OFFSET = PREFIXES_OFFSET + INNER_ENTRIES_MAX * Long.BYTES;
    private static final int CHILDREN_OFFSET = INNER_ROWS_OFFSET + INNER_ENTRIES_MAX * Integer.BYTES;

    private final Slab slab;

    TreeNodes(final int nodeCountMax) {
        slab = new Slab(NODE_LENGTH, nodeCountMax);
    }

    int allocate(final int level) {
        final int node = slab.allocate();
        Invariant.check(Slab.NULL_ROW != node, "tree has a free node", slab.count());
        slab.putShort(node, LEVEL_OFFSET, (short) level);
        return node;
    }

    void free(final int node) {
        slab.free(node);
    }

    void copyFrom(final TreeNodes other) {
        slab.copyFrom(other.slab);
    }

    int nodeCount() {
        return slab.count();
    }

    long allocatedBytes() {
        return slab.allocatedBytes();
    }

    int count(final int node) {
        return slab.getShort(node, COUNT_OFFSET);
    }

    boolean isFull(final int node) {
        return count(node) == entriesMax(level(node));
    }

    int level(final int node) {
        return slab.getShort(node, LEVEL_OFFSET);
    }

    static int entriesMax(final int level) {
        return 0 == level ? LEAF_ENTRIES_MAX : INNER_ENTRIES_MAX;
    }

    int previous(final int leaf) {
        return slab.getRow(leaf, PREVIOUS_OFFSET);
    }

    int next(final int leaf) {
        return slab.getRow(leaf, NEXT_OFFSET);
    }

    long prefix(final int node, final int position) {
        return slab.getLong(node, PREFIXES_OFFSET + position * Long.BYTES);
    }

    int row(final int node, final int position) {
        return slab.getInt(node, rowsOffset(level(node)) + position * Integer.BYTES);
    }

    int child(final int node, final int position) {
        return slab.getInt(node, CHILDREN_OFFSET + position * Integer.BYTES);
    }

    /** Where the entry is or would be: the number of entries before the probe. */
    int lowerBound(final int node, final RowProbe probe) {
        final MutableDirectBuffer buffer = slab.buffer(node);
        final int offset = slab.offset(node);
        final int rowsOffset = offset + rowsOffset(buffer.getShort(offset + LEVEL_OFFSET));
        final long flippedPrefix = probe.prefix() + Long.MIN_VALUE;
        int low = 0;
        int high = buffer.getShort(offset + COUNT_OFFSET);
        while (low < high) {
            final int middle = (low + high) >>> 1;
            final long prefix = buffer.getLong(offset + PREFIXES_OFFSET + middle * Long.BYTES) + Long.MIN_VALUE;
            final boolean isBefore = prefix < flippedPrefix
                    || prefix == flippedPrefix
                            && probe.compareTo(buffer.getInt(rowsOffset + middle * Integer.BYTES)) > 0;
            if (isBefore) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The child of an inner node that holds the probe: the last one whose lowest row is not after it, else the first. */
    int childPosition(final int node, final RowProbe probe) {
        final int bound = lowerBound(node, probe);
        if (bound < count(node) && prefix(node, bound) == probe.prefix() && probe.compareTo(row(node, bound)) == 0) {
            return bound;
        }
        return Math.max(0, bound - 1);
    }

    void setKey(final int node, final int position, final long prefix, final int row) {
        slab.putLong(node, PREFIXES_OFFSET + position * Long.BYTES, prefix);
        slab.putInt(node, rowsOffset(level(node)) + position * Integer.BYTES, row);
    }

    /** Makes room at a position and writes an entry; {@code child} is of no meaning in a leaf. */
    void insert(final int node, final int position, final long prefix, final int row, final int child) {
        final int count = count(node);
        moveEntries(node, position, node, position + 1, count - position);
        setCount(node, count + 1);
        setKey(node, position, prefix, row);
        if (level(node) > 0) {
            slab.putInt(node, CHILDREN_OFFSET + position * Integer.BYTES, child);
        }
    }

    void remove(final int node, final int position) {
        final int count = count(node);
        moveEntries(node, position + 1, node, position, count - position - 1);
        setCount(node, count - 1);
    }

    /** Moves the last {@code moved} entries of a node to the beginning of its right neighbour. */
    void moveRight(final int left, final int right, final int moved) {
        final int leftCount = count(left);
        final int rightCount = count(right);
        moveEntries(right, 0, right, moved, rightCount);
        moveEntries(left, leftCount - moved, right, 0, moved);
        setCount(left, leftCount - moved);
        setCount(right, rightCount + moved);
    }

    /** Moves the first {@code moved} entries of a node to the end of its left neighbour. */
    void moveLeft(final int left, final int right, final int moved) {
        final int leftCount = count(left);
        final int rightCount = count(right);
        moveEntries(right, 0, left, leftCount, moved);
        moveEntries(right, moved, right, 0, rightCount - moved);
        setCount(left, leftCount + moved);
        setCount(right, rightCount - moved);
    }

    /** Chains a new leaf behind another. */
    void linkBehind(final int leaf, final int added) {
        final int next = next(leaf);
        slab.putRow(added, PREVIOUS_OFFSET, leaf);
        slab.putRow(added, NEXT_OFFSET, next);
        slab.putRow(leaf, NEXT_OFFSET, added);
        if (Slab.NULL_ROW != next) {
            slab.putRow(next, PREVIOUS_OFFSET, added);
        }
    }

    void unlink(final int leaf) {
        final int previous = previous(leaf);
        final int next = next(leaf);
        if (Slab.NULL_ROW != previous) {
            slab.putRow(previous, NEXT_OFFSET, next);
        }
        if (Slab.NULL_ROW != next) {
            slab.putRow(next, PREVIOUS_OFFSET, previous);
        }
    }

    private void setCount(final int node, final int count) {
        slab.putShort(node, COUNT_OFFSET, (short) count);
    }

    private void moveEntries(
            final int source, final int sourcePosition, final int target, final int targetPosition, final int count) {
        if (count <= 0) {
            return;
        }
        final int level = level(source);
        moveBytes(source, PREFIXES_OFFSET, sourcePosition, target, targetPosition, count, Long.BYTES);
        moveBytes(source, rowsOffset(level), sourcePosition, target, targetPosition, count, Integer.BYTES);
        if (level > 0) {
            moveBytes(source, CHILDREN_OFFSET, sourcePosition, target, targetPosition, count, Integer.BYTES);
        }
    }

    private void moveBytes(
            final int source,
            final int fieldOffset,
            final int sourcePosition,
            final int target,
            final int targetPosition,
            final int count,
            final int width) {
        slab.buffer(target)
                .putBytes(
                        slab.offset(target) + fieldOffset + targetPosition * width,
                        slab.buffer(source),
                        slab.offset(source) + fieldOffset + sourcePosition * width,
                        count * width);
    }

    private static int rowsOffset(final int level) {
        return 0 == level ? LEAF_ROWS_OFFSET : INNER_ROWS_OFFSET;
    }
}
