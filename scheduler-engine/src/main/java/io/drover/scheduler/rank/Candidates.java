package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.HostVolumeRules;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeChunk;
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
 *  per node    unique constraints ─► host volumes ─► distinct rules ─► ports ─► cores ─► what is free ─► terms of the score
 *
 *  states      OUTSIDE | CANDIDATE, in a heap | entry of the tally
 *  heap        spread class · TERMS_MAX + terms − 1: nodes whose score depends on the sum alone
 * </pre>
 */
final class Candidates {
    /** Most terms of a score apart from penalty and spread. */
    static final int TERMS_MAX = 3;

    private static final int WORDS_PER_CHUNK = NodeChunk.LENGTH / Long.SIZE;
    private static final int CANDIDATE = -1;
    private static final int OUTSIDE = -2;
    private static final int UNKNOWN = -1;

    private final Fleet fleet;
    private final NodeBase base;
    private final ClassVerdicts classVerdicts;
    private final Room room;
    private final DistinctRules distinct;
    private final HostVolumeRules volumes;
    private final SpreadBoosts spreads;
    private final Affinities affinities;
    private final NodeHeaps heaps = new NodeHeaps();
    private final Tally tally = new Tally();
    private int[] states = new int[64];
    private int[] verdictByClass = new int[16];
    private int[] entryByClass = new int[16];
    private int[] spreadByClass = new int[16];
    private int[] readyByClass = new int[16];
    private int[] filteredByClass = new int[16];
    private int[] exhaustedByClass = new int[16];
    private int nodeCount;
    private long visits;
    private long salt;
    private int nameIndex;
    private boolean isEscaped;
    private boolean hasDistinct;
    private boolean isPlain;
    private int desiredCount;
    private long sum;
    private final NodeChunk chunk = new NodeChunk();

    Candidates(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts classVerdicts,
            final Room room,
            final DistinctRules distinct,
            final HostVolumeRules volumes,
            final SpreadBoosts spreads,
            final Affinities affinities) {
        this.fleet = fleet;
        this.base = base;
        this.classVerdicts = classVerdicts;
        this.room = room;
        this.distinct = distinct;
        this.volumes = volumes;
        this.spreads = spreads;
        this.affinities = affinities;
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
        isPlain = room.isPlain() && !isEscaped && !hasDistinct && !volumes.isActive();
        clear();
        final Bits ready = fleet.ready();
        for (int index = 0; index < ready.wordCount(); index++) {
            if ((index & WORDS_PER_CHUNK - 1) == 0) {
                fleet.wrap(index / WORDS_PER_CHUNK, chunk);
            }
            for (long word = ready.word(index); word != 0; word &= word - 1) {
                scanNode(spec, group, allocs, plan, (index << 6) + Long.numberOfTrailingZeros(word));
            }
        }
        countClasses();
        heaps.build(wanted);
    }

    private void scanNode(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        final int at = node & NodeChunk.LENGTH - 1;
        final int classRow = chunk.classRow(at);
        if (!base.admitsClass(classRow)) {
            return;
        }
        readyByClass[classRow]++;
        if (!isEscaped && classVerdict(spec, group, classRow) != Verdict.FITS) {
            states[node] = entryByClass[classRow];
        } else if (isPlain && room.verdict(chunk, at) == Verdict.FITS) {
            final long tie = Mix.mix(chunk.idHigh(at), chunk.idLow(at), salt);
            states[node] = CANDIDATE;
            heaps.append(heap(spec, room.fitness(chunk, at), node, classRow), node, sum, tie);
        } else {
            judge(spec, group, allocs, plan, node, classRow, true);
        }
    }

    /** Counts the nodes whose class was found wanting, a class at a time. */
    private void countClasses() {
        for (int row = 0; row < fleet.classes().rowLimit(); row++) {
            nodeCount += readyByClass[row];
            if (verdictByClass[row] > Verdict.FITS) {
                tally.add(entryByClass[row], readyByClass[row]);
                filteredByClass[row] += readyByClass[row];
            }
        }
        visits += nodeCount;
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

    /** The heap that a node would be in, were it a candidate of this fitness; {@link #lastSum} is the sum of its terms. */
    int heapOf(final JobSpec spec, final long fitness, final int node) {
        return heap(spec, fitness, node, fleet.classRow(node));
    }

    long lastSum() {
        return sum;
    }

    /** The spread term of a node. */
    long boost(final int node) {
        return spreads.boost(spreadClass(node, fleet.classRow(node)));
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
            entryByClass = new int[capacity];
            spreadByClass = new int[capacity];
            readyByClass = new int[capacity];
            filteredByClass = new int[capacity];
            exhaustedByClass = new int[capacity];
        }
        Arrays.fill(verdictByClass, 0, classes.rowLimit(), UNKNOWN);
        Arrays.fill(spreadByClass, 0, classes.rowLimit(), UNKNOWN);
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
            final int classRow,
            final boolean isScan) {
        int verdict = isEscaped
                ? classVerdicts.check(spec, group, fleet.classes().get(classRow), node, nameIndex)
                : classVerdict(spec, group, classRow);
        if (Verdict.FITS == verdict && volumes.isActive()) {
            verdict = volumes.check(spec, node);
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
            final boolean isProperty = Verdict.kind(verdict) == Verdict.DISTINCT_PROPERTY;
            final int entry = tally.entry(
                    verdict, isProperty ? distinct.failedValue() : 0, isProperty ? distinct.failedUses() : 0);
            states[node] = entry;
            tally.add(entry, 1);
            countClass(classRow, verdict, 1);
        }
    }

    private int classVerdict(final JobSpec spec, final int group, final int classRow) {
        int verdict = verdictByClass[classRow];
        if (verdict == UNKNOWN) {
            verdict = classVerdicts.check(spec, group, fleet.classes().get(classRow), ClassVerdicts.NO_NODE, nameIndex);
            if (verdict != Verdict.FITS && classVerdicts.isRejected(spec, group, classRow)) {
                verdict = Verdict.of(Verdict.CLASS_INELIGIBLE);
            }
            verdictByClass[classRow] = verdict;
            if (verdict != Verdict.FITS) {
                entryByClass[classRow] = tally.entry(verdict, 0, 0);
            }
        }
        return verdict;
    }

    private void addCandidate(final JobSpec spec, final int node, final int classRow, final boolean isScan) {
        states[node] = CANDIDATE;
        final int heap = heap(spec, room.fitness(node), node, classRow);
        final long tie = Mix.mix(fleet.idHigh(node), fleet.idLow(node), salt);
        if (isScan) {
            heaps.append(heap, node, sum, tie);
        } else {
            heaps.add(heap, node, sum, tie);
        }
    }

    /** The heap of a candidate; leaves the sum of its terms in {@link #sum}. */
    private int heap(final JobSpec spec, final long fitness, final int node, final int classRow) {
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
        return spreadClass(node, classRow) * TERMS_MAX + terms - 1;
    }

    private int spreadClass(final int node, final int classRow) {
        if (spreads.isPerNode()) {
            return spreads.classOf(node);
        }
        if (spreadByClass[classRow] == UNKNOWN) {
            spreadByClass[classRow] = spreads.classOf(node);
        }
        return spreadByClass[classRow];
    }

    private void countClass(final int classRow, final int verdict, final int by) {
        if (Verdict.isExhausted(verdict)) {
            exhaustedByClass[classRow] += by;
        } else {
            filteredByClass[classRow] += by;
        }
    }
}
