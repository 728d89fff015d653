package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CsiVolumeRules;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.HostVolumeRules;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecGroup;
import java.util.Arrays;

/**
 * The nodes that could take an allocation of one group, and why the others cannot. One scan over the fleet fills it; after that
 * only nodes that the plan touches are judged again.
 *
 * <pre>
 *  per class   admitted by data center and pool ─► verdict of the checks that a class decides
 *  per node    unique constraints ─► volumes ─► distinct rules ─► ports ─► devices, cores ─► what is free ─► terms of the score
 *
 *  states      entry of the tally | none: in a heap, or as the class is
 *  heap        spread class · TERMS_MAX + terms − 1: nodes whose score depends on the sum alone
 * </pre>
 */
final class Candidates {
    /** Most terms of a score apart from penalty and spread. */
    static final int TERMS_MAX = 4;

    private static final int CANDIDATE = ClassStates.CANDIDATE;
    private static final int OUTSIDE = ClassStates.OUTSIDE;
    private static final int OF_CLASS = -1;

    private final Fleet fleet;
    private final ClassVerdicts classVerdicts;
    private final Room room;
    private final DistinctRules distinct;
    private final HostVolumeRules volumes;
    private final CsiVolumeRules csi;
    private final Affinities affinities;
    private final SpreadBoosts spreads;
    private final NodeHeaps heaps = new NodeHeaps();
    private final Tally tally = new Tally();
    private final ClassStates classes;
    private final PlainScan plainScan;
    private int[] states = new int[64];
    private int nodeCount;
    private long visits;
    private long salt;
    private int nameIndex;
    private boolean isEscaped;
    private boolean hasDistinct;
    private int desiredCount;
    private long sum;

    Candidates(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts classVerdicts,
            final Room room,
            final DistinctRules distinct,
            final HostVolumeRules volumes,
            final CsiVolumeRules csi,
            final SpreadBoosts spreads,
            final Affinities affinities) {
        this.fleet = fleet;
        this.classVerdicts = classVerdicts;
        this.room = room;
        this.distinct = distinct;
        this.volumes = volumes;
        this.csi = csi;
        this.spreads = spreads;
        this.affinities = affinities;
        classes = new ClassStates(fleet, base, classVerdicts, spreads, tally);
        plainScan = new PlainScan(fleet, room, classes, heaps, tally);
    }

    /**
     * Judges all nodes for a group.
     *
     * @param volumeIndex index of the allocation for volumes per allocation, -1 when the group has none.
     * @param wanted      placements that will probably be asked for.
     */
    void scan(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final long tieSalt,
            final int volumeIndex,
            final int wanted) {
        salt = tieSalt;
        nameIndex = volumeIndex;
        final SpecGroup ask = spec.group(group);
        isEscaped = ask.isEscaped();
        hasDistinct = ask.hasDistinct();
        desiredCount = ask.desiredCount();
        clear();
        nodeCount = classes.judgeAll(spec, group);
        visits += nodeCount;
        if (room.isPlain() && !isEscaped && !hasDistinct && !volumes.isActive() && !csi.isActive()) {
            final boolean isByClass = !distinct.hasUses() && !affinities.isActive() && !spreads.isPerNode();
            plainScan.run(spec, states, salt, isByClass ? null : this, spreads.hasOneClass());
        } else {
            final Bits ready = fleet.ready();
            for (int node = ready.nextSet(0); node != Bits.NONE; node = ready.nextSet(node + 1)) {
                final int classRow = fleet.classRow(node);
                if (classes.isFit(classRow)) {
                    judge(spec, group, allocs, plan, node, classRow, true);
                }
            }
        }
        heaps.build(wanted);
    }

    /** Judges a node again after the plan changed what is on it. */
    void refresh(final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        final int state = state(node);
        if (state == OUTSIDE) {
            return;
        }
        final int classRow = fleet.classRow(node);
        if (state == CANDIDATE) {
            heaps.remove(node);
        } else {
            classes.count(classRow, tally.verdict(state), -1);
            tally.add(state, -1);
        }
        visits++;
        judge(spec, group, allocs, plan, node, classRow, false);
    }

    /** Judges all nodes again: a placement may have changed the verdict on any. */
    void refreshAll(final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan) {
        final Bits ready = fleet.ready();
        for (int node = ready.nextSet(0); node != Bits.NONE; node = ready.nextSet(node + 1)) {
            refresh(spec, group, allocs, plan, node);
        }
    }

    boolean isCandidate(final int node) {
        return node >= 0 && node < fleet.rowLimit() && heaps.contains(node);
    }

    /** Whether the node is ready and in the job's pool and data centers. */
    boolean isInBase(final int node) {
        return node >= 0 && node < fleet.rowLimit() && state(node) != OUTSIDE;
    }

    /** The verdict on a node of the base set. */
    int verdict(final int node) {
        final int state = state(node);
        return state == CANDIDATE ? Verdict.FITS : tally.verdict(state);
    }

    /** A candidate is in a heap; what a class decides is not written down node by node. */
    private int state(final int node) {
        if (heaps.contains(node)) {
            return CANDIDATE;
        }
        if (states[node] != OF_CLASS) {
            return states[node];
        }
        return fleet.isReady(node) ? classes.state(fleet.classRow(node)) : OUTSIDE;
    }

    /** Takes a candidate out of the heaps, to be put back by {@link #restore}. */
    void suspend(final int node) {
        heaps.remove(node);
    }

    void restore(final int node, final int heap) {
        heaps.add(heap, node, heaps.sum(node), heaps.tie(node));
    }

    /** The heap that a node would be in, were it a candidate of this fitness; {@link #lastSum} is the sum of its terms. */
    int heapOf(final JobSpec spec, final long fitness, final int node) {
        return heap(spec, fitness, node, fleet.classRow(node));
    }

    long lastSum() {
        return sum;
    }

    /** The spread term of a node. */
    long boost(final int node) {
        return spreads.boost(classes.spreadClass(node, fleet.classRow(node)));
    }

    /** What decides between equal nodes, as in the heaps. */
    long tieOf(final int node) {
        return Mix.mix(fleet.idHigh(node), fleet.idLow(node), salt);
    }

    /** Terms of a candidate's score, penalty and spread not counted. */
    static int terms(final int heap) {
        return heap % TERMS_MAX + 1;
    }

    NodeHeaps heaps() {
        return heaps;
    }

    Tally tally() {
        return tally;
    }

    /** Ready nodes in the job's pool and data centers. */
    int nodeCount() {
        return nodeCount;
    }

    int readyOfClass(final int classRow) {
        return classes.ready(classRow);
    }

    int filteredOfClass(final int classRow) {
        return classes.filtered(classRow);
    }

    int exhaustedOfClass(final int classRow) {
        return classes.exhausted(classRow);
    }

    /** Whether the class fits as far as classes can be judged; asked for nodes that are not escaped. */
    boolean isClassFeasible(final JobSpec spec, final int group, final int classRow) {
        return classes.isFeasible(spec, group, classRow);
    }

    /** Nodes judged since the last call. */
    long takeVisits() {
        final long taken = visits;
        visits = 0;
        return taken;
    }

    private void clear() {
        final int nodeLimit = fleet.rowLimit();
        if (nodeLimit > states.length) {
            states = new int[Math.max(nodeLimit, states.length << 1)];
        }
        Arrays.fill(states, 0, nodeLimit, OF_CLASS);
        heaps.reset(nodeLimit);
        tally.clear();
        classes.begin(isEscaped, nameIndex);
    }

    private void judge(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final int node,
            final int classRow,
            final boolean isScan) {
        int verdict = isEscaped
                ? classVerdicts.check(spec, group, fleet.classes().get(classRow), node, nameIndex)
                : classes.verdict(spec, group, classRow);
        if (Verdict.FITS == verdict && volumes.isActive()) {
            verdict = volumes.check(spec, node);
        }
        if (Verdict.FITS == verdict && csi.isActive()) {
            verdict = csi.check(spec, group, allocs, node);
        }
        if (Verdict.FITS == verdict && hasDistinct) {
            verdict = distinct.check(spec, node);
        }
        if (Verdict.FITS == verdict) {
            verdict = room.verdict(spec, allocs, plan, node);
        }
        if (Verdict.FITS == verdict) {
            addCandidate(spec, node, classRow, isScan);
        } else {
            final int entry = entry(verdict, node);
            states[node] = entry;
            tally.add(entry, 1);
            classes.count(classRow, verdict, 1);
        }
    }

    private int entry(final int verdict, final int node) {
        if (Verdict.kind(verdict) == Verdict.DISTINCT_PROPERTY) {
            return tally.entry(verdict, distinct.failedValue(), distinct.failedUses());
        }
        return tally.entry(verdict, Verdict.isOfNode(verdict) ? tally.nodeValue(node) : 0, 0);
    }

    private void addCandidate(final JobSpec spec, final int node, final int classRow, final boolean isScan) {
        final int heap = heap(spec, room.fitness(node), node, classRow);
        final long tie = Mix.mix(fleet.idHigh(node), fleet.idLow(node), salt);
        if (isScan) {
            heaps.append(heap, node, sum, tie);
        } else {
            heaps.add(heap, node, sum, tie);
        }
    }

    /** The heap of a candidate; leaves the sum of its terms in {@link #sum}. */
    int heap(final JobSpec spec, final long fitness, final int node, final int classRow) {
        sum = fitness;
        int terms = 1;
        final int collisions = distinct.collisions(node);
        if (collisions > 0) {
            sum += Scores.antiAffinity(collisions, desiredCount);
            terms++;
        }
        if (affinities.isActive()) {
            sum += affinities.score(spec, node, classRow);
            terms++;
        }
        if (room.hasDeviceAffinities()) {
            sum += room.deviceAffinity(node);
            terms++;
        }
        return classes.spreadClass(node, classRow) * TERMS_MAX + terms - 1;
    }
}
