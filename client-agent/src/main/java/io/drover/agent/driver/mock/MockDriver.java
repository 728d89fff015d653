package io.drover.agent.driver.mock;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pretends to run tasks. Its tasks are timers in the agent; a task's state is the moment of its start, so a later agent finds
 * it where its configuration says that it must be by then. One timer thread, started with the first task. Thread-safe.
 */
public final class MockDriver implements Driver, AutoCloseable {
    private static final DriverFingerprint FINGERPRINT = new DriverFingerprint(
            true,
            true,
            "Healthy",
            Map.of(),
            new DriverFingerprint.Capabilities(true, true, DriverFingerprint.FsIsolation.NONE));

    private final Clock clock;
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, runnable -> {
        final Thread thread = new Thread(runnable, "drover-mock-tasks");
        thread.setDaemon(true);
        return thread;
    });

    /** Creates the driver. */
    public MockDriver(final Clock clock) {
        this.clock = clock;
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public String name() {
        return "mock_driver";
    }

    @Override
    public DriverFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        final MockConfig task = MockConfig.decode(config.driverConfig());
        block(task);
        if (!task.startError().isEmpty()) {
            throw new DriverException(task.startError(), task.startErrorRecoverable());
        }
        final MockTask handle = new MockTask(task, timers, clock.millis());
        handle.run(config.logs(), task.runFor());
        return handle;
    }

    @Override
    public @Nullable TaskHandle recover(final TaskConfig config, final byte[] handleState) throws DriverException {
        final MockConfig task = MockConfig.decode(config.driverConfig());
        final long startedMs;
        try {
            startedMs = Long.parseLong(new String(handleState, StandardCharsets.US_ASCII));
        } catch (final NumberFormatException e) {
            throw new DriverException("failed to decode task state from handle: expected a time", false, e);
        }
        final MockTask handle = new MockTask(task, timers, startedMs);
        handle.resume(task.runFor().minusMillis(clock.millis() - startedMs));
        return handle;
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }

    private static void block(final MockConfig task) throws DriverException {
        try {
            TimeUnit.NANOSECONDS.sleep(task.startBlockFor().toNanos());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("start was interrupted", true, e);
        }
    }
}
