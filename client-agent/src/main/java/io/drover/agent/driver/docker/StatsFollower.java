package io.drover.agent.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import com.github.dockerjava.api.model.ThrottlingDataConfig;
import io.drover.agent.driver.TaskStats;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest usage of a container from one stream of the engine (about one message a second). A single question would
 * take the engine two seconds. The stream is opened with the first question.
 */
final class StatsFollower {
    private static final List<String> CPU_FIELDS =
            List.of("System Mode", "User Mode", "Throttled Periods", "Throttled Time", "Percent", "Total Ticks");
    private static final List<String> MEMORY_FIELDS = List.of("RSS", "Cache", "Swap", "Usage", "Max Usage");
    private static final double PERCENT = 100.0;
    private static final long NS_PER_S = 1_000_000_000L;

    private final DockerEngine engine;
    private final String containerId;
    private final double coreMhz;
    private volatile TaskStats newest = TaskStats.EMPTY;
    private @Nullable Stream stream;
    private boolean closed;

    StatsFollower(final DockerEngine engine, final String containerId, final double coreMhz) {
        this.engine = engine;
        this.containerId = containerId;
        this.coreMhz = coreMhz;
    }

    synchronized TaskStats newest() {
        if (!closed && (stream == null || stream.ended)) {
            stream = new Stream();
            engine.streams().statsCmd(containerId).exec(stream);
        }
        return newest;
    }

    synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
    }

    private TaskStats convert(final Statistics statistics) {
        final Instant now = Instant.now();
        return new TaskStats(
                now.getEpochSecond() * NS_PER_S + now.getNano(),
                cpu(statistics.getCpuStats(), statistics.getPreCpuStats()),
                memory(statistics.getMemoryStats()));
    }

    private TaskStats.Cpu cpu(final CpuStatsConfig now, final CpuStatsConfig before) {
        final double system = number(now.getSystemCpuUsage()) - number(before.getSystemCpuUsage());
        final double cores = Math.max(1, number(now.getOnlineCpus()));
        final double scale = system <= 0 ? 0 : PERCENT * cores / system;
        final double kernel = scale
                * (number(now.getCpuUsage().getUsageInKernelmode())
                        - number(before.getCpuUsage().getUsageInKernelmode()));
        final double user = scale
                * (number(now.getCpuUsage().getUsageInUsermode())
                        - number(before.getCpuUsage().getUsageInUsermode()));
        final double percent = scale
                * (number(now.getCpuUsage().getTotalUsage())
                        - number(before.getCpuUsage().getTotalUsage()));
        final ThrottlingDataConfig throttling = now.getThrottlingData();
        return new TaskStats.Cpu(
                kernel,
                user,
                percent / PERCENT * coreMhz,
                throttling == null ? 0 : number(throttling.getThrottledPeriods()),
                throttling == null ? 0 : number(throttling.getThrottledTime()),
                percent,
                CPU_FIELDS);
    }

    private static TaskStats.Memory memory(final MemoryStatsConfig memory) {
        final StatsConfig details = memory.getStats() == null ? new StatsConfig() : memory.getStats();
        return new TaskStats.Memory(
                number(details.getRss()),
                number(details.getCache()),
                number(details.getSwap()),
                number(details.getMappedFile()),
                number(memory.getUsage()),
                number(memory.getMaxUsage()),
                0,
                0,
                MEMORY_FIELDS);
    }

    private static long number(final @Nullable Long value) {
        return value == null ? 0 : value;
    }

    private final class Stream implements ResultCallback<Statistics> {
        private volatile boolean ended;
        private volatile @Nullable Closeable connection;

        @Override
        public void onStart(final Closeable closeable) {
            connection = closeable;
        }

        @Override
        public void onNext(final Statistics statistics) {
            if (statistics.getCpuStats() != null
                    && statistics.getCpuStats().getCpuUsage() != null
                    && statistics.getPreCpuStats() != null
                    && statistics.getPreCpuStats().getCpuUsage() != null
                    && statistics.getMemoryStats() != null) {
                newest = convert(statistics);
            }
        }

        @Override
        public void onError(final Throwable e) {
            ended = true;
        }

        @Override
        public void onComplete() {
            ended = true;
        }

        @Override
        public void close() {
            ended = true;
            final Closeable open = connection;
            if (open != null) {
                try {
                    open.close();
                } catch (final IOException e) {
                    // The engine closed it first.
                    connection = null;
                }
            }
        }
    }
}
