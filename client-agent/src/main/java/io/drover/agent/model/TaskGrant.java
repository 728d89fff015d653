package io.drover.agent.model;

import java.util.List;

/**
 * Resources that the scheduler granted to one task.
 *
 * @param cpuMhz MHz.
 * @param memoryMb reserved memory, MiB.
 * @param memoryMaxMb memory it may use when there is room, MiB, 0 = as reserved, -1 = without limit.
 * @param cores reserved cores, empty when none are.
 */
public record TaskGrant(long cpuMhz, long memoryMb, long memoryMaxMb, List<Integer> cores) {
    /** Nothing was granted. */
    public static final TaskGrant NONE = new TaskGrant(0, 0, 0, List.of());

    /** Copies the cores. */
    public TaskGrant {
        cores = List.copyOf(cores);
    }
}
