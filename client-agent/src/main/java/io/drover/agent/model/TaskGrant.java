package io.drover.agent.model;

import java.util.List;

/**
 * Resources that the scheduler granted to one task.
 *
 * @param cpuMhz MHz.
 * @param memoryMb reserved memory, MiB.
 * @param memoryMaxMb memory it may use when there is room, MiB, 0 = as reserved, -1 = without limit.
 * @param cores reserved cores, empty when none are.
 * @param devices instances of devices, in the order in which the task asked for them.
 */
public record TaskGrant(
        long cpuMhz, long memoryMb, long memoryMaxMb, List<Integer> cores, List<GrantedDevice> devices) {
    /** Nothing was granted. */
    public static final TaskGrant NONE = new TaskGrant(0, 0, 0, List.of(), List.of());

    /** Copies the lists. */
    public TaskGrant {
        cores = List.copyOf(cores);
        devices = List.copyOf(devices);
    }
}
