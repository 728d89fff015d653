package io.drover.agent.driver.docker;

import io.drover.agent.driver.DriverEventListener;
import io.drover.agent.driver.TaskConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Tells users that output is being lost, no more often than once a minute. */
final class DroppedOutput implements Runnable {
    private static final long PERIOD_NS = Duration.ofMinutes(1).toNanos();

    private final TaskConfig config;
    private final DriverEventListener listener;
    private final AtomicLong reportedNs = new AtomicLong(System.nanoTime() - 2 * PERIOD_NS);

    DroppedOutput(final TaskConfig config, final DriverEventListener listener) {
        this.config = config;
        this.listener = listener;
    }

    @Override
    public void run() {
        final long nowNs = System.nanoTime();
        final long before = reportedNs.get();
        if (nowNs - before > PERIOD_NS && reportedNs.compareAndSet(before, nowNs)) {
            listener.onTaskEvent(
                    config.id(),
                    "Log output is being dropped: " + config.logs().dir() + " cannot be written, is the disk full?",
                    Map.of());
        }
    }
}
