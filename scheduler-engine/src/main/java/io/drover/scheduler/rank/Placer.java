package io.drover.scheduler.rank;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.PlacementMetricEncoder;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.PortPicker;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.TaskPicker;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.plan.AllocUpdates;
import io.drover.scheduler.plan.GroupOutcomes;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.reconcile.Requests;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import io.drover.scheduler.spec.SpecGroup;
import io.drover.scheduler.spec.SpecVolumes;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the requests of a reconciled service or batch job, one after another. Once a group has found no place, its
 * further requests are only counted.
 */
public final class Placer {
    private static final int COALESCED_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + PlacementMetricEncoder.coalescedFailuresEncodingOffset();

    /** What placing one allocation and writing it counts in terms of looking at nodes: both as they were measured. */
    private static final int VISITS_PER_PLACEMENT = 150;

    /** What reconciling may count at most, so that there is always something left for placements. */
    private static final int RECONCILED_MAX = 50_000;

    private final Fleet fleet;
    private final SpecCache specs;
    private final NodeBase base;
    private final PortPicker ports;
    private final TaskPicker tasks;
    private final Trial trial;
    private final GroupRanker ranker;
    private final Penalties penalties = new Penalties();
    private final ClassEligibility eligibility = new ClassEligibility();

    private int[] coalesced = new int[8];
    private int[] passedOver = new int[8];
    private @Nullable JobSpec baseSpec;
    private @Nullable JobSpec preparedSpec;
    private int preparedOutcome;
    private int preparedVolumeIndex;
    private long visits;

    public Placer(
            final Fleet fleet,
            final SpecCache specs,
            final NodeBase base,
            final CriterionChecker criteria,
            final ClassVerdicts verdicts,
            final Trial trial) {
        this.fleet = fleet;
        this.specs = specs;
        this.base = base;
        this.trial = trial;
        ports = new PortPicker(fleet, verdicts);
        tasks = new TaskPicker(fleet, trial);
        ranker = new GroupRanker(fleet, base, criteria, verdicts, ports, tasks, trial, specs);
    }

    /**
     * Places what is asked for.
     *
     * @param hasDeployment whether placements belong to a deployment.
     * @param budget        nodes that may be looked at; there is always at least one placement, if any is possible.
     * @return whether all requests were dealt with.
     */
    public boolean place(
            final Session session, final Requests requests, final boolean hasDeployment, final long budget) {
        begin(session);
        final PlanBuffer plan = session.plan();
        for (int i = 0; i < requests.count(); i++) {
            plan.outcomes().addQueued(requests.outcome(i), 1);
        }
        boolean isFinished = true;
        for (int i = 0; i < requests.count() && isFinished; i++) {
            final int outcome = requests.outcome(i);
            final boolean isBound = requests.node(i) != Requests.NONE;
            if (plan.outcomes().isFailed(outcome) && !isBound) {
                coalesced[outcome]++;
            } else if (visits < budget || plan.placements().count() == 0) {
                placeOne(session, requests, i, hasDeployment);
            } else {
                isFinished = false;
            }
        }
        if (isFinished) {
            failUnsuitable(session, requests);
        }
        for (int outcome = 0; outcome < plan.outcomes().count(); outcome++) {
            if (coalesced[outcome] > 0) {
                plan.metricsForWrite(0)
                        .putInt(
                                plan.outcomes().metricOffset(outcome) + COALESCED_OFFSET,
                                coalesced[outcome],
                                ByteOrder.LITTLE_ENDIAN);
            }
        }
        eligibility.writeTo(plan.blocked(), fleet);
        preparedSpec = null;
        baseSpec = null;
        return isFinished;
    }

    /** Nodes that the last call looked at, placements included. */
    public long visits() {
        return visits;
    }

    /**
     * Tells about each node for one more allocation of a group, from a node on, until the sink has enough.
     *
     * @param firstNode row to begin with.
     */
    public void explain(final Session session, final int group, final int firstNode, final NodeReports sink) {
        final JobSpec spec = session.spec();
        final PlanBuffer plan = session.plan();
        for (int i = 0; i < spec.groupCount(); i++) {
            plan.outcomes().add(spec.handle(), i);
        }
        baseSpec = spec;
        preparedSpec = null;
        prepare(session, spec, group, group, 0);
        sink.onGroup(spec, group);
        boolean isWanted = true;
        for (int node = firstNode; isWanted && node < fleet.rowLimit(); node++) {
            if (fleet.isPresent(node)) {
                isWanted = sink.onNode(ranker.report(session, spec, group, node));
            }
        }
        preparedSpec = null;
        baseSpec = null;
    }

    private void begin(final Session session) {
        final int outcomeCount = session.plan().outcomes().count();
        if (outcomeCount > coalesced.length) {
            coalesced = new int[Math.max(outcomeCount, coalesced.length << 1)];
            passedOver = new int[coalesced.length];
        }
        Arrays.fill(coalesced, 0, outcomeCount, 0);
        Arrays.fill(passedOver, 0, outcomeCount, 0);
        eligibility.clear(fleet);
        baseSpec = session.spec();
        preparedSpec = null;
        // Reconciling looks at each allocation of the job about as long as a scan looks at a node.
        visits = Math.min(session.jobAllocs().count(), RECONCILED_MAX);
    }

    private void placeOne(
            final Session session, final Requests requests, final int request, final boolean hasDeployment) {
        final AllocView allocs = session.allocs();
        final int previous = requests.previous(request);
        final int outcome = requests.outcome(request);
        final JobSpec spec = specOf(session, requests, request);
        final int group = spec == session.spec() ? outcome : spec.findGroup(session.spec(), outcome);
        prepare(session, spec, group, outcome, requests.nameIndex(request));

        final StopReason stopReason = requests.stopReason(request);
        final boolean stops = stopReason != null && !trial.isStopped(previous);
        if (stops) {
            trial.stop(previous);
            ranker.stopped(spec, group, allocs, session.plan(), previous, true);
        }
        collectPenalties(allocs, previous);
        final int bound = requests.node(request);
        int node = bound == Requests.NONE
                ? ranker.select(spec, preferredNode(spec.group(group), allocs, previous), penalties)
                : ranker.selectOnly(bound, penalties);
        final boolean evicts = node == GroupRanker.NONE
                && session.view().config().preempts(session.spec().type());
        if (evicts) {
            node = ranker.selectPreempting(session, spec, bound, penalties);
            visits += bound == Requests.NONE ? fleet.ready().cardinality() : 1;
        }
        if (node == GroupRanker.NONE) {
            if (stops) {
                trial.resumeLast();
                ranker.stopped(spec, group, allocs, session.plan(), previous, false);
            }
            if (bound == Requests.NONE) {
                fail(session, spec, group, outcome);
            } else {
                failOn(session, spec, group, outcome, bound);
            }
            if (requests.isReschedule(request) && !allocs.hasNoPlacement(previous)) {
                session.plan().updates().add(previous, AllocUpdates.Kind.NO_PLACEMENT, AllocUpdates.NONE);
            }
            return;
        }
        if (stops && stopReason != null) {
            session.plan().stops().add(previous, stopReason);
        }
        commit(session, spec, group, requests, request, node, hasDeployment, evicts);
    }

    /** Frees what the victims hold; the placement that they make room for is the next. */
    private void evict(final Session session, final int outcome) {
        final PlanBuffer plan = session.plan();
        final Victims victims = ranker.victims();
        for (int i = 0; i < victims.count(); i++) {
            trial.stop(victims.alloc(i));
            plan.stops().addEviction(victims.alloc(i), plan.placements().count());
        }
        plan.outcomes().increment(outcome, GroupOutcomes.Count.PREEMPTIONS, victims.count());
    }

    private void commit(
            final Session session,
            final JobSpec spec,
            final int group,
            final Requests requests,
            final int request,
            final int node,
            final boolean hasDeployment,
            final boolean evicts) {
        final AllocView allocs = session.allocs();
        final PlanBuffer plan = session.plan();
        final Placements placements = plan.placements();
        final SpecGroup ask = spec.group(group);
        final int outcome = requests.outcome(request);
        final int metricLength = session.eval().isAnnotated() ? 0 : ranker.encodeMetric(plan, spec, group, 0);
        final int metricOffset = plan.keepMetric(metricLength);
        if (evicts) {
            // After the metric, which tells of the node as it was when it was chosen.
            evict(session, outcome);
        }
        final int placement = placements.add(spec.handle(), group, outcome, requests.nameIndex(request), node);
        placements
                .resources(
                        ranker.cpuAsk(node),
                        ask.footprint().memoryMb(),
                        ask.footprint().diskMb())
                .replaces(requests.previous(request))
                .metric(metricOffset, metricLength, ranker.selectedScore());
        if (requests.isCanary(request)) {
            placements.canary();
        }
        if (requests.isReschedule(request)) {
            placements.rescheduled(requests.delayMs(request));
        }
        if (hasDeployment && spec == session.spec()) {
            placements.inDeployment();
        }
        if (ask.portCount() > 0) {
            ports.pick(spec, group, node, portSeed(session, placement));
            ports.appendTo(placements, spec);
        }
        if (ask.footprint().coreCount() > 0 || ask.hasDevices()) {
            tasks.pick(spec, group, allocs, plan, node);
            tasks.appendTo(plan, node);
        }
        plan.addVolumeUses(ranker.volumeCount());
        plan.addCsiClaims(ranker.csiVolumeCount());
        trial.takeLast();
        plan.outcomes().addQueued(outcome, -1);
        ranker.placed(spec, group, allocs, plan, node);
        visits += ranker.takeVisits() + VISITS_PER_PLACEMENT;
    }

    private static long portSeed(final Session session, final int placement) {
        return Mix.mix(session.eval().idHigh(), session.eval().idLow(), placement);
    }

    private void prepare(
            final Session session, final JobSpec spec, final int group, final int outcome, final int nameIndex) {
        final int volumeIndex = hasVolumesPerAlloc(spec, group) ? nameIndex : -1;
        if (preparedSpec == spec && preparedOutcome == outcome && preparedVolumeIndex == volumeIndex) {
            return;
        }
        if (baseSpec != spec) {
            base.prepare(spec);
        }
        baseSpec = spec;
        preparedSpec = spec;
        preparedOutcome = outcome;
        preparedVolumeIndex = volumeIndex;
        // Volumes first: scanning asks for them.
        ranker.prepareVolumes(session, spec, group, volumeIndex);
        ranker.prepare(
                spec,
                group,
                outcome,
                session.jobAllocs(),
                session.allocs(),
                session.plan(),
                Mix.mix(session.eval().idHigh(), session.eval().idLow(), 0),
                session.view().config().isSpreadAlgorithm(base.pool(spec)),
                volumeIndex);
        visits += ranker.takeVisits();
    }

    private static boolean hasVolumesPerAlloc(final JobSpec spec, final int group) {
        final SpecVolumes volumes = spec.volumes();
        for (int i = 0; i < volumes.count(); i++) {
            if (volumes.group(i) == group && volumes.isPerAlloc(i)) {
                return true;
            }
        }
        return false;
    }

    /** While canaries are tried, other allocations stay on the version that was promoted last. */
    private JobSpec specOf(final Session session, final Requests requests, final int request) {
        final JobSpec current = session.spec();
        if (!requests.isDowngrade(request)) {
            return current;
        }
        final JobView jobs = session.view().jobs();
        final int previous = requests.previous(request);
        long handle = jobs.promotedSpec(session.eval().job());
        if (handle == JobView.NULL_SPEC && previous != Requests.NONE) {
            handle = session.allocs().spec(previous);
        }
        if (handle == JobView.NULL_SPEC || handle == current.handle()) {
            return current;
        }
        final JobSpec older = specs.get(jobs, handle);
        return older.findGroup(current, requests.outcome(request)) < 0 ? current : older;
    }

    private void collectPenalties(final AllocView allocs, final int previous) {
        penalties.clear();
        if (previous == Requests.NONE) {
            return;
        }
        if (ClientStatus.FAILED == allocs.clientStatus(previous)) {
            penalties.add(allocs.node(previous));
        }
        for (int i = 0; i < allocs.rescheduleCount(previous); i++) {
            penalties.add(allocs.reschedulePreviousNode(previous, i));
        }
    }

    private static int preferredNode(final SpecGroup ask, final AllocView allocs, final int previous) {
        return previous != Requests.NONE && ask.prefersFormerNode() ? allocs.node(previous) : GroupRanker.NONE;
    }

    /**
     * A node that does not suit a system job is passed over in silence; one that has no room is a failure, and the job
     * waits for it.
     */
    private void failOn(final Session session, final JobSpec spec, final int group, final int outcome, final int node) {
        if (ranker.isExhausted(node)) {
            session.plan().blocked().addNode(node);
            if (session.plan().outcomes().isFailed(outcome)) {
                coalesced[outcome]++;
            } else {
                fail(session, spec, group, outcome);
            }
        } else {
            session.plan().outcomes().addQueued(outcome, -1);
            passedOver[outcome]++;
        }
    }

    /** A group that suits no node at all is a failure too. */
    private void failUnsuitable(final Session session, final Requests requests) {
        final PlanBuffer plan = session.plan();
        int checked = Requests.NONE;
        for (int i = 0; i < requests.count(); i++) {
            final int outcome = requests.outcome(i);
            final boolean isNew = outcome != checked;
            checked = outcome;
            if (isNew && passedOver[outcome] > 0 && !plan.outcomes().isFailed(outcome) && isAbsent(session, outcome)) {
                prepare(session, session.spec(), outcome, outcome, requests.nameIndex(i));
                ranker.selectOnly(requests.node(i), penalties);
                fail(session, session.spec(), outcome, outcome);
            }
        }
    }

    private static boolean isAbsent(final Session session, final int outcome) {
        final Placements placements = session.plan().placements();
        for (int i = 0; i < placements.count(); i++) {
            if (placements.outcome(i) == outcome) {
                return false;
            }
        }
        return session.jobAllocs().first(outcome) == session.jobAllocs().limit(outcome);
    }

    private void fail(final Session session, final JobSpec spec, final int group, final int outcome) {
        final PlanBuffer plan = session.plan();
        final int length = ranker.encodeMetric(plan, spec, group, 0);
        plan.outcomes().failed(outcome, plan.keepMetric(length), length);
        eligibility.add(spec.group(group).isEscaped());
        ranker.addEligible(spec, group, eligibility);
    }
}
