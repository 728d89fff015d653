package io.drover.agent.alloc;

import io.drover.agent.spec.Lifecycle;
import io.drover.agent.task.TaskEvents;
import io.drover.agent.task.TaskRunner;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Ends the tasks of an allocation in their order: the leader first, then the other tasks, then sidecars; each step begins when
 * the tasks of the one before are dead. Poststop tasks are left alone, their turn comes afterwards.
 */
final class KillSession {
    /** What is being ended. */
    private enum Step {
        LEADER,
        OTHERS,
        SIDECARS,
        DONE
    }

    private final Collection<TaskRunner> tasks;
    private Step step = Step.LEADER;

    KillSession(final Collection<TaskRunner> tasks) {
        this.tasks = tasks;
    }

    boolean isDone() {
        return step == Step.DONE;
    }

    /** Kills what may be killed now. Called again whenever a task changed. */
    void advance() {
        if (step == Step.LEADER && killAll(task -> task.spec().leader())) {
            step = Step.OTHERS;
        }
        if (step == Step.OTHERS && killAll(task -> !task.spec().lifecycle().isSidecar())) {
            step = Step.SIDECARS;
        }
        if (step == Step.SIDECARS && killAll(task -> true)) {
            step = Step.DONE;
        }
    }

    /** Kills the tasks of one step; true when all of them are dead. */
    private boolean killAll(final Predicate<TaskRunner> which) {
        boolean allDead = true;
        for (final TaskRunner task : tasks) {
            if (task.spec().lifecycle() != Lifecycle.POSTSTOP && which.test(task) && !task.isDead()) {
                task.kill(nowNs -> TaskEvents.killing(nowNs, task.killTimeoutNs()));
                allDead &= task.isDead();
            }
        }
        return allDead;
    }
}
