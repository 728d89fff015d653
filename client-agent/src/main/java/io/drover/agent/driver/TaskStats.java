package io.drover.agent.driver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resource usage of one task at one moment.
 *
 * @param timestampNs wall clock, nanoseconds since the epoch.
 * @param cpu processor usage.
 * @param memory memory usage in bytes.
 * @param pids usage of each process, {@code null} when the driver does not tell processes apart.
 */
public record TaskStats(
        long timestampNs, Cpu cpu, Memory memory, @Nullable Map<Long, Usage> pids) {
    /** Nothing is known. */
    public static final TaskStats EMPTY =
            new TaskStats(0, new Cpu(0, 0, 0, 0, 0, 0, List.of()), new Memory(0, 0, 0, 0, 0, 0, 0, 0, List.of()));

    /** Usage of a task whose processes are not told apart. */
    public TaskStats(final long timestampNs, final Cpu cpu, final Memory memory) {
        this(timestampNs, cpu, memory, null);
    }

    /** Usage of one process. */
    public record Usage(Cpu cpu, Memory memory) {}

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
