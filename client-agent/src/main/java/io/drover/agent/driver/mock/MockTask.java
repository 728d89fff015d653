package io.drover.agent.driver.mock;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import io.drover.agent.driver.logs.RotatingLog;
import io.drover.agent.driver.process.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pretended task: a few timers of the driver and a future. */
final class MockTask implements TaskHandle {
    private static final Logger LOGGER = LoggerFactory.getLogger(MockTask.class);

    /** Pretends to measure memory, and nothing else. */
    private static final TaskStats STATS =
            new TaskStats(0, TaskStats.EMPTY.cpu(), new TaskStats.Memory(0, 0, 0, 0, 0, 0, 0, 0, List.of("RSS")));

    private final MockConfig config;
    private final ScheduledExecutorService timers;
    private final long startedMs;
    private final CompletableFuture<ExitResult> exit = new CompletableFuture<>();

    MockTask(final MockConfig config, final ScheduledExecutorService timers, final long startedMs) {
        this.config = config;
        this.timers = timers;
        this.startedMs = startedMs;
    }

    /** Writes its output and ends after {@code runFor}. */
    void run(final TaskConfig.Logs logs, final Duration runFor) throws DriverException {
        try {
            write(RotatingLog.stdout(logs), config.stdout(), config.stdout().repeat());
            write(RotatingLog.stderr(logs), config.stderr(), config.stderr().repeat());
        } catch (final IOException e) {
            throw new DriverException("cannot open the task's log files: " + e.getMessage(), true, e);
        }
        resume(runFor);
    }

    /** Ends after {@code remaining}, at once when that has passed. */
    void resume(final Duration remaining) {
        timers.schedule(this::end, Math.max(0, remaining.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public byte[] state() {
        return Long.toString(startedMs).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public CompletionStage<ExitResult> exit() {
        return exit;
    }

    @Override
    public void signal(final String name) throws DriverException {
        if (!config.signalError().isEmpty()) {
            throw DriverException.permanent(config.signalError());
        }
        if (Signals.number(name) == null) {
            throw DriverException.permanent("Signal " + name + " is not supported");
        }
    }

    @Override
    public void stop(final Duration timeout, final String signal) {
        final long ignoredNs =
                Math.max(0, Math.min(timeout.toNanos(), config.killAfter().toNanos()));
        timers.schedule(this::end, ignoredNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void destroy() {
        end();
    }

    @Override
    public TaskStats stats() {
        return STATS;
    }

    @Override
    public @Nullable DriverNetwork network() {
        return config.network();
    }

    private void end() {
        final String error = config.exitErrMsg().isEmpty() ? null : config.exitErrMsg();
        exit.complete(new ExitResult(config.exitCode(), config.exitSignal(), false, error));
    }

    private void write(final RotatingLog log, final MockConfig.Output output, final int left) {
        log.writeText(output.text());
        if (left > 0 && !output.text().isEmpty() && !exit.isDone()) {
            timers.schedule(() -> write(log, output, left - 1), output.every().toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        try {
            log.close();
        } catch (final IOException e) {
            LOGGER.warn("cannot close a task's log file: {}", e.toString());
        }
    }
}
