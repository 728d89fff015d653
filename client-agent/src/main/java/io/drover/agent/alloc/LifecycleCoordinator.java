package io.drover.agent.alloc;

import io.drover.agent.spec.Lifecycle;
import io.drover.agent.task.TaskRunner;
import io.drover.agent.task.TaskState;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Decides which tasks of a group may run now. Each stage opens the gates of some kinds of tasks and ends when the tasks that it
 * waits for are where they should be:
 *
 * <pre>
 *   PRESTART ─ ephemeral prestarts done, prestart sidecars run ─► MAIN ─ no main task pending ─► POSTSTART
 *   ─ ephemeral poststarts done ─► WAIT ─ all but poststop tasks dead ─► POSTSTOP
 * </pre>
 *
 * From every stage POSTSTOP follows once all other tasks are dead.
 */
final class LifecycleCoordinator {
    /** What the group is doing. */
    enum Stage {
        /** Nothing runs yet; the allocation is being prepared. */
        INIT,
        /** Prestart tasks. */
        PRESTART,
        /** Main tasks. */
        MAIN,
        /** Poststart tasks beside the main tasks. */
        POSTSTART,
        /** The normal life of the group. */
        WAIT,
        /** Poststop tasks. */
        POSTSTOP
    }

    private Stage stage = Stage.INIT;

    Stage stage() {
        return stage;
    }

    /** Whether tasks of that kind may run now. */
    boolean isOpen(final Lifecycle lifecycle) {
        return switch (lifecycle) {
            case PRESTART_EPHEMERAL -> stage == Stage.PRESTART;
            case PRESTART_SIDECAR -> stage != Stage.INIT && stage != Stage.POSTSTOP;
            case MAIN -> stage == Stage.MAIN || stage == Stage.POSTSTART || stage == Stage.WAIT;
            case POSTSTART_EPHEMERAL -> stage == Stage.POSTSTART;
            case POSTSTART_SIDECAR -> stage == Stage.POSTSTART || stage == Stage.WAIT;
            case POSTSTOP -> stage == Stage.POSTSTOP;
        };
    }

    /** The allocation is prepared, or all tasks were asked to start over. */
    void begin() {
        stage = Stage.PRESTART;
    }

    /** Moves on as far as the tasks allow. */
    void advance(final Collection<TaskRunner> tasks) {
        if (stage == Stage.INIT) {
            return;
        }
        if (all(tasks, lifecycle -> lifecycle != Lifecycle.POSTSTOP, TaskRunner::isDead)) {
            stage = Stage.POSTSTOP;
            return;
        }
        if (stage == Stage.PRESTART && isPrestartDone(tasks)) {
            stage = Stage.MAIN;
        }
        if (stage == Stage.MAIN && all(tasks, Lifecycle.MAIN::equals, task -> !isPending(task))) {
            stage = Stage.POSTSTART;
        }
        if (stage == Stage.POSTSTART && all(tasks, Lifecycle.POSTSTART_EPHEMERAL::equals, TaskRunner::isDead)) {
            stage = Stage.WAIT;
        }
    }

    private static boolean isPrestartDone(final Collection<TaskRunner> tasks) {
        return all(
                        tasks,
                        Lifecycle.PRESTART_EPHEMERAL::equals,
                        task -> task.isDead() && !task.state().isFailed())
                && all(
                        tasks,
                        Lifecycle.PRESTART_SIDECAR::equals,
                        task -> task.state().kind() == TaskState.Kind.RUNNING);
    }

    private static boolean isPending(final TaskRunner task) {
        return task.state().kind() == TaskState.Kind.PENDING;
    }

    private static boolean all(
            final Collection<TaskRunner> tasks,
            final Predicate<Lifecycle> which,
            final Predicate<TaskRunner> condition) {
        for (final TaskRunner task : tasks) {
            if (which.test(task.spec().lifecycle()) && !condition.test(task)) {
                return false;
            }
        }
        return true;
    }
}
