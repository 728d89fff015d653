package io.drover.perf;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.rehearsal.NodeShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many large jobs at once on simulated nodes: how fast they are placed, and how soon all of it runs. With {@code -agents none} the nodes
 * are silent and nothing runs: what is measured ends when every server has all allocations.
 */
final class StormMeasurement implements Measurement {
    private static final int TIMEOUT_MS = 60_000;
    private static final long LIMIT_S = 180;
    private static final int CLIENTS = 4;
    private static final long SILENT_POLL_MS = 200;

    private final int nodes;
    private final int jobs;
    private final int count;
    private final int warmUpJobs;
    private final boolean isSilent;
    private final PerfCluster cluster = new PerfCluster();
    private @Nullable Fleet fleet;
    private @Nullable SilentFleet silentFleet;

    StormMeasurement(final Options options) throws IOException {
        isSilent = options.get("agents", 1) == Options.NONE;
        nodes = options.get("nodes", 100);
        jobs = options.get("jobs", 20);
        count = options.get("count", 500);
        warmUpJobs = options.get("warmup", 10);
    }

    @Override
    public void run(final Report report) throws Exception {
        final String leader = cluster.awaitReady().address();
        if (isSilent) {
            report.keepAs("storm-silent");
            silentFleet = new SilentFleet(nodes, NodeShape.LARGE, cluster.ingress());
        } else {
            fleet = new Fleet(nodes, cluster.addresses());
        }
        while (Http.get(leader + "/v1/nodes", TIMEOUT_MS).doc().size() < nodes) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        warmUp(report, leader);
        final long before = cluster.residentMb();
        final List<Double> cpuBefore = cluster.cpuSeconds();
        final long startNs = System.nanoTime();
        register(leader, "storm-", jobs);
        report.put("registered_s", seconds(System.nanoTime() - startNs));
        if (isSilent) {
            awaitEverywhere(report, startNs);
        } else {
            awaitRunning(report, leader, startNs);
        }
        final List<Double> cpu = cluster.cpuSeconds();
        double cpuSeconds = 0;
        for (int i = 0; i < cpu.size(); i++) {
            cpuSeconds += cpu.get(i) - cpuBefore.get(i);
        }
        report.put("cpu_us_per_alloc", (long) (cpuSeconds * 1_000_000 / jobs / count));
        report.put("bytes_per_alloc", (cluster.residentMb() - before) * 1024 * 1024 / jobs / count);
    }

    private void awaitRunning(final Report report, final String leader, final long startNs) throws Exception {
        long placedNs = 0;
        final long total = (long) jobs * count;
        while (true) {
            final long[] sums = sums(leader);
            final long elapsedNs = System.nanoTime() - startNs;
            if (placedNs == 0 && sums[0] >= total) {
                placedNs = elapsedNs;
            }
            if (sums[1] >= total) {
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
    }

    /** Waits until each server, asked for what it has itself, has all allocations. */
    private void awaitEverywhere(final Report report, final long startNs) throws Exception {
        final long total = (long) jobs * count;
        for (final String address : cluster.addresses()) {
            long placed = 0;
            while (placed < total && seconds(System.nanoTime() - startNs) < LIMIT_S) {
                beat();
                placed = sums("http://" + address)[0];
                if (placed < total) {
                    TimeUnit.MILLISECONDS.sleep(SILENT_POLL_MS);
                }
            }
            if (placed < total) {
                report.note("ended after " + LIMIT_S + " s: placed " + placed + " of " + total + " on " + address);
                report.put("placed", placed);
                return;
            }
        }
        final double elapsed = seconds(System.nanoTime() - startNs);
        report.put("placed_everywhere_s", elapsed);
        report.put("placements_per_s", (long) (total / elapsed));
    }

    private void beat() throws Exception {
        if (silentFleet != null) {
            silentFleet.beat();
        }
    }

    /** Jobs that come and go before the others, so that what is measured is not the compiler's first minute. */
    private void warmUp(final Report report, final String leader) throws Exception {
        if (warmUpJobs == 0) {
            return;
        }
        report.note("before it was measured " + warmUpJobs + " jobs of " + count + " came and went");
        register(leader, "warm-", warmUpJobs);
        await(leader, (long) warmUpJobs * count);
        for (int i = 0; i < warmUpJobs; i++) {
            Http.delete(leader + "/v1/job/warm-" + i + "?purge=true", TIMEOUT_MS);
        }
        Http.put(leader + "/v1/system/gc", new JsonObject(), TIMEOUT_MS);
        await(leader, 0);
    }

    private void await(final String leader, final long wanted) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (sums(leader)[isSilent ? 0 : 1] != wanted) {
            beat();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("not " + wanted + " allocations within " + LIMIT_S + " s");
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
            beat();
            if (!answer.get().isSuccess()) {
                throw new IllegalStateException("register: " + answer.get());
            }
        }
        clients.shutdown();
    }

    /** Allocations that are placed, and those of them that run, as one server has it. */
    private static long[] sums(final String server) throws IOException {
        final long[] sums = new long[2];
        for (final Doc job :
                Http.get(server + "/v1/jobs?stale", TIMEOUT_MS).doc().items()) {
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
        if (silentFleet != null) {
            silentFleet.close();
        }
        cluster.close();
    }
}
