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

    /** Whether others have to be evicted; then the two scores that follow are known beforehand. */
    final boolean[] evicting = new boolean[COUNT_MAX];

    final long[] preemptions = new long[COUNT_MAX];
    final long[] devices = new long[COUNT_MAX];

    void clear() {
        count = 0;
    }

    void add(final int node, final long score, final long boost, final boolean isPenalized) {
        nodes[count] = node;
        scores[count] = score;
        boosts[count] = boost;
        evicting[count] = false;
        penalized[count++] = isPenalized;
    }

    /** Makes room at a place for a node that is better than those from there on; the last one may fall out. */
    void open(final int place) {
        if (count < COUNT_MAX) {
            count++;
        }
        for (int i = count - 1; i > place; i--) {
            nodes[i] = nodes[i - 1];
            scores[i] = scores[i - 1];
            boosts[i] = boosts[i - 1];
            penalized[i] = penalized[i - 1];
            evicting[i] = evicting[i - 1];
            preemptions[i] = preemptions[i - 1];
            devices[i] = devices[i - 1];
        }
    }
}
