package io.drover.cluster.engine;

import io.drover.cluster.eval.BlockedEvals;
import io.drover.cluster.eval.DeploymentMaker;
import io.drover.cluster.eval.EvalQueue;
import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.eval.Evaluator;
import io.drover.cluster.eval.Placer;
import io.drover.cluster.eval.PlanApplier;
import io.drover.cluster.lifecycle.AllocTransitions;
import io.drover.cluster.lifecycle.AutoRevert;
import io.drover.cluster.lifecycle.CsiClaims;
import io.drover.cluster.lifecycle.DeploymentCounters;
import io.drover.cluster.lifecycle.DeploymentWatch;
import io.drover.cluster.lifecycle.EvalRemoval;
import io.drover.cluster.lifecycle.Garbage;
import io.drover.cluster.lifecycle.JobChildren;
import io.drover.cluster.lifecycle.JobRemoval;
import io.drover.cluster.lifecycle.JobStatuses;
import io.drover.cluster.lifecycle.JobVersions;
import io.drover.cluster.lifecycle.PeriodicLaunches;
import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.lifecycle.VariableLocks;
import io.drover.cluster.lifecycle.VolumeUses;
import io.drover.cluster.liveness.Drainer;
import io.drover.cluster.liveness.NodeEvaluations;
import io.drover.cluster.liveness.NodePlugins;
import io.drover.cluster.liveness.NodeRemoval;
import io.drover.cluster.liveness.NodeTransitions;
import io.drover.cluster.liveness.NodeVolumes;
import io.drover.cluster.liveness.Timers;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.Birth;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.step.Step;
import io.drover.cluster.view.LiveView;
import io.drover.sbe.Limits;
import io.drover.scheduler.Scheduler;
import io.drover.scheduler.fleet.Fleet;
import java.util.function.Consumer;

/** Every part once, each given to those that need it. No logic. */
public final class Engine {
    private static final int DEVICES_PER_NODE = 64;
    private static final int DEVICES_MAX = 1 << 24;
    private static final int PORTS_PER_ALLOC = 2;

    private final ClusterState state;
    private final Step step;
    private final Fleet fleet;
    private final LiveView view;
    private final Scheduler scheduler;
    private final SpecReader specs;
    private final EvalQueue queue;
    private final BlockedEvals blocked;
    private final Evaluations evaluations;
    private final JobStatuses statuses;
    private final Registrations registrations;
    private final VolumeUses volumeUses;
    private final NodeVolumes nodeVolumes;
    private final CsiClaims csiClaims;
    private final NodePlugins nodePlugins;
    private final AllocTransitions transitions;
    private final DeploymentCounters counters;
    private final NodeEvaluations nodeEvaluations;
    private final NodeTransitions nodeTransitions;
    private final NodeRemoval nodeRemoval;
    private final JobVersions jobVersions;
    private final DeploymentWatch deploymentWatch;
    private final JobRemoval jobRemoval;
    private final JobChildren jobChildren;
    private final PeriodicLaunches periodicLaunches;
    private final EvalRemoval evalRemoval;
    private final Garbage garbage;
    private final Drainer drainer;
    private final VariableLocks variableLocks;
    private final Timers timers;
    private final Evaluator evaluator;

    /**
     * Empty tables and everything around them.
     *
     * @param internalErrors told of defects that an evaluation failed for, with the state untouched.
     */
    public Engine(final Birth birth, final Consumer<Throwable> internalErrors) {
        state = new ClusterState(birth);
        step = new Step(state);
        fleet = new Fleet(
                state.nodes().rows().rowCountMax(),
                birth.limits().intValue(Limits.Key.ALLOCS_MAX) * PORTS_PER_ALLOC,
                (int) Math.min(DEVICES_MAX, (long) state.nodes().rows().rowCountMax() * DEVICES_PER_NODE),
                state.heap().strings());
        view = new LiveView(state, step);
        scheduler = new Scheduler(fleet, state.allocs().rows().rowCountMax());
        specs = new SpecReader(state.versions());
        queue = new EvalQueue(state.evals());
        blocked = new BlockedEvals(state, queue);
        evaluations = new Evaluations(state, step, queue, blocked);
        statuses = new JobStatuses(state, step);
        registrations = new Registrations(state, step);
        volumeUses = new VolumeUses(state, fleet, step);
        nodeVolumes = new NodeVolumes(state, fleet, step);
        csiClaims = new CsiClaims(state, step, blocked);
        nodePlugins = new NodePlugins(state, step);
        transitions = new AllocTransitions(state, fleet, step, registrations, volumeUses, csiClaims, blocked);
        counters = new DeploymentCounters(state, step);
        nodeEvaluations = new NodeEvaluations(state, evaluations);
        nodeTransitions = new NodeTransitions(
                state, fleet, step, registrations, nodeEvaluations, nodeVolumes, nodePlugins, blocked, specs);
        nodeRemoval = new NodeRemoval(state, fleet, step, transitions, nodeVolumes, nodePlugins);
        jobVersions = new JobVersions(state, step);
        deploymentWatch = new DeploymentWatch(
                state, step, evaluations, counters, transitions, new AutoRevert(state, jobVersions, statuses), specs);
        jobRemoval = new JobRemoval(state, step, evaluations, transitions, volumeUses, statuses);
        evalRemoval = new EvalRemoval(state, step, specs, evaluations, transitions, statuses);
        garbage =
                new Garbage(state, step, specs, transitions, jobRemoval, nodeRemoval, nodePlugins, csiClaims, statuses);
        drainer = new Drainer(state, step, specs, evaluations, transitions, nodeTransitions, statuses);
        jobChildren = new JobChildren(state, step, jobVersions, statuses, evaluations);
        periodicLaunches = new PeriodicLaunches(state, step, jobChildren);
        variableLocks = new VariableLocks(state, step);
        timers = new Timers(
                state,
                step,
                nodeTransitions,
                evaluations,
                deploymentWatch,
                garbage,
                drainer,
                periodicLaunches,
                variableLocks);
        final PlanApplier applier = new PlanApplier(
                state,
                step,
                evaluations,
                transitions,
                counters,
                statuses,
                new Placer(state, step, specs, transitions, counters),
                new DeploymentMaker(state, step, specs, counters));
        evaluator = new Evaluator(
                state, step, queue, blocked, evaluations, scheduler, view, applier, statuses, internalErrors);
    }

    public ClusterState state() {
        return state;
    }

    public Step step() {
        return step;
    }

    public Fleet fleet() {
        return fleet;
    }

    public LiveView view() {
        return view;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public SpecReader specs() {
        return specs;
    }

    public EvalQueue queue() {
        return queue;
    }

    public BlockedEvals blocked() {
        return blocked;
    }

    public Evaluations evaluations() {
        return evaluations;
    }

    public JobStatuses statuses() {
        return statuses;
    }

    public Registrations registrations() {
        return registrations;
    }

    public VolumeUses volumeUses() {
        return volumeUses;
    }

    public NodeVolumes nodeVolumes() {
        return nodeVolumes;
    }

    public CsiClaims csiClaims() {
        return csiClaims;
    }

    public NodePlugins nodePlugins() {
        return nodePlugins;
    }

    public AllocTransitions transitions() {
        return transitions;
    }

    public DeploymentCounters counters() {
        return counters;
    }

    public NodeEvaluations nodeEvaluations() {
        return nodeEvaluations;
    }

    public NodeTransitions nodeTransitions() {
        return nodeTransitions;
    }

    public NodeRemoval nodeRemoval() {
        return nodeRemoval;
    }

    public DeploymentWatch deploymentWatch() {
        return deploymentWatch;
    }

    public JobVersions jobVersions() {
        return jobVersions;
    }

    public JobChildren jobChildren() {
        return jobChildren;
    }

    public PeriodicLaunches periodicLaunches() {
        return periodicLaunches;
    }

    public JobRemoval jobRemoval() {
        return jobRemoval;
    }

    public EvalRemoval evalRemoval() {
        return evalRemoval;
    }

    public Garbage garbage() {
        return garbage;
    }

    public Drainer drainer() {
        return drainer;
    }

    public VariableLocks variableLocks() {
        return variableLocks;
    }

    public Timers timers() {
        return timers;
    }

    public Evaluator evaluator() {
        return evaluator;
    }
}
