package io.drover.perf;

import io.drover.tools.cli.http.Doc;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Many nodes for some minutes; some of them fall silent half way. Counts nodes that are taken for down, rightly or not. */
final class SwarmMeasurement implements Measurement {
    private static final int TIMEOUT_MS = 30_000;
    private static final long GRACE_MS = 1_000;

    private final int count;
    private final int minutes;
    private final int killed;
    private final PerfCluster cluster = new PerfCluster();
    private @org.jspecify.annotations.Nullable Fleet fleet;

    SwarmMeasurement(final Options options) throws IOException {
        count = options.get("nodes", 1_000);
        minutes = options.get("minutes", 10);
        killed = options.get("kill", 20);
    }

    @Override
    public void run(final Report report) throws Exception {
        final String leader = cluster.awaitReady().address();
        final long joinNs = System.nanoTime();
        final Fleet swarm = new Fleet(count, cluster.addresses());
        fleet = swarm;
        awaitReady(leader);
        report.put("join_s", (double) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - joinNs) / 1_000);
        final long startBytes = cluster.archiveBytes();
        final long startNs = System.nanoTime();
        final long endNs = startNs + TimeUnit.MINUTES.toNanos(minutes);
        final List<SimulatedNode> victims = swarm.nodes().subList(0, killed);
        final Map<String, Long> diedNs = new HashMap<>();
        final Set<String> falselyDown = new HashSet<>();
        final Samples noticed = new Samples();
        final Set<String> down = new HashSet<>();
        while (System.nanoTime() - endNs < 0) {
            if (diedNs.isEmpty() && System.nanoTime() - startNs > (endNs - startNs) / 2) {
                victims.forEach(SimulatedNode::die);
                victims.forEach(node -> diedNs.put(node.id(), System.nanoTime()));
            }
            for (final Doc node :
                    Http.get(leader + "/v1/nodes", TIMEOUT_MS).doc().items()) {
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
            TimeUnit.MILLISECONDS.sleep(500);
        }
        final long limitMs = victims.get(0).ttlMs() + GRACE_MS;
        report.put("false_down", falselyDown.size());
        report.put(
                "missed_down",
                diedNs.keySet().stream().filter(id -> !down.contains(id)).count());
        report.put("down_after_max_ms", noticed.percentileMs(100));
        report.put("down_limit_ms", limitMs);
        report.put(
                "log_bytes_per_s",
                (cluster.archiveBytes() - startBytes) / TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs));
        report.put("server_rss_mb", cluster.residentMb());
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
