package io.drover.perf;

import io.drover.tools.quickstart.LocalAgent;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Registers jobs at a fixed rate on all servers, each with an id of its own, and keeps their history: which were acknowledged, and how
 * long none was. Afterwards each acknowledged job is looked for: missing is lost, changed after its creation was applied twice.
 */
final class Writers implements AutoCloseable {
    private static final int WRITERS = 8;
    private static final int TIMEOUT_MS = 5_000;

    private final List<LocalAgent> servers;
    private final long intervalNs;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastAcceptedNs = new AtomicLong(System.nanoTime());
    private final AtomicLong gapNs = new AtomicLong();
    private volatile boolean isDone;

    /** Begins to write. */
    Writers(final List<LocalAgent> servers, final int rate) {
        this.servers = servers;
        intervalNs = TimeUnit.SECONDS.toNanos(WRITERS) / rate;
        for (int i = 0; i < WRITERS; i++) {
            final int writer = i;
            threads.execute(() -> write(writer));
        }
    }

    /** Begins to look for the longest gap anew. */
    void resetGap() {
        gapNs.set(0);
    }

    /** The longest time without an accepted write since then. */
    long gapNs() {
        return Math.max(gapNs.get(), System.nanoTime() - lastAcceptedNs.get());
    }

    long lastAcceptedNs() {
        return lastAcceptedNs.get();
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    long refusedCount() {
        return refused.get();
    }

    /** Ends writing; writes that are on their way come to an end. */
    void stop() throws InterruptedException {
        isDone = true;
        threads.shutdown();
        threads.awaitTermination(2L * TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    /** Compares the history with what a server says. */
    void check(final Report report, final String address) throws IOException {
        final Map<String, Long> changes = new HashMap<>();
        for (final var job : Http.get(address + "/v1/jobs", 60_000).doc().items()) {
            changes.put(job.text("ID"), job.number("JobModifyIndex") - job.number("CreateIndex"));
        }
        report.put("acknowledged", acknowledged.size());
        report.put("refused", refused.get());
        report.put(
                "lost",
                acknowledged.stream().filter(id -> !changes.containsKey(id)).count());
        report.put(
                "doubled",
                changes.values().stream().filter(change -> change != 0).count());
    }

    @Override
    public void close() {
        isDone = true;
        threads.shutdownNow();
    }

    private void write(final int writer) {
        long dueNs = System.nanoTime();
        int server = writer;
        while (!isDone) {
            if (!register(servers.get(server % servers.size()), "write-" + number.getAndIncrement())) {
                server++;
                refused.incrementAndGet();
            }
            dueNs += intervalNs;
            sleepUntil(Math.max(dueNs, System.nanoTime() - intervalNs));
        }
    }

    private boolean register(final LocalAgent server, final String id) {
        try {
            final Http.Answer answer = Http.put(server.address() + "/v1/jobs", PerfJobs.unplaceable(id), TIMEOUT_MS);
            if (answer.isSuccess()) {
                acknowledged.add(id);
                final long nowNs = System.nanoTime();
                gapNs.accumulateAndGet(nowNs - lastAcceptedNs.getAndSet(nowNs), Math::max);
                return true;
            }
        } catch (final IOException ex) {
            // Neither accepted nor refused: it may be there or not.
        }
        return false;
    }

    private static void sleepUntil(final long dueNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(dueNs - System.nanoTime());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
