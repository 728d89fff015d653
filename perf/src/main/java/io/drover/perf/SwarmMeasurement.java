package io.drover.perf;

import io.drover.tools.cli.http.Doc;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Many nodes for some minutes; some of them fall silent half way. Counts nodes that are taken for down, rightly or not. At the
 * end a server dies, whose nodes must find another.
 */
final class SwarmMeasurement implements Measurement {
    private static final int TIMEOUT_MS = 30_000;
    private static final long GRACE_MS = 1_000;
    private static final long LOOK_MS = 500;
    private static final long REHOME_LOOK_MS = 100;
    private static final long REHOME_NS = TimeUnit.SECONDS.toNanos(30);

    private final int count;
    private final int minutes;
    private final int killed;
    private final boolean isServerKilled;
    private final PerfCluster cluster = new PerfCluster();
    private final Map<String, Long> diedNs = new HashMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> falselyDown = new HashSet<>();
    private final Samples noticed = new Samples();
    private @org.jspecify.annotations.Nullable Fleet fleet;

    SwarmMeasurement(final Options options) throws IOException {
        count = options.get("nodes", 1_000);
        minutes = options.get("minutes", 10);
        killed = options.get("kill", 20);
        isServerKilled = options.get("servers", 1) > 0;
    }

    @Override
    public void run(final Report report) throws Exception {
        final String leader = cluster.awaitReady().address();
        final long joinNs = System.nanoTime();
        final Fleet swarm = new Fleet(count, cluster.addresses());
        fleet = swarm;
        awaitReady(leader);
        report.put("join_s", (double) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - joinNs) / 1_000);
        watch(report, leader, swarm);
        if (isServerKilled) {
            killServer(report, leader, swarm);
        }
    }

    private void watch(final Report report, final String leader, final Fleet swarm) throws Exception {
        final long startBytes = cluster.archiveBytes();
        final List<Double> startCpu = cluster.cpuSeconds();
        final long startNs = System.nanoTime();
        final long endNs = startNs + TimeUnit.MINUTES.toNanos(minutes);
        final List<SimulatedNode> victims = swarm.nodes().subList(0, killed);
        while (System.nanoTime() - endNs < 0) {
            if (diedNs.isEmpty() && System.nanoTime() - startNs > (endNs - startNs) / 2) {
                victims.forEach(SimulatedNode::die);
                victims.forEach(node -> diedNs.put(node.id(), System.nanoTime()));
            }
            look(leader);
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        final long elapsedNs = System.nanoTime() - startNs;
        report.put("false_down", falselyDown.size());
        report.put(
                "missed_down",
                diedNs.keySet().stream().filter(id -> !down.contains(id)).count());
        report.put("down_after_max_ms", noticed.percentileMs(100));
        report.put("down_limit_ms", victims.get(0).ttlMs() + GRACE_MS);
        report.put(
                "log_bytes_per_s", (cluster.archiveBytes() - startBytes) / TimeUnit.NANOSECONDS.toSeconds(elapsedNs));
        reportCpu(report, startCpu, elapsedNs);
        report.put("server_rss_mb", cluster.residentMb());
    }

    private void look(final String leader) throws IOException {
        for (final Doc node : Http.get(leader + "/v1/nodes", TIMEOUT_MS).doc().items()) {
            final String id = node.text("ID");
            if (!node.text("Status").equals("ready") && down.add(id)) {
                final Long died = diedNs.get(id);
                if (died == null) {
                    falselyDown.add(id);
                } else {
                    noticed.add(System.nanoTime() - died);
                }
            }
        }
    }

    /** The nodes of a server that dies find another before their time runs out. */
    private void killServer(final Report report, final String leader, final Fleet swarm) throws Exception {
        falselyDown.clear();
        cluster.killOther(leader);
        final long startNs = System.nanoTime();
        long lastAwayNs = startNs;
        int mostAway = 0;
        for (long nowNs = startNs; nowNs - startNs < REHOME_NS; nowNs = System.nanoTime()) {
            final int away = (int) swarm.nodes().stream()
                    .filter(node -> !node.isDead() && !node.isAtHome())
                    .count();
            mostAway = Math.max(mostAway, away);
            lastAwayNs = away == 0 ? lastAwayNs : nowNs;
            look(leader);
            TimeUnit.MILLISECONDS.sleep(REHOME_LOOK_MS);
        }
        report.put("rehomed_at_once", mostAway);
        report.put("rehomed_max_ms", TimeUnit.NANOSECONDS.toMillis(lastAwayNs - startNs));
        report.put("rehome_false_down", falselyDown.size());
    }

    /** Of each server over the whole time, highest first on the last line: it is what a server must be made for. */
    private void reportCpu(final Report report, final List<Double> start, final long elapsedNs) throws IOException {
        final List<Double> end = cluster.cpuSeconds();
        double most = 0;
        double sum = 0;
        for (int i = 0; i < end.size(); i++) {
            final double percent = 100 * (end.get(i) - start.get(i)) / TimeUnit.NANOSECONDS.toSeconds(elapsedNs);
            report.put("server_" + (i + 1) + "_cpu_percent", percent);
            most = Math.max(most, percent);
            sum += percent;
        }
        report.put("server_cpu_percent", most);
        report.put("servers_cpu_percent", sum);
    }

    private void awaitReady(final String leader) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() - deadlineNs < 0) {
            final long ready = Http.get(leader + "/v1/nodes", TIMEOUT_MS).doc().items().stream()
                    .filter(node -> node.text("Status").equals("ready"))
                    .count();
            if (ready >= count) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("not all of " + count + " nodes are ready within 3 minutes");
    }

    @Override
    public void close() throws InterruptedException {
        if (fleet != null) {
            fleet.close();
        }
        cluster.close();
    }
}
