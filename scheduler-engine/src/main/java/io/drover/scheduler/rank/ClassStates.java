package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClasses;
import io.drover.scheduler.spec.JobSpec;
import java.util.Arrays;

/**
 * What the classes of nodes are to one group, and how many nodes of each are not candidates.
 *
 * <pre>
 *  states   OUTSIDE of the base set | CANDIDATE, as far as classes can tell | entry of the tally, found wanting
 * </pre>
 */
final class ClassStates {
    static final int CANDIDATE = -1;
    static final int OUTSIDE = -2;
    private static final int UNKNOWN = -3;

    private final NodeClasses classes;
    private final NodeBase base;
    private final ClassVerdicts verdicts;
    private final SpreadBoosts spreads;
    private final Tally tally;
    private int[] states = new int[16];
    private int[] spreadClasses = new int[16];
    private int[] unfit = new int[16];
    private int[] filtered = new int[16];
    private int[] exhausted = new int[16];
    private int limit;
    private int nameIndex;
    private boolean isEscaped;

    ClassStates(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts verdicts,
            final SpreadBoosts spreads,
            final Tally tally) {
        classes = fleet.classes();
        this.base = base;
        this.verdicts = verdicts;
        this.spreads = spreads;
        this.tally = tally;
    }

    /**
     * Forgets everything.
     *
     * @param isOfNodes   whether nodes of one class may differ: classes are in the base set or outside then, no more.
     * @param volumeIndex index of the allocation for volumes per allocation, -1 when the group has none.
     */
    void begin(final boolean isOfNodes, final int volumeIndex) {
        isEscaped = isOfNodes;
        nameIndex = volumeIndex;
        limit = classes.rowLimit();
        if (limit > states.length) {
            final int capacity = Math.max(limit, states.length << 1);
            states = new int[capacity];
            spreadClasses = new int[capacity];
            unfit = new int[capacity];
            filtered = new int[capacity];
            exhausted = new int[capacity];
        }
        Arrays.fill(states, 0, limit, UNKNOWN);
        Arrays.fill(spreadClasses, 0, limit, UNKNOWN);
        Arrays.fill(filtered, 0, limit, 0);
        Arrays.fill(exhausted, 0, limit, 0);
    }

    /** The state of a class. */
    int state(final JobSpec spec, final int group, final int classRow) {
        final int state = states[classRow];
        return state == UNKNOWN ? judge(spec, group, classRow) : state;
    }

    /** The state of a class that has ready nodes. */
    int state(final int classRow) {
        return states[classRow];
    }

    /** Whether nodes of a class are candidates as far as classes can tell. */
    boolean isFit(final int classRow) {
        return unfit[classRow] == 0;
    }

    /** The verdict on a class of the base set. */
    int verdict(final JobSpec spec, final int group, final int classRow) {
        final int state = state(spec, group, classRow);
        return state == CANDIDATE ? Verdict.FITS : tally.verdict(state);
    }

    /** Whether the class fits as far as classes can be judged; asked for groups that are not escaped. */
    boolean isFeasible(final JobSpec spec, final int group, final int classRow) {
        return base.admitsClass(classRow) && state(spec, group, classRow) == CANDIDATE;
    }

    /** The spread class of a node. */
    int spreadClass(final int node, final int classRow) {
        if (spreads.isPerNode()) {
            return spreads.classOf(node);
        }
        final int known = spreadClasses[classRow];
        return known == UNKNOWN ? spreadClasses[classRow] = spreads.classOf(node) : known;
    }

    /**
     * Judges all classes with ready nodes, and counts the nodes of those that were found wanting, a class at a time; answers how many
     * nodes there are in the base set.
     */
    int judgeAll(final JobSpec spec, final int group) {
        int nodes = 0;
        for (int row = 0; row < limit; row++) {
            unfit[row] = -1;
            final int ready = classes.isLive(row) ? classes.readyCount(row) : 0;
            if (ready > 0) {
                final int state = state(spec, group, row);
                nodes += state == OUTSIDE ? 0 : ready;
                if (state >= 0) {
                    tally.add(state, ready);
                    filtered[row] += ready;
                } else if (state == CANDIDATE) {
                    unfit[row] = 0;
                }
            }
        }
        return nodes;
    }

    /** By class: 0 where nodes are candidates as far as classes can tell, -1 elsewhere. */
    int[] unfit() {
        return unfit;
    }

    /** Counts nodes of a class that are not candidates, or takes them back. */
    void count(final int classRow, final int verdict, final int by) {
        if (Verdict.isExhausted(verdict)) {
            exhausted[classRow] += by;
        } else {
            filtered[classRow] += by;
        }
    }

    /** Ready nodes of a class of the base set. */
    int ready(final int classRow) {
        return base.admitsClass(classRow) ? classes.readyCount(classRow) : 0;
    }

    int filtered(final int classRow) {
        return filtered[classRow];
    }

    int exhausted(final int classRow) {
        return exhausted[classRow];
    }

    private int judge(final JobSpec spec, final int group, final int classRow) {
        int state = CANDIDATE;
        if (!base.admitsClass(classRow)) {
            state = OUTSIDE;
        } else if (!isEscaped) {
            int verdict = verdicts.check(spec, group, classes.get(classRow), ClassVerdicts.NO_NODE, nameIndex);
            if (verdict != Verdict.FITS && verdicts.isRejected(spec, group, classRow)) {
                verdict = Verdict.of(Verdict.CLASS_INELIGIBLE);
            }
            if (verdict != Verdict.FITS) {
                state = tally.entry(verdict, 0, 0);
            }
        }
        states[classRow] = state;
        return state;
    }
}
