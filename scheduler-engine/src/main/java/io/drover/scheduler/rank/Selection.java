package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Reads the best candidates off the heaps, in order. The score of each heap's first node is kept from one selection to the next, so
 * that one looks at a number a heap, and at nodes only where they may be among the best. Penalized nodes are out of their
 * heaps meanwhile, because the penalty changes their place.
 */
final class Selection {
    private static final int NONE = NodeHeaps.NONE;
    private static final int NO_PLACE = -1;

    private final Candidates candidates;
    private final SpreadBoosts spreads;
    private long[] firstScores = new long[16];
    private int suspendedCount;
    private int[] suspended = new int[8];
    private int[] suspendedHeaps = new int[8];

    /** Nodes that may come next, best first, at most as many as are still wanted. */
    private int openCount;

    private final int[] openNodes = new int[TopNodes.COUNT_MAX];
    private final int[] openHeaps = new int[TopNodes.COUNT_MAX];
    private final int[] openPlaces = new int[TopNodes.COUNT_MAX];
    private final long[] openScores = new long[TopNodes.COUNT_MAX];

    Selection(final Candidates candidates, final SpreadBoosts spreads) {
        this.candidates = candidates;
        this.spreads = spreads;
    }

    /** Fills {@code top} with the best nodes, at most {@code wanted}; the heaps are as before afterwards. */
    void select(final TopNodes top, final int wanted, final Penalties penalties) {
        top.clear();
        suspendedCount = 0;
        openCount = 0;
        for (int i = 0; i < penalties.count(); i++) {
            if (candidates.isCandidate(penalties.node(i))) {
                suspend(penalties.node(i));
            }
        }
        updateFirstScores();
        openFirstNodes(wanted);
        for (int i = 0; i < suspendedCount; i++) {
            open(suspended[i], suspendedHeaps[i], NO_PLACE, score(suspended[i], suspendedHeaps[i], true), wanted);
        }
        while (top.count < wanted && openCount > 0) {
            takeBest(top, wanted);
        }
        while (suspendedCount > 0) {
            suspendedCount--;
            candidates.restore(suspended[suspendedCount], suspendedHeaps[suspendedCount]);
        }
    }

    /** Fills {@code top} with one node, a candidate. */
    void selectOnly(final TopNodes top, final int node, final Penalties penalties) {
        top.clear();
        final boolean isPenalized = penalties.contains(node);
        final int heap = candidates.heaps().heapOf(node);
        top.add(node, score(node, heap, isPenalized), boost(heap), isPenalized);
    }

    private void updateFirstScores() {
        final NodeHeaps heaps = candidates.heaps();
        if (heaps.heapCount() > firstScores.length) {
            firstScores = Arrays.copyOf(firstScores, Math.max(heaps.heapCount(), firstScores.length << 1));
        }
        for (int heap = heaps.takeTouched(); heap != NONE; heap = heaps.takeTouched()) {
            updateFirstScore(heaps, heap);
        }
        if (spreads.isAllChanged()) {
            updateAll(heaps);
        } else {
            for (int i = 0; i < spreads.changedCount(); i++) {
                final int first = spreads.changedClass(i) * Candidates.TERMS_MAX;
                for (int heap = first; heap < Math.min(first + Candidates.TERMS_MAX, heaps.heapCount()); heap++) {
                    updateFirstScore(heaps, heap);
                }
            }
        }
        spreads.forgetChanges();
    }

    private void updateAll(final NodeHeaps heaps) {
        for (int i = 0; i < heaps.usedCount(); i++) {
            updateFirstScore(heaps, heaps.used(i));
        }
    }

    private void updateFirstScore(final NodeHeaps heaps, final int heap) {
        final int node = heaps.first(heap);
        firstScores[heap] = node == NONE ? Long.MIN_VALUE : score(node, heap, false);
    }

    private void openFirstNodes(final int wanted) {
        final NodeHeaps heaps = candidates.heaps();
        final int usedCount = heaps.usedCount();
        long least = Long.MIN_VALUE;
        for (int i = 0; i < usedCount; i++) {
            final int heap = heaps.used(i);
            final long score = firstScores[heap];
            if (score >= least && score != Long.MIN_VALUE) {
                open(heaps.first(heap), heap, 0, score, wanted);
                least = openCount < wanted ? Long.MIN_VALUE : openScores[openCount - 1];
            }
        }
    }

    /** Keeps a node among those that may come next, unless enough are better. */
    private void open(final int node, final int heap, final int place, final long score, final int limit) {
        int at = openCount;
        while (at > 0 && precedes(node, score, place == NO_PLACE, at - 1)) {
            at--;
        }
        if (at >= limit) {
            return;
        }
        if (openCount < limit) {
            openCount++;
        }
        for (int i = openCount - 1; i > at; i--) {
            openNodes[i] = openNodes[i - 1];
            openHeaps[i] = openHeaps[i - 1];
            openPlaces[i] = openPlaces[i - 1];
            openScores[i] = openScores[i - 1];
        }
        openNodes[at] = node;
        openHeaps[at] = heap;
        openPlaces[at] = place;
        openScores[at] = score;
    }

    private boolean precedes(final int node, final long score, final boolean isPenalized, final int at) {
        if (score != openScores[at]) {
            return score > openScores[at];
        }
        final NodeHeaps heaps = candidates.heaps();
        final long sum = heaps.sum(node) + (isPenalized ? Scores.PENALTY : 0);
        final long otherSum = heaps.sum(openNodes[at]) + (openPlaces[at] == NO_PLACE ? Scores.PENALTY : 0);
        if (sum != otherSum) {
            return sum > otherSum;
        }
        final long tie = heaps.tie(node);
        final long otherTie = heaps.tie(openNodes[at]);
        return tie != otherTie ? tie > otherTie : node < openNodes[at];
    }

    private void takeBest(final TopNodes top, final int wanted) {
        final int node = openNodes[0];
        final int heap = openHeaps[0];
        final int place = openPlaces[0];
        top.add(node, openScores[0], boost(heap), place == NO_PLACE);
        openCount--;
        for (int i = 0; i < openCount; i++) {
            openNodes[i] = openNodes[i + 1];
            openHeaps[i] = openHeaps[i + 1];
            openPlaces[i] = openPlaces[i + 1];
            openScores[i] = openScores[i + 1];
        }
        if (place != NO_PLACE && top.count < wanted) {
            final NodeHeaps heaps = candidates.heaps();
            if (place + 1 < heaps.front(heap)) {
                final int next = heaps.at(heap, place + 1);
                open(next, heap, place + 1, score(next, heap, false), wanted - top.count);
            }
        }
    }

    private long boost(final int heap) {
        return spreads.boost(heap / Candidates.TERMS_MAX);
    }

    private long score(final int node, final int heap, final boolean isPenalized) {
        final long boost = boost(heap);
        final int terms = Candidates.terms(heap) + (isPenalized ? 1 : 0) + (boost != 0 ? 1 : 0);
        return Scores.mean(candidates.heaps().sum(node) + (isPenalized ? Scores.PENALTY : 0) + boost, terms);
    }

    private void suspend(final int node) {
        if (suspendedCount == suspended.length) {
            suspended = Arrays.copyOf(suspended, suspendedCount << 1);
            suspendedHeaps = Arrays.copyOf(suspendedHeaps, suspendedCount << 1);
        }
        suspended[suspendedCount] = node;
        suspendedHeaps[suspendedCount++] = candidates.heaps().heapOf(node);
        candidates.suspend(node);
    }
}
