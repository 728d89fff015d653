package io.drover.agent.driver.process;

import io.drover.agent.driver.TaskStats;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns the kernel's counters of one task into rates between two samples. From the control group when there is one, else
 * summed over the task's processes. Guarded by its own monitor; the first sample has no rates.
 */
final class UsageSampler {
    private static final long NS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;
    private static final long PAGE_BYTES = 4096;
    private static final double PERCENT = 100.0;
    private static final List<String> CPU_FIELDS =
            List.of("System Mode", "User Mode", "Throttled Periods", "Throttled Time", "Percent", "Total Ticks");
    private static final List<String> CPU_FIELDS_PROC = List.of("System Mode", "User Mode", "Percent", "Total Ticks");
    private static final List<String> MEMORY_V1 =
            List.of("RSS", "Cache", "Swap", "Usage", "Max Usage", "Kernel Usage", "Kernel Max Usage");
    private static final List<String> MEMORY_V2 = List.of("RSS", "Cache", "Swap", "Usage");
    private static final List<String> MEMORY_PROC = List.of("RSS");

    private final Path procRoot;
    private final double coreMhz;
    private final @Nullable TaskCgroup cgroup;
    private final ProcessSampler processes;
    private long lastNs;
    private long lastUserNs;
    private long lastSystemNs;

    UsageSampler(final Path procRoot, final double coreMhz, final @Nullable TaskCgroup cgroup) {
        this.procRoot = procRoot;
        this.coreMhz = coreMhz;
        this.cgroup = cgroup;
        this.processes = new ProcessSampler(procRoot, coreMhz);
    }

    /**
     * Takes a sample.
     *
     * @param nowNs monotonic clock.
     * @param timestampNs wall clock, nanoseconds since the epoch.
     * @param pids the task's processes; they are summed over when there is no control group.
     */
    synchronized TaskStats sample(final long nowNs, final long timestampNs, final Set<Long> pids) {
        final Map<Long, TaskStats.Usage> each = processes.sample(nowNs, pids);
        if (cgroup == null) {
            return sampleProcesses(nowNs, timestampNs, pids, each);
        }
        final TaskStats whole = sampleGroup(cgroup, nowNs, timestampNs);
        return new TaskStats(timestampNs, whole.cpu(), whole.memory(), each);
    }

    private TaskStats sampleGroup(final TaskCgroup cgroup, final long nowNs, final long timestampNs) {
        if (cgroup.mode() == CgroupHierarchy.Mode.V2) {
            final long micros = TimeUnit.MICROSECONDS.toNanos(1);
            final TaskStats.Cpu cpu = cpu(
                    nowNs,
                    cgroup.value("cpu.stat", "user_usec") * micros,
                    cgroup.value("cpu.stat", "system_usec") * micros,
                    cgroup.value("cpu.stat", "nr_throttled"),
                    cgroup.value("cpu.stat", "throttled_usec") * micros,
                    CPU_FIELDS);
            final long anon = cgroup.value("memory.stat", "anon");
            return new TaskStats(
                    timestampNs,
                    cpu,
                    new TaskStats.Memory(
                            anon,
                            cgroup.value("memory.stat", "file"),
                            cgroup.value("memory.swap.current"),
                            cgroup.value("memory.stat", "file_mapped"),
                            cgroup.value("memory.current"),
                            0,
                            0,
                            0,
                            MEMORY_V2));
        }
        final TaskStats.Cpu cpu = cpu(
                nowNs,
                cgroup.value("cpuacct.stat", "user") * NS_PER_TICK,
                cgroup.value("cpuacct.stat", "system") * NS_PER_TICK,
                cgroup.value("cpu.stat", "nr_throttled"),
                cgroup.value("cpu.stat", "throttled_time"),
                CPU_FIELDS);
        return new TaskStats(
                timestampNs,
                cpu,
                new TaskStats.Memory(
                        cgroup.value("memory.stat", "rss"),
                        cgroup.value("memory.stat", "cache"),
                        cgroup.value("memory.stat", "swap"),
                        cgroup.value("memory.stat", "mapped_file"),
                        cgroup.value("memory.usage_in_bytes"),
                        cgroup.value("memory.max_usage_in_bytes"),
                        cgroup.value("memory.kmem.usage_in_bytes"),
                        cgroup.value("memory.kmem.max_usage_in_bytes"),
                        MEMORY_V1));
    }

    private TaskStats sampleProcesses(
            final long nowNs, final long timestampNs, final Set<Long> pids, final Map<Long, TaskStats.Usage> each) {
        long user = 0;
        long system = 0;
        long rss = 0;
        for (final long pid : pids) {
            final ProcStat stat = ProcStat.read(procRoot, pid);
            if (stat != null) {
                user += stat.userTicks();
                system += stat.systemTicks();
                rss += stat.rssPages() * PAGE_BYTES;
            }
        }
        return new TaskStats(
                timestampNs,
                cpu(nowNs, user * NS_PER_TICK, system * NS_PER_TICK, 0, 0, CPU_FIELDS_PROC),
                new TaskStats.Memory(rss, 0, 0, 0, rss, 0, 0, 0, MEMORY_PROC),
                each);
    }

    private TaskStats.Cpu cpu(
            final long nowNs,
            final long userNs,
            final long systemNs,
            final long throttledPeriods,
            final long throttledNs,
            final List<String> measured) {
        final double elapsed = lastNs == 0 ? 0 : nowNs - lastNs;
        final double user = rate(userNs - lastUserNs, elapsed);
        final double system = rate(systemNs - lastSystemNs, elapsed);
        lastNs = nowNs;
        lastUserNs = userNs;
        lastSystemNs = systemNs;
        final double percent = user + system;
        return new TaskStats.Cpu(
                system, user, percent / PERCENT * coreMhz, throttledPeriods, throttledNs, percent, measured);
    }

    /** Percent of one core; a counter that went back (a process ended) counts as idle. */
    private static double rate(final long usedNs, final double elapsedNs) {
        return elapsedNs <= 0 || usedNs <= 0 ? 0 : usedNs / elapsedNs * PERCENT;
    }
}
