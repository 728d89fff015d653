package io.drover.agent.fingerprint;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverFingerprint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fingerprints of all drivers up to date. Each driver is asked on threads of the monitor, so one that takes long
 * (an engine that has to be loaded) holds nobody back: its node attributes appear when it answers. Readers see the last
 * answers and never wait.
 */
public final class DriverMonitor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DriverMonitor.class);
    private static final int THREADS = 2;

    private final List<Driver> drivers;
    private final Clock clock;
    private final Duration period;
    private final ConcurrentSkipListMap<String, DriverInfo> infos = new ConcurrentSkipListMap<>();
    private final List<CompletableFuture<Void>> firsts = new ArrayList<>();
    private final ScheduledThreadPoolExecutor threads;
    private volatile Runnable onChange = () -> {};

    /**
     * Creates the monitor; {@link #start} begins its work.
     *
     * @param period how often each driver is asked.
     */
    public DriverMonitor(final Collection<Driver> drivers, final Clock clock, final Duration period) {
        this.drivers = List.copyOf(drivers);
        this.clock = clock;
        this.period = period;
        final AtomicInteger number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(THREADS, runnable -> {
            final Thread thread = new Thread(runnable, "drover-driver-monitor-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks all drivers now and then regularly. {@code onChange} is called on a monitor thread when an answer differs. */
    public void start(final Runnable changed) {
        onChange = changed;
        for (final Driver driver : drivers) {
            final CompletableFuture<Void> first = new CompletableFuture<>();
            firsts.add(first);
            threads.scheduleWithFixedDelay(() -> ask(driver, first), 0, period.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Waits until every driver has answered once, at most {@code limit}; whether all did. */
    public boolean awaitFirst(final Duration limit) throws InterruptedException {
        try {
            CompletableFuture.allOf(firsts.toArray(CompletableFuture[]::new))
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (final TimeoutException e) {
            return false;
        } catch (final ExecutionException e) {
            throw new IllegalStateException("first answers never fail", e);
        }
    }

    /** The last answers, by driver name. */
    public SortedMap<String, DriverInfo> infos() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(infos));
    }

    /** Node attributes of the detected drivers: {@code driver.<name>} is {@code 1}, the rest as the driver says. */
    public SortedMap<String, String> attributes() {
        final SortedMap<String, String> attributes = new TreeMap<>();
        for (final Map.Entry<String, DriverInfo> entry : infos.entrySet()) {
            if (entry.getValue().detected()) {
                attributes.putAll(entry.getValue().attributes());
                attributes.put("driver." + entry.getKey(), "1");
            }
        }
        return attributes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void ask(final Driver driver, final CompletableFuture<Void> first) {
        DriverInfo info;
        try {
            info = info(driver.name(), driver.fingerprint());
        } catch (final RuntimeException e) {
            LOGGER.error("driver {} cannot be fingerprinted", driver.name(), e);
            info = new DriverInfo(new TreeMap<>(), false, false, "failed to fingerprint driver", clock.instant());
        }
        final DriverInfo before = infos.get(driver.name());
        final boolean differs = before == null || info.differsFrom(before);
        if (differs) {
            infos.put(driver.name(), info);
        }
        // The change is told first: who waits for the first answers then knows of all of them and registers once.
        if (differs) {
            onChange.run();
        }
        first.complete(null);
    }

    private DriverInfo info(final String name, final DriverFingerprint fingerprint) {
        final SortedMap<String, String> attributes = new TreeMap<>();
        if (fingerprint.detected()) {
            attributes.putAll(fingerprint.attributes());
            attributes.put("driver." + name, "true");
        }
        return new DriverInfo(
                attributes,
                fingerprint.detected(),
                fingerprint.healthy(),
                fingerprint.healthDescription(),
                clock.instant());
    }
}
