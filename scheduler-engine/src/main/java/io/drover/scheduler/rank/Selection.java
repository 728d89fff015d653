package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Takes the best candidates out of the heaps, in order, and puts them back. Penalized nodes are out of their heaps
 * meanwhile, because the penalty changes their place.
 */
final class Selection {
    private static final int NONE = NodeHeaps.NONE;

    private final Candidates candidates;
    private final SpreadBoosts spreads;

    private int suspendedCount;
    private int[] suspended = new int[16];
    private int[] suspendedHeaps = new int[16];
    private int penalizedCount;
    private int[] penalized = new int[8];
    private int[] penalizedHeaps = new int[8];

    private int best;
    private long bestScore;
    private long bestSum;
    private boolean isBestPenalized;

    Selection(final Candidates candidates, final SpreadBoosts spreads) {
        this.candidates = candidates;
        this.spreads = spreads;
    }

    /** Fills {@code top} with the best nodes, at most {@code wanted}; the heaps are as before afterwards. */
    void select(final TopNodes top, final int wanted, final Penalties penalties) {
        top.clear();
        suspendedCount = 0;
        penalizedCount = 0;
        for (int i = 0; i < penalties.count(); i++) {
            if (candidates.isCandidate(penalties.node(i))) {
                suspendPenalized(penalties.node(i));
            }
        }
        while (top.count < wanted && findBest()) {
            top.add(best, bestScore, isBestPenalized);
            if (isBestPenalized) {
                removePenalized(best);
            } else if (top.count < wanted) {
                suspend(best);
            }
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
        top.add(node, score(node, candidates.heaps().heapOf(node), isPenalized), isPenalized);
    }

    private boolean findBest() {
        best = NONE;
        final NodeHeaps heaps = candidates.heaps();
        for (int heap = 0; heap < heaps.heapCount(); heap++) {
            final int node = heaps.first(heap);
            if (node != NONE) {
                consider(node, heap, false);
            }
        }
        for (int i = 0; i < penalizedCount; i++) {
            consider(penalized[i], penalizedHeaps[i], true);
        }
        return best != NONE;
    }

    private void consider(final int node, final int heap, final boolean isPenalized) {
        final long score = score(node, heap, isPenalized);
        final long sum = candidates.heaps().sum(node) + (isPenalized ? Scores.PENALTY : 0);
        if (best == NONE || precedesBest(node, score, sum)) {
            best = node;
            bestScore = score;
            bestSum = sum;
            isBestPenalized = isPenalized;
        }
    }

    private boolean precedesBest(final int node, final long score, final long sum) {
        if (score != bestScore) {
            return score > bestScore;
        }
        if (sum != bestSum) {
            return sum > bestSum;
        }
        return candidates.heaps().tie(node) > candidates.heaps().tie(best);
    }

    private long score(final int node, final int heap, final boolean isPenalized) {
        final long boost = spreads.boost(heap / Candidates.TERMS_MAX);
        final int terms = Candidates.terms(heap) + (isPenalized ? 1 : 0) + (boost != 0 ? 1 : 0);
        return Scores.mean(candidates.heaps().sum(node) + (isPenalized ? Scores.PENALTY : 0) + boost, terms);
    }

    private void suspendPenalized(final int node) {
        if (penalizedCount == penalized.length) {
            penalized = Arrays.copyOf(penalized, penalizedCount << 1);
            penalizedHeaps = Arrays.copyOf(penalizedHeaps, penalizedCount << 1);
        }
        penalized[penalizedCount] = node;
        penalizedHeaps[penalizedCount++] = candidates.heaps().heapOf(node);
        suspend(node);
    }

    private void removePenalized(final int node) {
        int at = 0;
        while (penalized[at] != node) {
            at++;
        }
        penalizedCount--;
        penalized[at] = penalized[penalizedCount];
        penalizedHeaps[at] = penalizedHeaps[penalizedCount];
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
