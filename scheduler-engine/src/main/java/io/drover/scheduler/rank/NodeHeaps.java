package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Pairing heaps over node rows, highest first; a node is in one of them or in none. Adding a node costs a comparison,
 * taking one out O(log n) amortized, so that filling a heap with n nodes and taking k out costs O(n + k log n).
 *
 * <pre>
 *  root ─ child ─► a ─ next ─► b ─ next ─► c
 *                  └ child ─► ...          back links to the left neighbour, or to the parent from the first child
 * </pre>
 *
 * <p>Order within a heap: the sum of terms, then the tie, then the row; nodes of one heap share everything else that their score
 * depends on.
 */
final class NodeHeaps {
    /** No node. */
    static final int NONE = -1;

    private int[] roots = new int[8];
    private int heapCount;
    private int[] heapOf = new int[64];
    private int[] child = new int[64];
    private int[] next = new int[64];
    private int[] back = new int[64];
    private long[] sums = new long[64];
    private long[] ties = new long[64];
    private int[] pairs = new int[64];

    /** Empties all heaps and makes room. */
    void reset(final int nodeLimit) {
        if (nodeLimit > heapOf.length) {
            final int capacity = Math.max(nodeLimit, heapOf.length << 1);
            heapOf = new int[capacity];
            child = new int[capacity];
            next = new int[capacity];
            back = new int[capacity];
            sums = new long[capacity];
            ties = new long[capacity];
            pairs = new int[capacity];
        }
        Arrays.fill(heapOf, 0, nodeLimit, NONE);
        heapCount = 0;
    }

    /** Heaps that may hold nodes. */
    int heapCount() {
        return heapCount;
    }

    /** The first node of a heap, or {@link #NONE}. */
    int first(final int heap) {
        return roots[heap];
    }

    boolean contains(final int node) {
        return heapOf[node] != NONE;
    }

    /** The heap that a node is in, or {@link #NONE}. */
    int heapOf(final int node) {
        return heapOf[node];
    }

    /** The sum of terms that the node was added with last. */
    long sum(final int node) {
        return sums[node];
    }

    long tie(final int node) {
        return ties[node];
    }

    void add(final int heap, final int node, final long sum, final long tie) {
        while (heapCount <= heap) {
            if (heapCount == roots.length) {
                roots = Arrays.copyOf(roots, heapCount << 1);
            }
            roots[heapCount++] = NONE;
        }
        heapOf[node] = heap;
        sums[node] = sum;
        ties[node] = tie;
        child[node] = NONE;
        next[node] = NONE;
        back[node] = NONE;
        roots[heap] = meld(roots[heap], node);
    }

    void remove(final int node) {
        final int heap = heapOf[node];
        final int children = mergePairs(child[node]);
        if (roots[heap] == node) {
            roots[heap] = children;
        } else {
            cut(node);
            roots[heap] = meld(roots[heap], children);
        }
        heapOf[node] = NONE;
    }

    /** Whether a comes before b, both having been added to heaps at some time. */
    boolean precedes(final int a, final int b) {
        if (sums[a] != sums[b]) {
            return sums[a] > sums[b];
        }
        return ties[a] != ties[b] ? ties[a] > ties[b] : a < b;
    }

    private int meld(final int a, final int b) {
        if (a == NONE) {
            return b;
        }
        if (b == NONE) {
            return a;
        }
        final int parent = precedes(a, b) ? a : b;
        final int below = parent == a ? b : a;
        final int first = child[parent];
        next[below] = first;
        back[below] = parent;
        if (first != NONE) {
            back[first] = below;
        }
        child[parent] = below;
        next[parent] = NONE;
        back[parent] = NONE;
        return parent;
    }

    private void cut(final int node) {
        final int before = back[node];
        if (child[before] == node) {
            child[before] = next[node];
        } else {
            next[before] = next[node];
        }
        if (next[node] != NONE) {
            back[next[node]] = before;
        }
    }

    /** Melds siblings by two from the left, then all from the right. */
    private int mergePairs(final int first) {
        int count = 0;
        int at = first;
        while (at != NONE) {
            final int second = next[at];
            final int rest = second == NONE ? NONE : next[second];
            detach(at);
            if (second != NONE) {
                detach(second);
            }
            pairs[count++] = meld(at, second);
            at = rest;
        }
        int root = NONE;
        while (count > 0) {
            root = meld(root, pairs[--count]);
        }
        return root;
    }

    private void detach(final int node) {
        next[node] = NONE;
        back[node] = NONE;
    }
}
