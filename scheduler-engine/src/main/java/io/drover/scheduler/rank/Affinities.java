package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import java.util.Arrays;

/**
 * The affinity term of a group's nodes: computed per class, per node only where an affinity looks at a single node.
 */
final class Affinities {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Fleet fleet;
    private final CriterionChecker checker;
    private long[] scoreByClass = new long[16];
    private int group;
    private int weightSum;
    private boolean isActive;
    private boolean isEscaped;

    Affinities(final Fleet fleet, final CriterionChecker checker) {
        this.fleet = fleet;
        this.checker = checker;
    }

    void prepare(final JobSpec spec, final int ofGroup) {
        group = ofGroup;
        weightSum = 0;
        isEscaped = false;
        isActive = spec.group(ofGroup).hasAffinities();
        if (!isActive) {
            return;
        }
        final Criteria affinities = spec.affinities();
        for (int i = 0; i < affinities.count(); i++) {
            if (affinities.appliesTo(i, group)) {
                weightSum += Math.abs(affinities.weight(i));
                isEscaped |= affinities.escapes(i);
            }
        }
        final int classLimit = fleet.classes().rowLimit();
        if (classLimit > scoreByClass.length) {
            scoreByClass = new long[Math.max(classLimit, scoreByClass.length << 1)];
        }
        Arrays.fill(scoreByClass, 0, classLimit, UNKNOWN);
    }

    /** Whether the group has affinities: the term then counts on every node. */
    boolean isActive() {
        return isActive;
    }

    long score(final JobSpec spec, final int node, final int classRow) {
        if (isEscaped) {
            return compute(spec, node, classRow);
        }
        if (scoreByClass[classRow] == UNKNOWN) {
            scoreByClass[classRow] = compute(spec, ClassVerdicts.NO_NODE, classRow);
        }
        return scoreByClass[classRow];
    }

    private long compute(final JobSpec spec, final int node, final int classRow) {
        final Criteria affinities = spec.affinities();
        long weight = 0;
        for (int i = 0; i < affinities.count(); i++) {
            if (affinities.appliesTo(i, group)
                    && checker.isMet(
                            affinities, i, spec.texts(), fleet.classes().get(classRow), node)) {
                weight += affinities.weight(i);
            }
        }
        return Fixed.ratio(weight, Math.max(1, weightSum));
    }
}
