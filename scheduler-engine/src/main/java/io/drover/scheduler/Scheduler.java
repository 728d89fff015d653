package io.drover.scheduler;

import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.rank.NodeReports;
import io.drover.scheduler.rank.Placer;
import io.drover.scheduler.reconcile.JobReconciler;
import io.drover.scheduler.reconcile.SystemReconciler;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;

/**
 * Turns an evaluation into a plan: a function of the view, the fleet and the evaluation.
 *
 * <pre>
 *  view, eval ─► reconcile: what to stop, update, place ─► feasible: where it may run ─► rank: where best ─► plan
 * </pre>
 *
 * <p>The fleet is used as scratch paper meanwhile and is as before when {@link #process} returns. Owned by one thread, called from the command
 * that caused the evaluation or from the queue. Steady state allocates nothing.
 */
public final class Scheduler {
    private static final int SPEC_CACHE_CAPACITY = 4096;

    private final Fleet fleet;
    private final SpecCache specs = new SpecCache(SPEC_CACHE_CAPACITY);
    private final NodeBase base;
    private final Trial trial;
    private final ClassVerdicts verdicts;
    private final Session session = new Session();
    private final JobReconciler jobs;
    private final SystemReconciler systemJobs;
    private final Placer placer;

    /**
     * @param fleet         the nodes.
     * @param allocCountMax rows that allocations may have.
     */
    public Scheduler(final Fleet fleet, final int allocCountMax) {
        this.fleet = fleet;
        base = new NodeBase(fleet);
        trial = new Trial(fleet, allocCountMax);
        final CriterionChecker criteria = new CriterionChecker(fleet);
        verdicts = new ClassVerdicts(fleet, criteria);
        jobs = new JobReconciler(fleet, base, verdicts, specs, trial);
        systemJobs = new SystemReconciler(fleet, base, verdicts, specs, trial);
        placer = new Placer(fleet, specs, base, criteria, verdicts, trial);
    }

    /**
     * Decides.
     *
     * @param view            the state; must not change while this runs.
     * @param eval            the evaluation.
     * @param plan            filled anew.
     * @param nodeVisitBudget nodes that may be looked at before the rest is left for another call.
     */
    public SchedulingResult process(
            final StateView view, final EvalInput eval, final PlanBuffer plan, final int nodeVisitBudget) {
        plan.clear();
        final long handle = view.jobs().spec(eval.job());
        if (handle == JobView.NULL_SPEC) {
            return SchedulingResult.COMPLETE;
        }
        final JobSpec spec = specs.get(view.jobs(), handle);
        session.begin(view, eval, spec, plan);
        trial.begin(view.allocs(), plan);
        try {
            session.jobAllocs().load(view, eval.job(), spec, specs);
            base.prepare(spec);
            verdicts.begin(spec);
            return decide(nodeVisitBudget);
        } finally {
            trial.end();
            session.end();
        }
    }

    /**
     * Tells what speaks for and against each node for one more allocation of a group of a job's current version, now: what an
     * evaluation that places it would find.
     *
     * @param eval      names the job; its id decides between equal nodes.
     * @param plan      scratch.
     * @param firstNode row to begin with.
     * @return whether the job has a spec and the group.
     */
    public boolean explain(
            final StateView view,
            final EvalInput eval,
            final PlanBuffer plan,
            final int group,
            final int firstNode,
            final NodeReports sink) {
        plan.clear();
        final long handle = view.jobs().spec(eval.job());
        if (handle == JobView.NULL_SPEC) {
            return false;
        }
        final JobSpec spec = specs.get(view.jobs(), handle);
        if (group < 0 || group >= spec.groupCount()) {
            return false;
        }
        session.begin(view, eval, spec, plan);
        trial.begin(view.allocs(), plan);
        try {
            session.jobAllocs().load(view, eval.job(), spec, specs);
            base.prepare(spec);
            verdicts.begin(spec);
            placer.explain(session, group, firstNode, sink);
            return true;
        } finally {
            trial.end();
            session.end();
        }
    }

    /** What the last evaluation counted against its budget. */
    public long visits() {
        return placer.visits();
    }

    /** The nodes it decides about. */
    public Fleet fleet() {
        return fleet;
    }

    private SchedulingResult decide(final int nodeVisitBudget) {
        final boolean isStopped = !session.view().jobs().isLive(session.eval().job());
        final boolean isFinished;
        if (session.spec().isSystem()) {
            systemJobs.reconcile(session, isStopped);
            isFinished =
                    placer.place(session, systemJobs.requests(), systemJobs.hasDeployment(session), nodeVisitBudget);
        } else {
            jobs.reconcile(session, isStopped);
            isFinished = placer.place(session, jobs.requests(), jobs.hasDeployment(session), nodeVisitBudget);
        }
        return isFinished ? SchedulingResult.COMPLETE : SchedulingResult.CONTINUES;
    }
}
