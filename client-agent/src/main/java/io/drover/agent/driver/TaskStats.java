package io.drover.agent.driver;

import java.util.List;

/**
 * Resource usage of one task at one moment.
 *
 * @param timestampNs wall clock, nanoseconds since the epoch.
 * @param cpu processor usage.
 * @param memory memory usage in bytes.
 */
public record TaskStats(long timestampNs, Cpu cpu, Memory memory) {
    /** Nothing is known. */
    public static final TaskStats EMPTY =
            new TaskStats(0, new Cpu(0, 0, 0, 0, 0, 0, List.of()), new Memory(0, 0, 0, 0, 0, 0, 0, 0, List.of()));

    /**
     * Processor usage since the previous sample.
     *
     * @param systemMode percent of one core in the kernel.
     * @param userMode percent of one core in user mode.
     * @param totalTicks MHz consumed.
     * @param throttledPeriods periods in which the task was throttled.
     * @param throttledTimeNs time for which it was throttled, nanoseconds.
     * @param percent percent of one core altogether.
     * @param measured names of the fields that were measured, for example {@code Percent}.
     */
    public record Cpu(
            double systemMode,
            double userMode,
            double totalTicks,
            long throttledPeriods,
            long throttledTimeNs,
            double percent,
            List<String> measured) {}

    /**
     * Memory usage, all values in bytes.
     *
     * @param measured names of the fields that were measured, for example {@code RSS}.
     */
    public record Memory(
            long rss,
            long cache,
            long swap,
            long mappedFile,
            long usage,
            long maxUsage,
            long kernelUsage,
            long kernelMaxUsage,
            List<String> measured) {}
}
