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
    private final long[] sums = new long[TopNodes.COUNT_MAX];
    private long sum;

    Preemption(final Fleet fleet, final Candidates candidates, final Room room, final Victims victims) {
        this.fleet = fleet;
        this.candidates = candidates;
        this.room = room;
        this.victims = victims;
    }

    /** Fills {@code top} with the best nodes where enough can be evicted; {@link #victims} are those of the first. */
    void select(
            final TopNodes top, final Session session, final JobSpec spec, final int group, final Penalties penalties) {
        top.clear();
        for (int node = fleet.ready().nextSet(0);
                node >= 0;
                node = fleet.ready().nextSet(node + 1)) {
            if (canMakeRoom(session, spec, group, node)) {
                add(top, session, spec, node, penalties.contains(node));
            }
        }
        if (top.count > 0) {
            victims.find(session, spec, group, top.nodes[0]);
        }
    }

    /** The same for one node. */
    void selectOnly(final TopNodes top, final Session session, final JobSpec spec, final int group, final int node) {
        top.clear();
        if (canMakeRoom(session, spec, group, node)) {
            add(top, session, spec, node, false);
        }
    }

    private void add(
            final TopNodes top, final Session session, final JobSpec spec, final int node, final boolean isPenalized) {
        final long score = score(session, spec, node, isPenalized);
        int place = top.count;
        while (place > 0 && precedes(top, node, score, place - 1)) {
            place--;
        }
        if (place == TopNodes.COUNT_MAX) {
            return;
        }
        top.open(place);
        System.arraycopy(sums, place, sums, place + 1, top.count - 1 - place);
        sums[place] = sum;
        top.nodes[place] = node;
        top.scores[place] = score;
        top.boosts[place] = candidates.boost(node);
        top.penalized[place] = isPenalized;
        top.evicting[place] = true;
        top.preemptions[place] = victims.score(session.allocs());
        top.devices[place] = victims.deviceAffinity();
    }

    private boolean precedes(final TopNodes top, final int node, final long score, final int place) {
        if (score != top.scores[place]) {
            return score > top.scores[place];
        }
        return sum != sums[place] ? sum > sums[place] : candidates.tieOf(node) > candidates.tieOf(top.nodes[place]);
    }

    private boolean canMakeRoom(final Session session, final JobSpec spec, final int group, final int node) {
        return candidates.isInBase(node)
                && Verdict.isExhausted(candidates.verdict(node))
                && victims.find(session, spec, group, node);
    }

    private long score(final Session session, final JobSpec spec, final int node, final boolean isPenalized) {
        final int heap = candidates.heapOf(spec, room.fullFitness(node), node);
        final long boost = candidates.boost(node);
        sum = candidates.lastSum()
                - room.deviceAffinity(node)
                + victims.deviceAffinity()
                + victims.score(session.allocs())
                + (isPenalized ? Scores.PENALTY : 0);
        final int terms = Candidates.terms(heap) + 1 + (isPenalized ? 1 : 0) + (boost != 0 ? 1 : 0);
        return Scores.mean(sum + boost, terms);
    }
}
