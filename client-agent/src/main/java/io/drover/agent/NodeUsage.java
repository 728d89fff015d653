package io.drover.agent;

import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.model.TaskGrant;
import io.drover.agent.task.TaskRunner;
import java.util.Collection;

/**
 * What a node has of allocations and tasks, in numbers.
 *
 * @param pending allocations that wait for their tasks to start.
 * @param running allocations with tasks that run.
 * @param terminal allocations that have ended and are still kept.
 * @param tasksPending tasks that have not started.
 * @param tasksRunning tasks that run.
 * @param tasksDead tasks that have ended.
 * @param cpuMhz granted to allocations that have not ended, MHz.
 * @param memoryMb granted to them, MiB.
 * @param memoryMaxMb what they may use when there is room, MiB.
 * @param diskMb granted to them, MiB.
 */
public record NodeUsage(
        int pending,
        int running,
        int terminal,
        int tasksPending,
        int tasksRunning,
        int tasksDead,
        long cpuMhz,
        long memoryMb,
        long memoryMaxMb,
        long diskMb) {
    static NodeUsage of(final Collection<AllocRunner> allocs) {
        final int[] byStatus = new int[3];
        final int[] tasks = new int[3];
        final long[] granted = new long[4];
        for (final AllocRunner alloc : allocs) {
            byStatus[
                    alloc.clientStatus().isTerminal() ? 2 : alloc.clientStatus().ordinal()]++;
            for (final TaskRunner task : alloc.tasks()) {
                tasks[task.state().kind().ordinal()]++;
            }
            if (!alloc.clientStatus().isTerminal()) {
                for (final TaskGrant grant : alloc.assignment().grants().values()) {
                    granted[0] += grant.cpuMhz();
                    granted[1] += grant.memoryMb();
                    granted[2] += Math.max(grant.memoryMb(), grant.memoryMaxMb());
                }
                granted[3] += alloc.assignment().diskMb();
            }
        }
        return new NodeUsage(
                byStatus[0],
                byStatus[1],
                byStatus[2],
                tasks[0],
                tasks[1],
                tasks[2],
                granted[0],
                granted[1],
                granted[2],
                granted[3]);
    }
}
