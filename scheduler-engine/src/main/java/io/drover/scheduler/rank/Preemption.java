package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.spec.JobSpec;

/**
 * Chooses the node where an allocation that found no room takes it from others: the one with the best score, of which the priority of
 * what is evicted is a term more. What the node would be filled to counts as if nothing were evicted.
 */
final class Preemption {
    private final Fleet fleet;
    private final Candidates candidates;
    private final Room room;
    private final Victims victims;
    private long sum;

    Preemption(final Fleet fleet, final Candidates candidates, final Room room, final Victims victims) {
        this.fleet = fleet;
        this.candidates = candidates;
        this.room = room;
        this.victims = victims;
    }

    /** Fills {@code top} with the best node where enough can be evicted, if there is one; {@link #victims} are those of that node. */
    void select(final TopNodes top, final Session session, final JobSpec spec, final Penalties penalties) {
        top.clear();
        int best = NodeHeaps.NONE;
        long bestScore = 0;
        long bestSum = 0;
        for (int node = fleet.ready().nextSet(0);
                node >= 0;
                node = fleet.ready().nextSet(node + 1)) {
            if (canMakeRoom(session, node)) {
                final long score = score(session, spec, node, penalties.contains(node));
                if (best == NodeHeaps.NONE
                        || score > bestScore
                        || score == bestScore && (sum > bestSum || sum == bestSum && isFirst(node, best))) {
                    best = node;
                    bestScore = score;
                    bestSum = sum;
                }
            }
        }
        if (best != NodeHeaps.NONE && canMakeRoom(session, best)) {
            top.add(best, bestScore, candidates.boost(best), penalties.contains(best));
        }
    }

    /** The same for one node. */
    void selectOnly(final TopNodes top, final Session session, final JobSpec spec, final int node) {
        top.clear();
        if (canMakeRoom(session, node)) {
            top.add(node, score(session, spec, node, false), candidates.boost(node), false);
        }
    }

    private boolean isFirst(final int node, final int other) {
        return candidates.tieOf(node) > candidates.tieOf(other);
    }

    private boolean canMakeRoom(final Session session, final int node) {
        if (!candidates.isInBase(node)) {
            return false;
        }
        final int kind = Verdict.kind(candidates.verdict(node));
        return (kind == Verdict.CPU || kind == Verdict.MEMORY || kind == Verdict.DISK)
                && victims.find(session, node, room.cpuAsk(node), room.memoryAsk(), room.diskAsk());
    }

    private long score(final Session session, final JobSpec spec, final int node, final boolean isPenalized) {
        final int heap = candidates.heapOf(spec, room.fullFitness(node), node);
        final long boost = candidates.boost(node);
        sum = candidates.lastSum() + victims.score(session.allocs()) + (isPenalized ? Scores.PENALTY : 0);
        final int terms = Candidates.terms(heap) + 1 + (isPenalized ? 1 : 0) + (boost != 0 ? 1 : 0);
        return Scores.mean(sum + boost, terms);
    }
}
