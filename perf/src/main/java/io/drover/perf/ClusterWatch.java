package io.drover.perf;

import io.drover.tools.quickstart.LocalAgent;
import io.drover.tools.quickstart.LocalCluster;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for what a cluster of servers should come to by itself; fails with the servers' last words when it does not. */
final class ClusterWatch {
    private static final long LIMIT_S = 60;

    private final LocalCluster cluster;

    ClusterWatch(final LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** The server that leads. */
    LocalAgent awaitLeader() throws InterruptedException {
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

    /** Waits until a server has what the leader has. */
    void awaitCaughtUp(final LocalAgent server) throws InterruptedException {
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
}
