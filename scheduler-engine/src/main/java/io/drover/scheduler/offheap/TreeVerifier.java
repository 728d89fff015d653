package io.drover.scheduler.offheap;

/** Checks the structure of an {@link OrderedIndex}: order, prefixes, lowest rows, links and count. */
final class TreeVerifier {
    private final TreeNodes nodes;
    private final RowComparator comparator;
    private int rowBefore = Slab.NULL_ROW;
    private int leafBefore = Slab.NULL_ROW;
    private int rows;
    private int visited;

    private TreeVerifier(final TreeNodes nodes, final RowComparator comparator) {
        this.nodes = nodes;
        this.comparator = comparator;
    }

    static void verify(
            final TreeNodes nodes,
            final int root,
            final int rootLevel,
            final int count,
            final RowComparator comparator) {
        final TreeVerifier verifier = new TreeVerifier(nodes, comparator);
        if (Slab.NULL_ROW != root) {
            verifier.visit(root, rootLevel);
            Invariant.check(
                    nodes.next(verifier.leafBefore) == Slab.NULL_ROW, "last leaf has no next", verifier.leafBefore);
        }
        Invariant.check(verifier.rows == count, "count is that of the leaves", count, verifier.rows);
        Invariant.check(verifier.visited == nodes.nodeCount(), "every node is reachable", verifier.visited);
    }

    private void visit(final int node, final int level) {
        visited++;
        Invariant.check(nodes.level(node) == level, "node has the level of its depth", node, level);
        Invariant.check(nodes.count(node) > 0, "node is not empty", node);
        if (0 == level) {
            visitLeaf(node);
        } else {
            for (int i = 0; i < nodes.count(node); i++) {
                final int child = nodes.child(node, i);
                Invariant.check(nodes.row(node, i) == nodes.row(child, 0), "entry names the lowest row", node, i);
                Invariant.check(nodes.prefix(node, i) == nodes.prefix(child, 0), "entry has its prefix", node, i);
                visit(child, level - 1);
            }
        }
    }

    private void visitLeaf(final int leaf) {
        Invariant.check(nodes.previous(leaf) == leafBefore, "leaf follows the one before it", leaf, leafBefore);
        leafBefore = leaf;
        for (int i = 0; i < nodes.count(leaf); i++) {
            final int row = nodes.row(leaf, i);
            Invariant.check(nodes.prefix(leaf, i) == comparator.prefix(row), "prefix is that of the row", row);
            Invariant.check(
                    rowBefore == Slab.NULL_ROW || comparator.compare(rowBefore, row) < 0,
                    "rows ascend",
                    rowBefore,
                    row);
            rowBefore = row;
            rows++;
        }
    }
}
