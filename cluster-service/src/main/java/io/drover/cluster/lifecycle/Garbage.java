package io.drover.cluster.lifecycle;

import io.drover.cluster.liveness.NodePlugins;
import io.drover.cluster.liveness.NodeRemoval;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.GarbageCursor;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Slab;

/**
 * Collects what is over and old enough: evaluations with their allocations, jobs, deployments, storage plugins,
 * claims whose volumes nobody can detach any more, nodes. An allocation is deleted together
 * with its registrations.
 *
 * <p>One log entry deletes a bounded number of rows and looks at a bounded number of others; the next one goes on where it stopped, in
 * the middle of a large job if need be. So no command waits for a table to be scanned, however large it is.
 */
public final class Garbage {
    /** Looking at a row costs a fraction of deleting one. */
    private static final int LOOKS_PER_DELETION = 8;

    private final ClusterState state;
    private final EvalTable evals;
    private final AllocTable allocs;
    private final JobTable jobs;
    private final Step step;
    private final AllocTransitions transitions;
    private final JobRemoval jobRemoval;
    private final NodeRemoval nodeRemoval;
    private final NodePlugins plugins;
    private final CsiClaims claims;
    private final JobStatuses statuses;
    private final GarbageRules rules;
    private final long rowsMax;
    private final long intervalMs;
    private final long tickMs;
    private long rows;
    private long looks;

    public Garbage(
            final ClusterState state,
            final Step step,
            final SpecReader specs,
            final AllocTransitions transitions,
            final JobRemoval jobRemoval,
            final NodeRemoval nodeRemoval,
            final NodePlugins plugins,
            final CsiClaims claims,
            final JobStatuses statuses) {
        this.state = state;
        this.step = step;
        this.transitions = transitions;
        this.jobRemoval = jobRemoval;
        this.nodeRemoval = nodeRemoval;
        this.plugins = plugins;
        this.claims = claims;
        this.statuses = statuses;
        rules = new GarbageRules(state, step, specs);
        evals = state.evals();
        allocs = state.allocs();
        jobs = state.jobs();
        rowsMax = state.limits().get(Limits.Key.GC_ROWS_PER_ENTRY);
        intervalMs = state.limits().get(Limits.Key.GC_INTERVAL_MS);
        tickMs = state.limits().get(Limits.Key.TICK_MS);
    }

    /** Somebody asks for a collection of everything that is over, whatever its age: begins at the beginning. */
    public void collectAll() {
        state.forcedGarbage().reset();
        advance(true);
    }

    /** Goes on with a collection within an open step, or one begun as soon as there is something to collect. */
    public void advance(final boolean isForced) {
        final GarbageCursor cursor = isForced ? state.forcedGarbage() : state.garbage();
        rules.begin(isForced);
        rows = 0;
        looks = 0;
        while (hasBudget() && !cursor.isAtEnd()) {
            final Slab table = table(cursor.phase());
            final int row = table.next(cursor.row());
            if (Slab.NULL_ROW == row) {
                cursor.nextPhase();
            } else if (collect(cursor.phase(), row)) {
                cursor.row(row);
            }
            looks++;
        }
        schedule(isForced, cursor);
    }

    private void schedule(final boolean isForced, final GarbageCursor cursor) {
        final int row = isForced ? DeadlineKind.FORCED_GARBAGE : DeadlineKind.GARBAGE;
        if (!cursor.isAtEnd()) {
            // With the next tick: commands come first.
            state.deadlines().schedule(DeadlineKind.RECURRING, row, step.nowMs() + (isForced ? 1 : tickMs));
            return;
        }
        cursor.reset();
        if (!isForced) {
            scheduleNext();
        }
    }

    /** The next collection is due after the interval. */
    public void scheduleNext() {
        state.deadlines().schedule(DeadlineKind.RECURRING, DeadlineKind.GARBAGE, step.nowMs() + intervalMs);
    }

    private Slab table(final int phase) {
        return switch (phase) {
            case GarbageCursor.JOBS -> jobs.rows();
            case GarbageCursor.EVALS -> evals.rows();
            case GarbageCursor.DEPLOYMENTS -> state.deployments().rows();
            case GarbageCursor.CSI_PLUGINS -> state.csiPlugins().rows();
            case GarbageCursor.CSI_VOLUMES -> state.csiVolumes().rows();
            default -> state.nodes().rows();
        };
    }

    /** Collects a row if it is time; false when the budget did not suffice. */
    private boolean collect(final int phase, final int row) {
        return switch (phase) {
            case GarbageCursor.JOBS -> !rules.isCollectibleJob(row) || deleteJob(row);
            case GarbageCursor.EVALS -> !rules.isCollectibleEval(row) || deleteEval(row);
            case GarbageCursor.DEPLOYMENTS -> !rules.isCollectibleDeployment(row) || deleteDeployment(row);
            case GarbageCursor.CSI_PLUGINS -> !rules.isCollectiblePlugin(row) || deletePlugin(row);
            case GarbageCursor.CSI_VOLUMES ->
                !rules.mayLoseClaims(row) || !claims.hasPast(row, 0, 0) || freeClaims(row);
            default -> !rules.isCollectibleNode(row) || deleteNode(row);
        };
    }

    private boolean deleteJob(final int job) {
        begin();
        while (Slab.NULL_ROW != evals.ofJob().first(job) && hasBudget()) {
            removeEval(evals.ofJob().first(job));
        }
        while (Slab.NULL_ROW != allocs.ofJob().first(job) && hasBudget()) {
            transitions.remove(allocs.ofJob().first(job));
            rows++;
        }
        if (Slab.NULL_ROW != evals.ofJob().first(job)
                || Slab.NULL_ROW != allocs.ofJob().first(job)) {
            statuses.updateAfterCollection(job);
            return false;
        }
        jobRemoval.remove(job);
        rows++;
        return true;
    }

    private boolean deleteEval(final int eval) {
        begin();
        final int job = evals.job(eval);
        final boolean isGone = removeEval(eval);
        if (Slab.NULL_ROW != job) {
            statuses.updateAfterCollection(job);
        }
        return isGone;
    }

    /** Removes an evaluation after its allocations, as far as the budget goes. */
    private boolean removeEval(final int eval) {
        while (Slab.NULL_ROW != allocs.ofEval().first(eval)) {
            if (!hasBudget()) {
                return false;
            }
            transitions.remove(allocs.ofEval().first(eval));
            rows++;
        }
        step.eval(eval);
        evals.remove(eval);
        rows++;
        return true;
    }

    private boolean deleteDeployment(final int deployment) {
        begin();
        state.deadlines().cancel(DeadlineKind.DEPLOYMENT_PROGRESS, deployment);
        step.deployment(deployment);
        allocs.leaveDeployments(state.deployments().job(deployment), deployment);
        state.deployments().remove(deployment);
        rows++;
        return true;
    }

    private boolean deletePlugin(final int plugin) {
        begin();
        plugins.collect(plugin);
        rows++;
        return true;
    }

    private boolean freeClaims(final int volume) {
        begin();
        rows += claims.freePast(volume, 0, 0);
        return true;
    }

    private boolean deleteNode(final int node) {
        begin();
        nodeRemoval.remove(node);
        rows++;
        return true;
    }

    private boolean hasBudget() {
        return rows < rowsMax && looks + rules.looks() < LOOKS_PER_DELETION * rowsMax;
    }

    private void begin() {
        if (!step.isOpen()) {
            step.begin();
        }
    }
}
