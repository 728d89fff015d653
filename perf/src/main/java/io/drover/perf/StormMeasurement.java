package io.drover.perf;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Doc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many large jobs at once on simulated nodes: how fast they are placed, and how soon all of it runs. */
final class StormMeasurement implements Measurement {
    private static final int TIMEOUT_MS = 60_000;
    private static final long LIMIT_S = 180;
    private static final int CLIENTS = 4;

    private final int nodes;
    private final int jobs;
    private final int count;
    private final int warmUpJobs;
    private final PerfCluster cluster = new PerfCluster();
    private @org.jspecify.annotations.Nullable Fleet fleet;

    StormMeasurement(final Options options) throws IOException {
        nodes = options.get("nodes", 100);
        jobs = options.get("jobs", 20);
        count = options.get("count", 500);
        warmUpJobs = options.get("warmup", 10);
    }

    @Override
    public void run(final Report report) throws Exception {
        final String leader = cluster.awaitReady().address();
        fleet = new Fleet(nodes, cluster.addresses());
        while (Http.get(leader + "/v1/nodes", TIMEOUT_MS).doc().size() < nodes) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        warmUp(report, leader);
        final long before = cluster.residentMb();
        final long startNs = System.nanoTime();
        register(leader, "storm-", jobs);
        final long registeredNs = System.nanoTime() - startNs;
        long placedNs = 0;
        final long total = (long) jobs * count;
        while (true) {
            final long[] sums = sums(leader);
            final long elapsedNs = System.nanoTime() - startNs;
            if (placedNs == 0 && sums[0] >= total) {
                placedNs = elapsedNs;
            }
            if (sums[1] >= total) {
                report.put("registered_s", seconds(registeredNs));
                report.put("placements_per_s", (long) (total / seconds(placedNs)));
                report.put("running_s", seconds(elapsedNs));
                break;
            }
            if (seconds(elapsedNs) > LIMIT_S) {
                report.note(
                        "ended after " + LIMIT_S + " s: placed " + sums[0] + ", running " + sums[1] + " of " + total);
                report.put("placed", sums[0]);
                report.put("running", sums[1]);
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        report.put("bytes_per_alloc", (cluster.residentMb() - before) * 1024 * 1024 / total);
    }

    /** Jobs that come and go before the others, so that what is measured is not the compiler's first minute. */
    private void warmUp(final Report report, final String leader) throws Exception {
        if (warmUpJobs == 0) {
            return;
        }
        report.note("before it was measured " + warmUpJobs + " jobs of " + count + " came and went");
        register(leader, "warm-", warmUpJobs);
        awaitRunning(leader, (long) warmUpJobs * count);
        for (int i = 0; i < warmUpJobs; i++) {
            Http.delete(leader + "/v1/job/warm-" + i + "?purge=true", TIMEOUT_MS);
        }
        Http.put(leader + "/v1/system/gc", new JsonObject(), TIMEOUT_MS);
        awaitRunning(leader, 0);
    }

    private void awaitRunning(final String leader, final long wanted) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (sums(leader)[1] != wanted) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("not " + wanted + " running within " + LIMIT_S + " s");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void register(final String leader, final String prefix, final int number) throws Exception {
        final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        final List<Future<Http.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            final String id = prefix + i;
            answers.add(clients.submit(() -> Http.put(leader + "/v1/jobs", PerfJobs.simulated(id, count), TIMEOUT_MS)));
        }
        for (final Future<Http.Answer> answer : answers) {
            if (!answer.get().isSuccess()) {
                throw new IllegalStateException("register: " + answer.get());
            }
        }
        clients.shutdown();
    }

    /** Allocations that are placed, and those of them that run. */
    private static long[] sums(final String leader) throws IOException {
        final long[] sums = new long[2];
        for (final Doc job : Http.get(leader + "/v1/jobs", TIMEOUT_MS).doc().items()) {
            final Doc group = job.get("JobSummary").get("Summary").get("g");
            sums[0] += group.number("Starting") + group.number("Running");
            sums[1] += group.number("Running");
        }
        return sums;
    }

    private static double seconds(final long ns) {
        return (double) Math.max(1, TimeUnit.NANOSECONDS.toMillis(ns)) / 1_000;
    }

    @Override
    public void close() throws InterruptedException {
        if (fleet != null) {
            fleet.close();
        }
        cluster.close();
    }
}
