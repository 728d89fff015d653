package io.drover.agent.alloc;

import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.service.AllocChecks;
import io.drover.agent.spec.HealthPolicy;
import io.drover.agent.spec.Lifecycle;
import io.drover.agent.task.GoText;
import io.drover.agent.task.TaskEvents;
import io.drover.agent.task.TaskRunner;
import io.drover.agent.task.TaskState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Reaches one verdict about an allocation: healthy once its tasks have run, and its checks passed, for long enough without a
 * break; unhealthy when a task dies or the deadline comes first. Measured on the monotonic clock, so a stepped wall clock
 * changes nothing.
 */
final class AllocHealth {
    /** A moment that has not come. */
    private static final long NEVER = Long.MIN_VALUE;

    private final EventLoop loop;
    private final Collection<TaskRunner> tasks;
    private final AllocChecks checks;
    private final Runnable onVerdict;

    private @Nullable HealthPolicy policy;
    private boolean inDeployment;
    private @Nullable DeploymentHealth verdict;
    private EventLoop.@Nullable Timer deadlineTimer;
    private EventLoop.@Nullable Timer healthyTimer;
    private long latestStartNs;
    private long tasksSinceNs = NEVER;
    private long checksSinceNs = NEVER;

    AllocHealth(
            final EventLoop loop,
            final Collection<TaskRunner> tasks,
            final AllocChecks checks,
            final Runnable onVerdict) {
        this.loop = loop;
        this.tasks = tasks;
        this.checks = checks;
        this.onVerdict = onVerdict;
    }

    @Nullable
    DeploymentHealth verdict() {
        return verdict;
    }

    /** Takes over a verdict of an earlier life of the agent. */
    void restore(final @Nullable DeploymentHealth known) {
        verdict = known;
    }

    /** Starts watching unless the verdict is known already. */
    void start(final HealthPolicy newPolicy, final boolean deployment) {
        if (verdict != null || policy != null || !newPolicy.tracked()) {
            return;
        }
        policy = newPolicy;
        inDeployment = deployment;
        deadlineTimer = loop.schedule(newPolicy.healthyDeadlineNs(), this::onDeadline);
        evaluate();
    }

    /** Forgets the verdict: the allocation belongs to another deployment now. */
    void reset() {
        stop();
        verdict = null;
        tasksSinceNs = NEVER;
        checksSinceNs = NEVER;
    }

    /** Stops watching without a verdict. */
    void stop() {
        policy = null;
        cancel(deadlineTimer);
        cancel(healthyTimer);
    }

    /** Looks at the tasks and checks again. */
    void evaluate() {
        final HealthPolicy current = policy;
        if (current == null) {
            return;
        }
        final long nowNs = loop.monotonicNs();
        if (!lookAtTasks(nowNs)) {
            conclude(false);
            return;
        }
        if (!current.useChecks() || checks.isEmpty()) {
            checksSinceNs = tasksSinceNs;
        } else if (!checks.allPass()) {
            checksSinceNs = NEVER;
        } else if (checksSinceNs == NEVER) {
            checksSinceNs = nowNs;
        }
        cancel(healthyTimer);
        if (tasksSinceNs == NEVER || checksSinceNs == NEVER) {
            return;
        }
        final long remainingNs = Math.max(tasksSinceNs, checksSinceNs) + current.minHealthyTimeNs() - nowNs;
        if (remainingNs <= 0) {
            conclude(true);
        } else {
            healthyTimer = loop.schedule(remainingNs, this::evaluate);
        }
    }

    /** Updates since when all tasks are as they should be; false when one has ended for good. */
    private boolean lookAtTasks(final long nowNs) {
        long latest = 0;
        boolean complete = true;
        for (final TaskRunner task : tasks) {
            final TaskState state = task.state();
            final Lifecycle lifecycle = task.spec().lifecycle();
            if (lifecycle == Lifecycle.POSTSTOP) {
                continue;
            }
            if (state.isFailed() || state.kind() == TaskState.Kind.DEAD && !lifecycle.isEphemeral()) {
                return false;
            }
            if (state.kind() == TaskState.Kind.PENDING) {
                complete = false;
            }
            latest = Math.max(latest, state.startedAtNs());
        }
        if (!complete) {
            tasksSinceNs = NEVER;
        } else if (tasksSinceNs == NEVER || latest != latestStartNs) {
            tasksSinceNs = nowNs;
        }
        latestStartNs = latest;
        return true;
    }

    private void onDeadline() {
        final HealthPolicy current = policy;
        if (current == null) {
            return;
        }
        if (inDeployment) {
            explain(current);
        }
        conclude(false);
    }

    private void conclude(final boolean healthy) {
        if (!healthy && inDeployment) {
            tasks.forEach(this::explainEnd);
        }
        verdict = new DeploymentHealth(healthy, loop.wallClockNs());
        stop();
        onVerdict.run();
    }

    private void explainEnd(final TaskRunner task) {
        if (task.spec().lifecycle() == Lifecycle.POSTSTOP || allocFailed()) {
            return;
        }
        if (task.isDead() && !task.spec().lifecycle().isEphemeral()) {
            task.note(TaskEvents.allocUnhealthy(loop.wallClockNs(), "Unhealthy because of dead task"));
        }
    }

    private void explain(final HealthPolicy current) {
        final String deadline = GoText.duration(current.healthyDeadlineNs());
        final long nowNs = loop.wallClockNs();
        for (final TaskRunner task : tasks) {
            if (task.spec().lifecycle() == Lifecycle.POSTSTOP || task.isDead()) {
                continue;
            }
            if (task.state().kind() == TaskState.Kind.PENDING) {
                task.note(TaskEvents.allocUnhealthy(nowNs, "Task not running by healthy_deadline of " + deadline));
            } else if (tasksSinceNs != NEVER && checks.allPass()) {
                task.note(TaskEvents.allocUnhealthy(
                        nowNs,
                        "Task not running for min_healthy_time of " + GoText.duration(current.minHealthyTimeNs())
                                + " by healthy_deadline of " + deadline));
            } else if (!checks.allPass()) {
                task.note(TaskEvents.allocUnhealthy(
                        nowNs, "Services not healthy by deadline: " + String.join(", ", checks.failingServices())));
            }
        }
    }

    /** A failed allocation says why by itself. */
    private boolean allocFailed() {
        return tasks.stream().anyMatch(task -> task.state().isFailed());
    }

    private static void cancel(final EventLoop.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
