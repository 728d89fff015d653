package io.drover.scheduler.rank;

/**
 * The best nodes of a selection, best first, with the parts of their scores.
 */
final class TopNodes {
    /** Nodes that a metric shows. */
    static final int COUNT_MAX = 5;

    int count;
    final int[] nodes = new int[COUNT_MAX];
    final long[] scores = new long[COUNT_MAX];
    final long[] boosts = new long[COUNT_MAX];
    final boolean[] penalized = new boolean[COUNT_MAX];

    void clear() {
        count = 0;
    }

    void add(final int node, final long score, final long boost, final boolean isPenalized) {
        nodes[count] = node;
        scores[count] = score;
        boosts[count] = boost;
        penalized[count++] = isPenalized;
    }
}
