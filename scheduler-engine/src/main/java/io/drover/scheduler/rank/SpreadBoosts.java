package io.drover.scheduler.rank;

import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.feasible.ValueCounts;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecSpreads;
import io.drover.scheduler.spec.Target;
import java.util.Arrays;

/**
 * The spread term of a group's nodes. Nodes with equal values in all spread attributes form a spread class and share the
 * term, so that a placement changes one number per class and not one per node.
 *
 * <pre>
 *  with targets   d = percent · count, u = uses of the value, w = share of the spread's weight
 *                 (d − (u + 1)) / d · w;   d = 0: the lowest such boost of any class, at most −1;   no target: −1
 *  even           m, M = least and most uses among used values, c = uses of this one
 *                 c ≠ m: (m − c) / m, or −1 if m = 0;   c = m: −1 if m = M, +1 if m = 0, else (M − m) / m;   nothing used: 0
 *  no value       −1
 * </pre>
 *
 * <p>The reference takes the lowest boost that it has happened to see so far, and shares weights among all groups that it
 * happened to visit; here both are those of the group.
 */
final class SpreadBoosts {
    private static final long MISSING_BOOST = -Fixed.ONE;
    private static final int NODE_ID_KEY = 1 << 30;
    private static final int NO_TARGET = -1;

    private final Fleet fleet;
    private final CriterionChecker criteria;
    private final Trial trial;

    private int spreadCount;
    private Spread[] spreads = new Spread[0];
    private final ValueCounts classes = new ValueCounts();
    private long[] boosts = new long[16];
    private int weightSum;
    private boolean hasTargets;
    private boolean isPerNode;
    private int boostCount;
    private boolean isAllChanged;
    private int changedCount;
    private int[] changedClasses = new int[16];

    /** State of one spread block. */
    private static final class Spread {
        final ValueCounts values = new ValueCounts();
        int index;
        Target target = Target.LITERAL;
        int key;
        boolean hasTargets;
        int anyTarget;
        int[] desired = new int[16];
        long least;
        long most;

        void clear(final int spread) {
            values.clear();
            index = spread;
            hasTargets = false;
            anyTarget = NO_TARGET;
        }

        int number(final int key) {
            final int before = values.count();
            final int number = values.add(key);
            if (number == before) {
                if (number == desired.length) {
                    desired = Arrays.copyOf(desired, number << 1);
                }
                desired[number] = NO_TARGET;
            }
            return number;
        }
    }

    SpreadBoosts(final Fleet fleet, final CriterionChecker criteria, final Trial trial) {
        this.fleet = fleet;
        this.criteria = criteria;
        this.trial = trial;
    }

    /** Reads the spreads of a group and counts what is in use. */
    void prepare(
            final JobSpec spec,
            final int group,
            final int outcome,
            final JobAllocs jobAllocs,
            final AllocView allocs,
            final PlanBuffer plan) {
        spreadCount = 0;
        weightSum = 0;
        hasTargets = false;
        isPerNode = false;
        boostCount = 0;
        isAllChanged = true;
        changedCount = 0;
        classes.clear();
        if (!spec.group(group).hasSpreads()) {
            return;
        }
        final SpecSpreads blocks = spec.spreads();
        for (int i = 0; i < blocks.count(); i++) {
            if (blocks.appliesTo(i, group)) {
                addSpread(spec, group, i);
            }
        }
        for (int i = jobAllocs.first(outcome); i < jobAllocs.limit(outcome); i++) {
            final int alloc = jobAllocs.row(i);
            if (trial.isProposed(alloc) && DesiredStatus.RUN == allocs.desiredStatus(alloc)) {
                count(allocs.node(alloc), 1);
            }
        }
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            if (placements.outcome(i) == outcome) {
                count(placements.node(i), 1);
            }
        }
    }

    /** Whether all nodes are in one spread class, because there are no spreads. */
    boolean hasOneClass() {
        return spreadCount == 0;
    }

    /** Whether nodes of one computed class may be in different spread classes. */
    boolean isPerNode() {
        return isPerNode;
    }

    /** The spread class of a node; 0 when there are no spreads. */
    int classOf(final int node) {
        long key = 0;
        for (int i = 0; i < spreadCount; i++) {
            final int value = key(spreads[i], node);
            final int number = NodeClass.MISSING == value ? 0 : spreads[i].number(value) + 1;
            key = i == 0 ? number : (long) classes.add(key) << Integer.SIZE | 1L << (Integer.SIZE - 1) | number;
        }
        return spreadCount == 0 ? 0 : classes.add(key);
    }

    /** An allocation of the group is placed on, or no longer on, a node. */
    void count(final int node, final int by) {
        for (int i = 0; i < spreadCount; i++) {
            final int value = key(spreads[i], node);
            if (NodeClass.MISSING != value) {
                spreads[i].values.change(spreads[i].number(value), by);
            }
        }
        if (spreadCount == 1 && !hasTargets && !isAllChanged) {
            change(classOf(node));
        } else {
            isAllChanged = true;
        }
    }

    /** The term of a class, as of the last {@link #update}. */
    long boost(final int spreadClass) {
        return spreadCount == 0 ? 0 : boosts[spreadClass];
    }

    /**
     * Computes anew what changed; which terms those are stands here until {@link #forgetChanges}. Only classes with candidates, as
     * the heaps know them, define the lowest boost.
     */
    void update(final JobSpec spec, final NodeHeaps heaps, final int heapsPerClass) {
        if (spreadCount == 0) {
            return;
        }
        if (classes.count() > boosts.length) {
            boosts = Arrays.copyOf(boosts, Math.max(classes.count(), boosts.length << 1));
        }
        for (int i = 0; i < spreadCount; i++) {
            isAllChanged |= findExtremes(spreads[i]);
        }
        long lowest = MISSING_BOOST;
        if (hasTargets) {
            isAllChanged = true;
            for (int c = 0; c < classes.count(); c++) {
                if (hasCandidates(heaps, c, heapsPerClass)) {
                    lowest = Math.min(lowest, lowestOf(spec, c));
                }
            }
        }
        if (isAllChanged) {
            boostCount = 0;
        } else {
            for (int i = 0; i < changedCount; i++) {
                boosts[changedClasses[i]] = boostOf(spec, changedClasses[i], lowest);
            }
        }
        while (boostCount < classes.count()) {
            boosts[boostCount] = boostOf(spec, boostCount, lowest);
            boostCount++;
        }
    }

    /** Whether every term may have changed. */
    boolean isAllChanged() {
        return isAllChanged;
    }

    int changedCount() {
        return changedCount;
    }

    int changedClass(final int index) {
        return changedClasses[index];
    }

    void forgetChanges() {
        isAllChanged = false;
        changedCount = 0;
    }

    private void change(final int spreadClass) {
        if (changedCount == changedClasses.length) {
            changedClasses = Arrays.copyOf(changedClasses, changedCount << 1);
        }
        changedClasses[changedCount++] = spreadClass;
    }

    private static boolean hasCandidates(final NodeHeaps heaps, final int spreadClass, final int heapsPerClass) {
        for (int i = 0; i < heapsPerClass; i++) {
            final int heap = spreadClass * heapsPerClass + i;
            if (heap < heaps.heapCount() && heaps.size(heap) > 0) {
                return true;
            }
        }
        return false;
    }

    private long lowestOf(final JobSpec spec, final int spreadClass) {
        long lowest = MISSING_BOOST;
        long key = classes.key(spreadClass);
        for (int i = spreadCount - 1; i >= 0; i--) {
            final int number = (int) key & Integer.MAX_VALUE;
            if (number > 0 && spreads[i].hasTargets) {
                final int desired = desired(spreads[i], number - 1);
                if (desired > 0) {
                    lowest = Math.min(lowest, targetBoost(spec, spreads[i], number - 1, desired));
                }
            }
            key = i > 0 ? classes.key((int) (key >>> Integer.SIZE)) : 0;
        }
        return lowest;
    }

    private long boostOf(final JobSpec spec, final int spreadClass, final long lowest) {
        long total = 0;
        long key = classes.key(spreadClass);
        for (int i = spreadCount - 1; i >= 0; i--) {
            final int number = (int) key & Integer.MAX_VALUE;
            total += number == 0 ? MISSING_BOOST : boostOf(spec, spreads[i], number - 1, lowest);
            key = i > 0 ? classes.key((int) (key >>> Integer.SIZE)) : 0;
        }
        return total;
    }

    private long boostOf(final JobSpec spec, final Spread spread, final int number, final long lowest) {
        if (!spread.hasTargets) {
            return Scores.evenBoost(spread.values.uses(number), spread.least, spread.most);
        }
        final int desired = desired(spread, number);
        if (desired == NO_TARGET) {
            return MISSING_BOOST;
        }
        return desired == 0 ? lowest : targetBoost(spec, spread, number, desired);
    }

    private static int desired(final Spread spread, final int number) {
        return spread.desired[number] == NO_TARGET ? spread.anyTarget : spread.desired[number];
    }

    private long targetBoost(final JobSpec spec, final Spread spread, final int number, final int desired) {
        return Scores.targetBoost(
                desired, spread.values.uses(number), spec.spreads().weight(spread.index), weightSum);
    }

    /** Finds the least and the most uses among used values, and says whether they changed. */
    private static boolean findExtremes(final Spread spread) {
        int least = Integer.MAX_VALUE;
        int most = -1;
        for (int i = 0; i < spread.values.count(); i++) {
            final int uses = spread.values.uses(i);
            if (uses > 0) {
                least = Math.min(least, uses);
                most = Math.max(most, uses);
            }
        }
        final long formerLeast = spread.least;
        final long formerMost = spread.most;
        spread.least = most < 0 ? -1 : least;
        spread.most = most;
        return spread.least != formerLeast || spread.most != formerMost;
    }

    private void addSpread(final JobSpec spec, final int group, final int index) {
        if (spreadCount == spreads.length) {
            spreads = Arrays.copyOf(spreads, spreadCount + 1);
            spreads[spreadCount] = new Spread();
        }
        final Spread spread = spreads[spreadCount++];
        spread.clear(index);
        final SpecSpreads blocks = spec.spreads();
        spread.target = Target.of(spec.texts(), blocks.attribute(index));
        spread.key = criteria.keyId(spec.texts(), blocks.attribute(index), spread.target);
        isPerNode |= Target.NODE_ID == spread.target
                || Target.NODE_NAME == spread.target
                || Target.UNIQUE_KEY == spread.target;
        weightSum += blocks.weight(index);
        final int count = Math.min(spec.group(group).desiredCount(), Integer.MAX_VALUE / 100);
        long desiredSum = 0;
        for (int i = blocks.targetFirst(index); i < blocks.targetLimit(index); i++) {
            spread.hasTargets = true;
            hasTargets = true;
            final int desired = (int) Math.min((long) spec.spreadTargets().percent(i) * count, Integer.MAX_VALUE);
            desiredSum += desired;
            final long value = spec.spreadTargets().value(i);
            if (spec.texts().equalsAscii(value, "*")) {
                spread.anyTarget = desired;
            } else {
                final int key = criteria.findString(spec.texts(), value);
                if (NodeClass.MISSING != key) {
                    spread.desired[spread.number(key)] = desired;
                }
            }
        }
        if (desiredSum > 0 && desiredSum < 100L * count) {
            spread.anyTarget = (int) (100L * count - desiredSum);
        }
    }

    private int key(final Spread spread, final int node) {
        return Target.NODE_ID == spread.target
                ? NODE_ID_KEY | node
                : criteria.stringId(spread.target, spread.key, fleet.nodeClass(node), node);
    }
}
