package io.drover.scheduler.offheap;

/**
 * Rows in the order of their keys: a B+ tree that stores row numbers and reads keys through a {@link RowComparator}.
 *
 * <pre>
 *  inner            [ lowest row of a | lowest row of b | lowest row of c ]
 *                          |                 |                 |
 *  leaves           [ a: rows ... ]  ⇄  [ b: rows ... ]  ⇄  [ c: rows ... ]
 * </pre>
 *
 * <p>Iteration depends on the content alone, never on the order of insertion. Each entry carries the first eight bytes
 * of its key, so that a search visits rows only where prefixes tie: with random ids about one row. An entry takes 12
 * bytes at best, 18 on average with random keys; rows that arrive in ascending order fill their leaves wholly.
 *
 * <p>A row must be removed before its key changes or the row is freed. Owned by one thread. Steady state allocates
 * nothing. O(log n) for add, remove and seek; O(1) for a step.
 */
public final class OrderedIndex {
    private static final int LEAF_ENTRIES_MIN = TreeNodes.LEAF_ENTRIES_MAX / 4;
    private static final int INNER_ENTRIES_MIN = TreeNodes.INNER_ENTRIES_MAX / 4;
    private static final int LEVELS_MAX = 10;

    private final RowComparator comparator;
    private final int countMax;
    private final TreeNodes nodes;
    private final KeyOfRow keyOfRow = new KeyOfRow();
    private final int[] path = new int[LEVELS_MAX];
    private final int[] positions = new int[LEVELS_MAX];
    private int root = Slab.NULL_ROW;
    /** The last leaf, when it is known: rows that ascend go there without a search. */
    private int lastLeaf = Slab.NULL_ROW;

    private int rootLevel;
    private int count;
    private int changes;

    /** An index for at most {@code countMax} rows. */
    public OrderedIndex(final int countMax, final RowComparator comparator) {
        Invariant.check(countMax > 0, "an index has room for a row", countMax);
        this.countMax = countMax;
        this.comparator = comparator;
        final int leavesMax = countMax / LEAF_ENTRIES_MIN + 2;
        nodes = new TreeNodes(leavesMax + leavesMax / (INNER_ENTRIES_MIN - 1) + LEVELS_MAX);
    }

    /** Rows in the index. */
    public int count() {
        return count;
    }

    /** Rows that may be in the index. */
    public int countMax() {
        return countMax;
    }

    /** Whether this many further rows can be added. */
    public boolean hasRoomFor(final int rows) {
        return rows <= countMax - count;
    }

    /** Bytes of direct memory in use. */
    public long allocatedBytes() {
        return nodes.allocatedBytes();
    }

    /**
     * Adds a row. One that compares as equal to it must not be there.
     *
     * @return false when the index is full.
     */
    public boolean add(final int row) {
        if (count == countMax) {
            return false;
        }
        keyOfRow.set(row);
        if (Slab.NULL_ROW != lastLeaf && !nodes.isFull(lastLeaf) && isBehindAll(keyOfRow)) {
            nodes.insert(lastLeaf, nodes.count(lastLeaf), keyOfRow.prefix(), row, Slab.NULL_ROW);
            count++;
            changes++;
            return true;
        }
        if (Slab.NULL_ROW == root) {
            root = nodes.allocate(0);
            rootLevel = 0;
        }
        final int position = descend(keyOfRow);
        final int leaf = path[0];
        Invariant.check(!isAt(leaf, position, keyOfRow), "no row with an equal key is in the index", row);
        final boolean isLast = position == nodes.count(leaf) && isRightmost(0);
        insert(0, position, keyOfRow.prefix(), row, Slab.NULL_ROW);
        lastLeaf = isLast ? outermostLeaf(true) : Slab.NULL_ROW;
        count++;
        changes++;
        return true;
    }

    /**
     * Adds a row that is known to be behind all others, with the prefix of its key: what {@link #add} would find out by comparing.
     *
     * @return false when the index is full.
     */
    public boolean addLast(final int row, final long prefix) {
        if (Slab.NULL_ROW == lastLeaf || nodes.isFull(lastLeaf) || count == countMax) {
            return add(row);
        }
        nodes.insert(lastLeaf, nodes.count(lastLeaf), prefix, row, Slab.NULL_ROW);
        count++;
        changes++;
        return true;
    }

    /** Removes a row, whose key must still be readable; answers whether it was there. */
    public boolean remove(final int row) {
        keyOfRow.set(row);
        if (Slab.NULL_ROW == root) {
            return false;
        }
        final int position = descend(keyOfRow);
        final int leaf = path[0];
        if (position >= nodes.count(leaf) || nodes.row(leaf, position) != row) {
            return false;
        }
        lastLeaf = Slab.NULL_ROW;
        nodes.remove(leaf, position);
        if (0 == position) {
            updateLowest(0);
        }
        rebalance();
        count--;
        changes++;
        return true;
    }

    /** The row whose key equals the probe, or {@link Slab#NULL_ROW}. */
    public int find(final RowProbe probe) {
        if (Slab.NULL_ROW == root) {
            return Slab.NULL_ROW;
        }
        final int position = descend(probe);
        return isAt(path[0], position, probe) ? nodes.row(path[0], position) : Slab.NULL_ROW;
    }

    /** The lowest row of all, or {@link Slab#NULL_ROW}. */
    public int first() {
        return 0 == count ? Slab.NULL_ROW : nodes.row(outermostLeaf(false), 0);
    }

    /** The highest row of all, or {@link Slab#NULL_ROW}. */
    public int last() {
        if (0 == count) {
            return Slab.NULL_ROW;
        }
        final int leaf = outermostLeaf(true);
        return nodes.row(leaf, nodes.count(leaf) - 1);
    }

    /** A cursor to keep and reuse. */
    public Cursor newCursor() {
        return new Cursor();
    }

    /** A place between two rows of this index. */
    public final class Cursor implements RowCursor {
        private int leaf = Slab.NULL_ROW;
        private int position;
        private int changesSeen = -1;

        private Cursor() {}

        /** Goes before the lowest row. */
        public Cursor toFirst() {
            place(0 == count ? Slab.NULL_ROW : outermostLeaf(false), 0);
            return this;
        }

        /** Goes behind the highest row. */
        public Cursor toLast() {
            final int last = 0 == count ? Slab.NULL_ROW : outermostLeaf(true);
            place(last, Slab.NULL_ROW == last ? 0 : nodes.count(last));
            return this;
        }

        /** Goes before the lowest row that is not before the probe, and so behind the highest that is. */
        public Cursor seek(final RowProbe probe) {
            if (Slab.NULL_ROW == root) {
                place(Slab.NULL_ROW, 0);
            } else {
                final int bound = descend(probe);
                place(path[0], bound);
            }
            return this;
        }

        @Override
        public int next() {
            checkPlaced();
            if (Slab.NULL_ROW == leaf) {
                return Slab.NULL_ROW;
            }
            if (position == nodes.count(leaf)) {
                final int next = nodes.next(leaf);
                if (Slab.NULL_ROW == next) {
                    return Slab.NULL_ROW;
                }
                leaf = next;
                position = 0;
            }
            return nodes.row(leaf, position++);
        }

        @Override
        public int previous() {
            checkPlaced();
            if (Slab.NULL_ROW == leaf) {
                return Slab.NULL_ROW;
            }
            if (0 == position) {
                final int previous = nodes.previous(leaf);
                if (Slab.NULL_ROW == previous) {
                    return Slab.NULL_ROW;
                }
                leaf = previous;
                position = nodes.count(previous);
            }
            return nodes.row(leaf, --position);
        }

        private void place(final int newLeaf, final int newPosition) {
            leaf = newLeaf;
            position = newPosition;
            changesSeen = changes;
        }

        private void checkPlaced() {
            Invariant.check(changesSeen == changes, "cursor was placed after the last change", changesSeen, changes);
        }
    }

    /** Becomes equal to another index. Its own comparator must read from a copy of the other's rows. */
    public void copyFrom(final OrderedIndex other) {
        nodes.copyFrom(other.nodes);
        root = other.root;
        rootLevel = other.rootLevel;
        lastLeaf = Slab.NULL_ROW;
        count = other.count;
        changes++;
    }

    /** Fails unless order, fill and links hold. O(n), for checkers. */
    public void verify() {
        TreeVerifier.verify(nodes, root, rootLevel, count, comparator);
    }

    int nodeCount() {
        return nodes.nodeCount();
    }

    /** Fills path and positions from the root to a leaf, and answers the probe's lower bound in that leaf. */
    private int descend(final RowProbe probe) {
        int node = root;
        for (int level = rootLevel; level > 0; level--) {
            final int position = nodes.childPosition(node, probe);
            path[level] = node;
            positions[level] = position;
            node = nodes.child(node, position);
        }
        path[0] = node;
        return nodes.lowerBound(node, probe);
    }

    private boolean isBehindAll(final KeyOfRow key) {
        final int last = nodes.count(lastLeaf) - 1;
        final int byPrefix = Long.compareUnsigned(key.prefix(), nodes.prefix(lastLeaf, last));
        return byPrefix > 0 || 0 == byPrefix && key.compareTo(nodes.row(lastLeaf, last)) > 0;
    }

    private boolean isAt(final int leaf, final int position, final RowProbe probe) {
        return position < nodes.count(leaf)
                && nodes.prefix(leaf, position) == probe.prefix()
                && probe.compareTo(nodes.row(leaf, position)) == 0;
    }

    private int outermostLeaf(final boolean isLast) {
        int node = root;
        for (int level = rootLevel; level > 0; level--) {
            node = nodes.child(node, isLast ? nodes.count(node) - 1 : 0);
        }
        return node;
    }

    /** Inserts an entry in the node of the path at this level, splitting upwards as far as nodes are full. */
    private void insert(final int level, final int position, final long prefix, final int row, final int child) {
        final int node = path[level];
        if (!nodes.isFull(node)) {
            nodes.insert(node, position, prefix, row, child);
            if (0 == position) {
                updateLowest(level);
            }
            return;
        }

        final int right = splitFor(level, node, position);
        final int leftCount = nodes.count(node);
        if (position > leftCount || position == leftCount && nodes.count(right) == 0) {
            nodes.insert(right, position - leftCount, prefix, row, child);
        } else {
            nodes.insert(node, position, prefix, row, child);
            if (0 == position) {
                updateLowest(level);
            }
        }
        final long rightPrefix = nodes.prefix(right, 0);
        final int rightRow = nodes.row(right, 0);
        if (level == rootLevel) {
            growRoot(node, right);
        } else {
            insert(level + 1, positions[level + 1] + 1, rightPrefix, rightRow, right);
        }
    }

    /**
     * Makes a right neighbour and moves half of the entries there, or fewer when the index grows at its end, as it does
     * with keys that ascend: none in a leaf, the allowed minimum in an inner node.
     */
    private int splitFor(final int level, final int node, final int position) {
        final int nodeCount = nodes.count(node);
        final int right = nodes.allocate(level);
        int moved = nodeCount / 2;
        if (position == nodeCount && isRightmost(level)) {
            moved = 0 == level ? 0 : INNER_ENTRIES_MIN;
        }
        nodes.moveRight(node, right, moved);
        if (0 == level) {
            nodes.linkBehind(node, right);
        }
        return right;
    }

    private boolean isRightmost(final int level) {
        for (int above = level + 1; above <= rootLevel; above++) {
            if (positions[above] != nodes.count(path[above]) - 1) {
                return false;
            }
        }
        return true;
    }

    private void growRoot(final int left, final int right) {
        final int newRoot = nodes.allocate(rootLevel + 1);
        nodes.insert(newRoot, 0, nodes.prefix(left, 0), nodes.row(left, 0), left);
        nodes.insert(newRoot, 1, nodes.prefix(right, 0), nodes.row(right, 0), right);
        root = newRoot;
        rootLevel++;
    }

    /** Tells the ancestors of the path's node at this level that its lowest entry is another. */
    private void updateLowest(final int changedLevel) {
        int level = changedLevel;
        while (level < rootLevel && nodes.count(path[level]) > 0) {
            final int parent = path[level + 1];
            final int position = positions[level + 1];
            nodes.setKey(parent, position, nodes.prefix(path[level], 0), nodes.row(path[level], 0));
            if (0 != position) {
                return;
            }
            level++;
        }
    }

    /** Restores the minimum fill along the path, from the leaf upwards, after an entry was removed. */
    private void rebalance() {
        for (int level = 0; level < rootLevel; level++) {
            final int minimum = 0 == level ? LEAF_ENTRIES_MIN : INNER_ENTRIES_MIN;
            if (nodes.count(path[level]) >= minimum) {
                return;
            }
            joinWithNeighbour(level);
        }
        shrinkRoot();
    }

    private void joinWithNeighbour(final int level) {
        final int parent = path[level + 1];
        final int position = positions[level + 1];
        final int leftPosition = position > 0 ? position - 1 : 0;
        final int left = nodes.child(parent, leftPosition);
        final int right = nodes.child(parent, leftPosition + 1);
        final int leftCount = nodes.count(left);
        final int rightCount = nodes.count(right);

        if (leftCount + rightCount <= TreeNodes.entriesMax(level)) {
            nodes.moveLeft(left, right, rightCount);
            if (0 == level) {
                nodes.unlink(right);
            }
            nodes.free(right);
            nodes.remove(parent, leftPosition + 1);
        } else {
            final int half = (leftCount + rightCount) / 2;
            if (leftCount > half) {
                nodes.moveRight(left, right, leftCount - half);
            } else {
                nodes.moveLeft(left, right, half - leftCount);
            }
            nodes.setKey(parent, leftPosition + 1, nodes.prefix(right, 0), nodes.row(right, 0));
        }
        path[level] = left;
        positions[level + 1] = leftPosition;
        updateLowest(level);
    }

    private void shrinkRoot() {
        while (rootLevel > 0 && nodes.count(root) == 1) {
            final int only = nodes.child(root, 0);
            nodes.free(root);
            root = only;
            rootLevel--;
        }
        if (0 == rootLevel && nodes.count(root) == 0) {
            nodes.free(root);
            root = Slab.NULL_ROW;
        }
    }

    private final class KeyOfRow implements RowProbe {
        private int row;
        private long prefix;

        void set(final int newRow) {
            row = newRow;
            prefix = comparator.prefix(newRow);
        }

        @Override
        public long prefix() {
            return prefix;
        }

        @Override
        public int compareTo(final int other) {
            return row == other ? 0 : comparator.compare(row, other);
        }
    }
}
