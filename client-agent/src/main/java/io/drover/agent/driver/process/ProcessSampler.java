package io.drover.agent.driver.process;

import io.drover.agent.driver.TaskStats;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Usage of each process of a task between two samples. The owner guards it; a process's first sample has no rates. */
final class ProcessSampler {
    private static final long NS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;
    private static final long PAGE_BYTES = 4096;
    private static final double PERCENT = 100.0;
    private static final List<String> CPU_FIELDS = List.of("System Mode", "User Mode", "Percent");
    private static final List<String> MEMORY_FIELDS = List.of("RSS", "Swap");

    private final Path procRoot;
    private final double coreMhz;
    private Map<Long, ProcStat> last = Map.of();
    private long lastNs;

    ProcessSampler(final Path procRoot, final double coreMhz) {
        this.procRoot = procRoot;
        this.coreMhz = coreMhz;
    }

    /** Looks at these processes; those that have ended are left out. */
    Map<Long, TaskStats.Usage> sample(final long nowNs, final Set<Long> pids) {
        final Map<Long, TaskStats.Usage> usages = new TreeMap<>();
        final Map<Long, ProcStat> seen = new HashMap<>();
        for (final Long pid : pids) {
            final ProcStat stat = ProcStat.read(procRoot, pid);
            if (stat != null) {
                seen.put(pid, stat);
                usages.put(pid, usage(nowNs, stat, last.getOrDefault(pid, stat)));
            }
        }
        last = seen;
        lastNs = nowNs;
        return usages;
    }

    private TaskStats.Usage usage(final long nowNs, final ProcStat stat, final ProcStat before) {
        final double elapsedNs = lastNs == 0 ? 0 : nowNs - lastNs;
        final double user = rate(stat.userTicks() - before.userTicks(), elapsedNs);
        final double system = rate(stat.systemTicks() - before.systemTicks(), elapsedNs);
        final double percent = user + system;
        return new TaskStats.Usage(
                new TaskStats.Cpu(system, user, percent / PERCENT * coreMhz, 0, 0, percent, CPU_FIELDS),
                new TaskStats.Memory(stat.rssPages() * PAGE_BYTES, 0, 0, 0, 0, 0, 0, 0, MEMORY_FIELDS));
    }

    private static double rate(final long ticks, final double elapsedNs) {
        return elapsedNs <= 0 || ticks <= 0 ? 0 : ticks * NS_PER_TICK / elapsedNs * PERCENT;
    }
}
