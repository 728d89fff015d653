package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CorePicker;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.PortPicker;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClasses;
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
 *  per node    unique constraints ─► distinct rules ─► ports ─► cores ─► what is free ─► terms of the score
 *
 *  states      OUTSIDE | CANDIDATE, in a heap | entry of the tally
 *  heap        spread class · TERMS_MAX + terms − 1: nodes whose score depends on the sum alone
 * </pre>
 */
final class Candidates {
    /** Most terms of a score apart from penalty and spread. */
    static final int TERMS_MAX = 3;

    private static final int CANDIDATE = -1;
    private static final int OUTSIDE = -2;
    private static final int UNKNOWN = -1;

    private final Fleet fleet;
    private final NodeBase base;
    private final ClassVerdicts classVerdicts;
    private final PortPicker ports;
    private final CorePicker cores;
    private final DistinctRules distinct;
    private final SpreadBoosts spreads;
    private final Affinities affinities;
    private final NodeHeaps heaps = new NodeHeaps();
    private final Tally tally = new Tally();

    private int[] states = new int[64];
    private int[] verdictByClass = new int[16];
    private int[] readyByClass = new int[16];
    private int[] filteredByClass = new int[16];
    private int[] exhaustedByClass = new int[16];
    private int nodeCount;
    private long visits;

    private long salt;
    private boolean isSpreading;
    private int nameIndex;

    Candidates(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts classVerdicts,
            final PortPicker ports,
            final CorePicker cores,
            final DistinctRules distinct,
            final SpreadBoosts spreads,
            final Affinities affinities) {
        this.fleet = fleet;
        this.base = base;
        this.classVerdicts = classVerdicts;
        this.ports = ports;
        this.cores = cores;
        this.distinct = distinct;
        this.spreads = spreads;
        this.affinities = affinities;
    }

    /**
     * Judges all nodes for a group.
     *
     * @param volumeIndex index of the allocation for volumes per allocation, -1 when the group has none.
     */
    void scan(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final long tieSalt,
            final boolean spreading,
            final int volumeIndex) {
        salt = tieSalt;
        isSpreading = spreading;
        nameIndex = volumeIndex;
        clear();
        final Bits ready = fleet.ready();
        for (int node = ready.nextSet(0); node != Bits.NONE; node = ready.nextSet(node + 1)) {
            final int classRow = fleet.classRow(node);
            if (base.admitsClass(classRow)) {
                nodeCount++;
                readyByClass[classRow]++;
                judge(spec, group, allocs, plan, node, classRow);
            } else {
                states[node] = OUTSIDE;
            }
        }
    }

    /** Judges a node again after the plan changed what is on it. */
    void refresh(final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        final int state = states[node];
        if (state == OUTSIDE) {
            return;
        }
        final int classRow = fleet.classRow(node);
        if (state == CANDIDATE) {
            heaps.remove(node);
        } else {
            countClass(classRow, tally.verdict(state), -1);
            tally.remove(state);
        }
        judge(spec, group, allocs, plan, node, classRow);
    }

    /** Judges all nodes again: a placement may have changed the verdict on any. */
    void refreshAll(final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan) {
        final Bits ready = fleet.ready();
        for (int node = ready.nextSet(0); node != Bits.NONE; node = ready.nextSet(node + 1)) {
            refresh(spec, group, allocs, plan, node);
        }
    }

    boolean isCandidate(final int node) {
        return node >= 0 && node < fleet.rowLimit() && states[node] == CANDIDATE;
    }

    /** Whether the node is ready and in the job's pool and data centers. */
    boolean isInBase(final int node) {
        return node >= 0 && node < fleet.rowLimit() && states[node] != OUTSIDE;
    }

    /** The verdict on a node of the base set. */
    int verdict(final int node) {
        return states[node] == CANDIDATE ? Verdict.FITS : tally.verdict(states[node]);
    }

    /** Takes a candidate out of the heaps, to be put back by {@link #restore}. */
    void suspend(final int node) {
        heaps.remove(node);
    }

    void restore(final int node, final int heap) {
        heaps.add(heap, node, heaps.sum(node), heaps.tie(node));
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

    /** Whether emptier nodes are better. */
    boolean isSpreading() {
        return isSpreading;
    }

    /** Ready nodes in the job's pool and data centers. */
    int nodeCount() {
        return nodeCount;
    }

    int readyOfClass(final int classRow) {
        return readyByClass[classRow];
    }

    int filteredOfClass(final int classRow) {
        return filteredByClass[classRow];
    }

    int exhaustedOfClass(final int classRow) {
        return exhaustedByClass[classRow];
    }

    /** Whether the class fits as far as classes can be judged; asked for nodes that are not escaped. */
    boolean isClassFeasible(final JobSpec spec, final int group, final int classRow) {
        return base.admitsClass(classRow) && classVerdict(spec, group, classRow) == Verdict.FITS;
    }

    /** Nodes judged since the last call. */
    long takeVisits() {
        final long taken = visits;
        visits = 0;
        return taken;
    }

    /** Fitness of a node with one more allocation of the group. */
    long fitness(final SpecGroup ask, final int node) {
        final int cpu = cpuAsk(ask, node);
        return Scores.fitness(
                Fixed.fraction(fleet.cpuMhz(node) - fleet.cpuUsedMhz(node) - cpu, fleet.cpuReciprocal(node)),
                Fixed.fraction(
                        fleet.memoryMb(node)
                                - fleet.memoryUsedMb(node)
                                - ask.footprint().memoryMb(),
                        fleet.memoryReciprocal(node)),
                isSpreading);
    }

    /** MHz that an allocation of the group takes on a node: reserved cores are worth what the node's are. */
    int cpuAsk(final SpecGroup ask, final int node) {
        final int reserved = ask.footprint().coreCount();
        return reserved == 0
                ? ask.footprint().cpuMhz()
                : ask.footprint().cpuMhz() + reserved * fleet.detail(node).cpuPerCoreMhz();
    }

    private void clear() {
        final int nodeLimit = fleet.rowLimit();
        if (nodeLimit > states.length) {
            states = new int[Math.max(nodeLimit, states.length << 1)];
        }
        Arrays.fill(states, 0, nodeLimit, OUTSIDE);
        heaps.reset(nodeLimit);
        tally.clear();
        nodeCount = 0;
        final NodeClasses classes = fleet.classes();
        if (classes.rowLimit() > verdictByClass.length) {
            final int capacity = Math.max(classes.rowLimit(), verdictByClass.length << 1);
            verdictByClass = new int[capacity];
            readyByClass = new int[capacity];
            filteredByClass = new int[capacity];
            exhaustedByClass = new int[capacity];
        }
        Arrays.fill(verdictByClass, 0, classes.rowLimit(), UNKNOWN);
        Arrays.fill(readyByClass, 0, classes.rowLimit(), 0);
        Arrays.fill(filteredByClass, 0, classes.rowLimit(), 0);
        Arrays.fill(exhaustedByClass, 0, classes.rowLimit(), 0);
    }

    private void judge(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final int node,
            final int classRow) {
        visits++;
        final SpecGroup ask = spec.group(group);
        int verdict = ask.isEscaped()
                ? classVerdicts.check(spec, group, fleet.classes().get(classRow), node, nameIndex)
                : classVerdict(spec, group, classRow);
        if (Verdict.FITS == verdict && ask.hasDistinct()) {
            verdict = distinct.check(spec, node);
        }
        if (Verdict.FITS == verdict) {
            verdict = room(spec, group, allocs, plan, node);
        }
        if (Verdict.FITS == verdict) {
            addCandidate(spec, ask, node, classRow);
        } else {
            final boolean isProperty = Verdict.kind(verdict) == Verdict.DISTINCT_PROPERTY;
            states[node] =
                    tally.add(verdict, isProperty ? distinct.failedValue() : 0, isProperty ? distinct.failedUses() : 0);
            countClass(classRow, verdict, 1);
        }
    }

    private int classVerdict(final JobSpec spec, final int group, final int classRow) {
        if (verdictByClass[classRow] == UNKNOWN) {
            verdictByClass[classRow] =
                    classVerdicts.check(spec, group, fleet.classes().get(classRow), ClassVerdicts.NO_NODE, nameIndex);
        }
        return verdictByClass[classRow];
    }

    private int room(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        final SpecGroup ask = spec.group(group);
        if (ask.portCount() > 0) {
            final int verdict = ports.check(spec, group, node);
            if (Verdict.FITS != verdict) {
                return verdict;
            }
        }
        final int coreCount = ask.footprint().coreCount();
        if (coreCount > 0 && !cores.isAvailable(allocs, plan, node, coreCount)) {
            return Verdict.of(Verdict.CORES);
        }
        final int allocsMax = fleet.detail(node).allocsMax();
        if (allocsMax > 0 && fleet.allocCount(node) >= allocsMax) {
            return Verdict.of(Verdict.MAX_ALLOCATIONS);
        }
        if (fleet.cpuMhz(node) - fleet.cpuUsedMhz(node) < cpuAsk(ask, node)) {
            return Verdict.of(Verdict.CPU);
        }
        if (fleet.memoryMb(node) - fleet.memoryUsedMb(node) < ask.footprint().memoryMb()) {
            return Verdict.of(Verdict.MEMORY);
        }
        return fleet.diskMb(node) - fleet.diskUsedMb(node) < ask.footprint().diskMb()
                ? Verdict.of(Verdict.DISK)
                : Verdict.FITS;
    }

    private void addCandidate(final JobSpec spec, final SpecGroup ask, final int node, final int classRow) {
        long sum = fitness(ask, node);
        int terms = 1;
        final int collisions = distinct.collisions(node);
        if (collisions > 0) {
            sum += Scores.antiAffinity(collisions, ask.desiredCount());
            terms++;
        }
        if (affinities.isActive()) {
            sum += affinities.score(spec, node, classRow);
            terms++;
        }
        states[node] = CANDIDATE;
        final int heap = spreads.classOf(spec, node) * TERMS_MAX + terms - 1;
        heaps.add(heap, node, sum, Mix.mix(fleet.idHigh(node), fleet.idLow(node), salt));
    }

    private void countClass(final int classRow, final int verdict, final int by) {
        if (Verdict.isExhausted(verdict)) {
            exhaustedByClass[classRow] += by;
        } else {
            filteredByClass[classRow] += by;
        }
    }
}
