package io.drover.agent.alloc;

import io.drover.agent.model.ClientStatus;
import io.drover.agent.spec.Lifecycle;
import io.drover.agent.task.TaskEvent;
import io.drover.agent.task.TaskEvents;
import io.drover.agent.task.TaskRunner;
import io.drover.agent.task.TaskState;
import java.util.Collection;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What the tasks of a group mean for each other and for the allocation as a whole. Pure. */
final class GroupRules {
    private GroupRules() {}

    /** Whether a task other than poststop ones lives. */
    static boolean anyLive(final Collection<TaskRunner> tasks) {
        return tasks.stream().anyMatch(GroupRules::isLive);
    }

    /** Whether a task counts for its siblings and lives. */
    static boolean isLive(final TaskRunner task) {
        return task.spec().lifecycle() != Lifecycle.POSTSTOP && !task.isDead();
    }

    /**
     * Why the rest of the group must end now, as an event of a given time; {@code null} when it may run on. In this order: a
     * failed task, a dead leader, nothing but sidecars left.
     */
    static @Nullable LongFunction<TaskEvent> reasonToEnd(final Collection<TaskRunner> tasks) {
        boolean leaderDead = false;
        boolean onlySidecars = true;
        for (final TaskRunner task : tasks) {
            if (task.spec().lifecycle() == Lifecycle.POSTSTOP) {
                continue;
            }
            if (!task.isDead()) {
                onlySidecars &= task.spec().lifecycle().isSidecar();
            } else if (task.state().isFailed()) {
                return nowNs -> TaskEvents.siblingFailed(nowNs, task.spec().name());
            } else {
                leaderDead |= task.spec().leader();
            }
        }
        if (leaderDead) {
            return TaskEvents::leaderDead;
        }
        return onlySidecars ? TaskEvents::mainTasksDead : null;
    }

    /**
     * The status of the allocation.
     *
     * @param overran whether it was ended because it ran too long, which is no failure.
     */
    static ClientStatus status(final Collection<TaskRunner> tasks, final boolean overran) {
        boolean running = false;
        boolean pending = false;
        for (final TaskRunner task : tasks) {
            if (task.state().isFailed() && !overran) {
                return ClientStatus.FAILED;
            }
            running |= task.state().kind() == TaskState.Kind.RUNNING;
            pending |= task.state().kind() == TaskState.Kind.PENDING;
        }
        if (running) {
            return ClientStatus.RUNNING;
        }
        return pending ? ClientStatus.PENDING : ClientStatus.COMPLETE;
    }
}
