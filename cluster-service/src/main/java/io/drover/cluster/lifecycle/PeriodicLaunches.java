package io.drover.cluster.lifecycle;

import io.drover.cluster.periodic.LaunchTimes;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Invariant;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Launches periodic jobs when they are due. The next launch follows from the time of the last one, not from the clock; of launches that
 * were missed while the cluster did not run, one is made up for.
 */
public final class PeriodicLaunches {
    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final JobChildren children;
    private final LaunchTimes times = new LaunchTimes();
    private final UnsafeBuffer rules = new UnsafeBuffer(0, 0);

    public PeriodicLaunches(final ClusterState state, final Step step, final JobChildren children) {
        this.state = state;
        this.step = step;
        this.children = children;
        jobs = state.jobs();
        versions = state.versions();
    }

    /** Whether launches of a job are made at all: it is periodic, enabled, and neither stopped nor a template for dispatches. */
    public boolean isTracked(final int job) {
        final int current = jobs.current(job);
        return versions.isPeriodic(current)
                && !versions.isStopped(current)
                && !versions.isParameterized(current)
                && timesOf(job).isEnabled();
    }

    /** A job has a new version: its next launch is due by the new rules, counted from now. */
    public void onVersion(final int job) {
        if (!isTracked(job)) {
            schedule(job, LaunchTimes.NEVER);
            return;
        }
        if (0 == jobs.lastLaunchMs(job)) {
            launchedAt(job, step.nowMs());
        }
        schedule(job, timesOf(job).nextMs(step.nowMs()));
    }

    /** Whether there is room for what {@link #onDeadline} does. */
    public boolean hasRoom(final int job) {
        return children.hasRoomFor(job, 0);
    }

    /** A launch is due. */
    public void onDeadline(final int job) {
        final long dueMs = jobs.nextLaunchMs(job);
        final LaunchTimes of = timesOf(job);
        final boolean isOverlapping = jobs.childrenPending(job) + jobs.childrenRunning(job) > 0;
        final long followingMs = of.nextMs(dueMs);
        final boolean hasMissed = followingMs != LaunchTimes.NEVER && followingMs <= step.nowMs();
        final long launchMs = hasMissed ? step.nowMs() : dueMs;
        if (!isOverlapping || !of.prohibitsOverlap()) {
            children.launch(job, launchMs);
            launchedAt(job, launchMs);
        }
        schedule(job, hasMissed ? timesOf(job).nextMs(launchMs) : followingMs);
    }

    /** Launches a job now, whatever its rules say, and answers the evaluation. */
    public int force(final int job) {
        final int eval = children.launch(job, step.nowMs());
        launchedAt(job, step.nowMs());
        return eval;
    }

    private LaunchTimes timesOf(final int job) {
        versions.wrapPeriodic(jobs.current(job), rules);
        return times.of(rules);
    }

    private void launchedAt(final int job, final long timeMs) {
        jobs.lastLaunchMs(job, timeMs / 1_000 * 1_000);
        step.single(TableId.PERIODIC_LAUNCHES);
    }

    private void schedule(final int job, final long dueMs) {
        jobs.nextLaunchMs(job, dueMs);
        if (LaunchTimes.NEVER == dueMs) {
            state.deadlines().cancel(DeadlineKind.PERIODIC_LAUNCH, job);
        } else {
            Invariant.check(
                    state.deadlines().schedule(DeadlineKind.PERIODIC_LAUNCH, job, dueMs),
                    "room for a launch was checked");
        }
    }
}
