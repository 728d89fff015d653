package io.drover.scheduler.rank;

import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.feasible.CsiVolumeRules;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.HostVolumeRules;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.PortPicker;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.TaskPicker;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;

/**
 * Chooses nodes for the allocations of one group, one after another. {@link #prepare} looks at all nodes once; each choice
 * after that costs O(log n), and one step per spread class where there are spreads.
 */
public final class GroupRanker {
    /** No node. */
    public static final int NONE = -1;

    /** What evictions can make up for. */
    private static final long EVICTABLE = 1L << Verdict.CPU | 1L << Verdict.MEMORY | 1L << Verdict.DISK;

    private final Fleet fleet;
    private final DistinctRules distinct;
    private final SpreadBoosts spreads;
    private final Affinities affinities;
    private final HostVolumeRules volumes;
    private final CsiVolumeRules csi;
    private final CsiWords csiWords;
    private final Room room;
    private final Candidates candidates;
    private final PlacementMetrics metrics;
    private final Selection selection;
    private final Victims victims;
    private final Preemption preemption;
    private final NodeReporter reporter;
    private final TopNodes top = new TopNodes();
    private int preparedGroup;

    public GroupRanker(
            final Fleet fleet,
            final NodeBase base,
            final CriterionChecker criteria,
            final ClassVerdicts classVerdicts,
            final PortPicker ports,
            final TaskPicker tasks,
            final Trial trial,
            final SpecCache specs) {
        this.fleet = fleet;
        distinct = new DistinctRules(fleet, criteria, trial);
        spreads = new SpreadBoosts(fleet, criteria, trial);
        affinities = new Affinities(fleet, criteria);
        volumes = new HostVolumeRules(fleet, trial, specs);
        csi = new CsiVolumeRules(fleet, trial, specs);
        room = new Room(fleet, ports, tasks);
        candidates = new Candidates(fleet, base, classVerdicts, room, distinct, volumes, csi, spreads, affinities);
        victims = new Victims(fleet, trial, specs, room, ports, tasks);
        preemption = new Preemption(fleet, candidates, room, victims);
        selection = new Selection(candidates, spreads);
        csiWords = new CsiWords(fleet, csi);
        metrics = new PlacementMetrics(fleet, candidates, room, affinities, distinct, csiWords);
        reporter = new NodeReporter(
                fleet, base, criteria, classVerdicts, volumes, csi, distinct, room, affinities, candidates);
    }

    /** Looks at the volumes that a group asks for; to be followed by {@link #prepare}. */
    void prepareVolumes(final Session session, final JobSpec spec, final int group, final int volumeIndex) {
        volumes.prepare(session.view(), session.eval().job(), spec, group, session.plan(), volumeIndex);
        csi.prepare(session.view(), session.eval().job(), spec, group, session.plan(), volumeIndex);
        csiWords.job(session.allocs(), session.eval().job(), volumeIndex);
    }

    /** How many volumes of storage plugins an allocation of the group will claim. */
    int csiVolumeCount() {
        return csi.requestCount();
    }

    /** How many host volumes an allocation of the group will use. */
    int volumeCount() {
        return volumes.requestCount();
    }

    /**
     * Looks at all nodes for a group, as the plan stands now.
     *
     * @param outcome     position of the group among the job's allocations and the plan's outcomes.
     * @param tieSalt     decides between equal nodes.
     * @param isSpreading whether emptier nodes are better.
     * @param volumeIndex index of the allocation for volumes per allocation, -1 when the group has none.
     */
    public void prepare(
            final JobSpec spec,
            final int group,
            final int outcome,
            final JobAllocs jobAllocs,
            final AllocView allocs,
            final PlanBuffer plan,
            final long tieSalt,
            final boolean isSpreading,
            final int volumeIndex) {
        preparedGroup = group;
        distinct.prepare(spec, group, outcome, jobAllocs, allocs, plan);
        spreads.prepare(spec, group, outcome, jobAllocs, allocs, plan);
        affinities.prepare(spec, group);
        metrics.reset();
        room.prepare(spec, group, allocs, plan, isSpreading);
        candidates.scan(
                spec, group, allocs, plan, tieSalt, volumeIndex, plan.outcomes().queued(outcome));
    }

    /**
     * Chooses the best node.
     *
     * @param preferred a node that is taken if it is a candidate at all, or {@link #NONE}.
     * @return its row, or {@link #NONE} when no node can take one more.
     */
    public int select(final JobSpec spec, final int preferred, final Penalties penalties) {
        spreads.update(spec, candidates.heaps(), Candidates.TERMS_MAX);
        if (candidates.isCandidate(preferred)) {
            selection.selectOnly(top, preferred, penalties);
        } else {
            selection.select(top, TopNodes.COUNT_MAX, penalties);
        }
        return top.count == 0 ? NONE : top.nodes[0];
    }

    /** Chooses a given node, if it can take one more; answers it or {@link #NONE}. */
    int selectOnly(final int node, final Penalties penalties) {
        if (candidates.isCandidate(node)) {
            selection.selectOnly(top, node, penalties);
            return node;
        }
        top.clear();
        return NONE;
    }

    /**
     * Chooses the node where others are evicted to make room, after none had room by itself.
     *
     * @param bound the only node that comes into question, or {@link #NONE} for any.
     */
    int selectPreempting(final Session session, final JobSpec spec, final int bound, final Penalties penalties) {
        if (bound == NONE) {
            spreads.update(spec, candidates.heaps(), Candidates.TERMS_MAX);
            preemption.select(top, session, spec, preparedGroup, penalties);
        } else {
            preemption.selectOnly(top, session, spec, preparedGroup, bound);
        }
        return top.count == 0 ? NONE : top.nodes[0];
    }

    /** What has to be evicted for the node chosen last. */
    Victims victims() {
        return victims;
    }

    /** Whether a node would suit, had it room. */
    boolean isExhausted(final int node) {
        return candidates.isInBase(node) && Verdict.isExhausted(candidates.verdict(node));
    }

    /** Everything about a node for the group that was prepared last; valid until the next call. */
    NodeReport report(final Session session, final JobSpec spec, final int group, final int node) {
        spreads.update(spec, candidates.heaps(), Candidates.TERMS_MAX);
        final NodeReport report = reporter.report(spec, group, session.allocs(), session.plan(), node);
        report.preempts = session.view().config().preempts(spec.type());
        if (report.lacks != 0 && (report.lacks & ~EVICTABLE) == 0) {
            preemption.selectOnly(top, session, spec, group, node);
            for (int i = 0; top.count > 0 && i < victims.count(); i++) {
                report.addVictim(victims.alloc(i));
            }
            report.evictionScore = top.count > 0 ? top.scores[0] : 0;
        }
        return report;
    }

    /** The score that the chosen node was chosen with. */
    public long selectedScore() {
        return top.scores[0];
    }

    /** Encodes why the last choice was made, at the end of the plan's metrics, and answers its length. */
    public int encodeMetric(final PlanBuffer plan, final JobSpec spec, final int group, final int coalesced) {
        return metrics.encode(plan, spec, group, top, coalesced);
    }

    /** MHz that an allocation of the group takes on a node. */
    public int cpuAsk(final int node) {
        return room.cpuAsk(node);
    }

    /** The plan has placed an allocation of the group on a node. */
    public void placed(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        distinct.placed(spec, node);
        volumes.placed(spec, node);
        csi.placed(node);
        spreads.count(node, 1);
        refresh(spec, group, allocs, plan, node);
    }

    /** The plan stops an allocation of the group, or does not stop it after all. */
    public void stopped(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final int alloc,
            final boolean isStopped) {
        final int node = allocs.node(alloc);
        distinct.stopped(spec, allocs, alloc, isStopped);
        volumes.stopped(alloc, isStopped);
        if (isLive(allocs, alloc)) {
            spreads.count(node, isStopped ? -1 : 1);
        }
        if (node >= 0 && candidates.isInBase(node)) {
            refresh(spec, group, allocs, plan, node);
        } else if (distinct.hasProperties() || volumes.hasSticky()) {
            candidates.refreshAll(spec, group, allocs, plan);
        }
    }

    /** Says which classes could take the group, had their nodes room. */
    void addEligible(final JobSpec spec, final int group, final ClassEligibility eligibility) {
        if (spec.group(group).isEscaped()) {
            return;
        }
        for (int row = 0; row < fleet.classes().rowLimit(); row++) {
            if (candidates.readyOfClass(row) > 0) {
                eligibility.addSeen(row);
                if (candidates.isClassFeasible(spec, group, row)) {
                    eligibility.addEligible(row);
                }
            }
        }
    }

    /** Nodes looked at since the last call. */
    public long takeVisits() {
        return candidates.takeVisits();
    }

    private void refresh(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        metrics.forget(node);
        if (distinct.hasProperties() || volumes.hasSticky()) {
            candidates.refreshAll(spec, group, allocs, plan);
        } else {
            candidates.refresh(spec, group, allocs, plan, node);
        }
    }

    private boolean isLive(final AllocView allocs, final int alloc) {
        final int node = allocs.node(alloc);
        return node >= 0
                && fleet.isPresent(node)
                && DesiredStatus.RUN == allocs.desiredStatus(alloc)
                && !Trial.isClientTerminal(allocs.clientStatus(alloc));
    }
}
