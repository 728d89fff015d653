package io.drover.perf;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.quickstart.LocalAgent;
import io.drover.tools.quickstart.LocalCluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills the leader again and again while jobs are registered at a fixed rate, each with an id of its own. Counts how long no write
 * was accepted, and afterwards looks for each acknowledged job: missing is lost, a version above 0 was applied twice.
 */
final class FailoverMeasurement implements Measurement {
    private static final int WRITERS = 8;
    private static final int TIMEOUT_MS = 5_000;
    /** Longer than the leader heartbeat time-out: until then a dead leader may not have been noticed. */
    private static final long NOTICE_MS = 3_000;

    private static final long SETTLE_MS = 4_000;
    private static final long LIMIT_S = 60;

    private final int kills;
    private final int rate;
    private final LocalCluster cluster = new LocalCluster(3, 0, false);
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong lastAcceptedNs = new AtomicLong();
    private final AtomicLong gapNs = new AtomicLong();
    private volatile boolean isDone;

    FailoverMeasurement(final Options options) throws IOException {
        kills = options.get("kills", 20);
        rate = options.get("rate", 200);
    }

    @Override
    public void run(final Report report) throws Exception {
        cluster.start();
        awaitLeader();
        lastAcceptedNs.set(System.nanoTime());
        for (int i = 0; i < WRITERS; i++) {
            final int writer = i;
            writers.execute(() -> write(writer));
        }
        final Samples gaps = new Samples();
        for (int i = 0; i < kills; i++) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            final LocalAgent leader = awaitLeader();
            gapNs.set(0);
            leader.kill();
            final long longestNs = awaitAccepted(System.nanoTime());
            gaps.add(longestNs);
            System.out.println("kill " + (i + 1) + ": " + leader.name() + ", no write accepted for "
                    + TimeUnit.NANOSECONDS.toMillis(longestNs) + " ms");
            leader.start();
            awaitCaughtUp(leader);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        isDone = true;
        writers.shutdown();
        writers.awaitTermination(2L * TIMEOUT_MS, TimeUnit.MILLISECONDS);
        check(report);
        report.put("gap_median_ms", gaps.medianMs());
        report.put("gap_max_ms", gaps.percentileMs(100));
    }

    @Override
    public void close() {
        isDone = true;
        writers.shutdownNow();
        cluster.close();
    }

    private void write(final int writer) {
        final long intervalNs = TimeUnit.SECONDS.toNanos(WRITERS) / rate;
        long dueNs = System.nanoTime();
        int server = writer;
        while (!isDone) {
            final String id = "write-" + number.getAndIncrement();
            if (!register(cluster.servers().get(server % 3), id)) {
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
                acknowledged.put(id, true);
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

    /** The longest time without an accepted write around the kill: waits until writes go on well after the survivors have noticed. */
    private long awaitAccepted(final long killNs) throws InterruptedException {
        final long deadlineNs = killNs + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (lastAcceptedNs.get() - killNs < TimeUnit.MILLISECONDS.toNanos(NOTICE_MS)) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("no write accepted within " + LIMIT_S + " s:\n" + cluster.tails());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return gapNs.get();
    }

    private LocalAgent awaitLeader() throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() - deadlineNs < 0) {
            for (final LocalAgent server : cluster.servers()) {
                try {
                    final String leader = Http.get(server.address() + "/v1/status/leader", 1_000)
                            .doc()
                            .text();
                    for (final LocalAgent candidate : cluster.servers()) {
                        if (candidate.isAlive()
                                && (leader.endsWith(":" + candidate.ports().http())
                                        || leader.endsWith(
                                                ":" + candidate.ports().rpc()))) {
                            return candidate;
                        }
                    }
                } catch (final IOException ex) {
                    // Not up, or not any more.
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("no leader within " + LIMIT_S + " s:\n" + cluster.tails());
    }

    /** Killing the next before this one follows again would leave a majority of none. */
    private void awaitCaughtUp(final LocalAgent server) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() - deadlineNs < 0) {
            try {
                final long leaderIndex = Http.get(server.address() + "/v1/jobs?per_page=1", 1_000)
                        .index();
                final long ownIndex = Http.get(server.address() + "/v1/jobs?stale&per_page=1", 1_000)
                        .index();
                if (leaderIndex > 1 && ownIndex >= leaderIndex) {
                    return;
                }
            } catch (final IOException ex) {
                // Not up yet.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException(server.name() + " does not come back:\n" + cluster.tails());
    }

    private void check(final Report report) throws Exception {
        final String leader = awaitLeader().address();
        final List<Doc> jobs = Http.get(leader + "/v1/jobs", 60_000).doc().items();
        final Map<String, Long> versions = new ConcurrentHashMap<>();
        jobs.forEach(job -> versions.put(job.text("ID"), job.number("JobModifyIndex") - job.number("CreateIndex")));
        long lost = 0;
        for (final String id : acknowledged.keySet()) {
            lost += versions.containsKey(id) ? 0 : 1;
        }
        long doubled = 0;
        for (final long difference : versions.values()) {
            doubled += difference == 0 ? 0 : 1;
        }
        report.put("kills", kills);
        report.put("acknowledged", acknowledged.size());
        report.put("refused", refused.get());
        report.put("lost", lost);
        report.put("doubled", doubled);
    }
}
