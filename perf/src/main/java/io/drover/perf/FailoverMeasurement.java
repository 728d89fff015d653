package io.drover.perf;

import io.drover.tools.quickstart.LocalAgent;
import io.drover.tools.quickstart.LocalCluster;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills servers again and again while jobs are registered: the leader, or any of them with {@code -random 1}. Counts how long no write
 * was accepted, and compares the history of all writes with what is there in the end.
 */
final class FailoverMeasurement implements Measurement {
    /** Longer than the leader heartbeat time-out: until then a dead leader may not have been noticed. */
    private static final long NOTICE_MS = 3_000;

    private static final long SETTLE_MS = 4_000;
    private static final long LIMIT_S = 60;

    private final int kills;
    private final int rate;
    private final boolean isRandom;
    private final Random random;
    private final LocalCluster cluster = new LocalCluster(3, 0, false);
    private final ClusterWatch watch = new ClusterWatch(cluster);

    FailoverMeasurement(final Options options) throws IOException {
        kills = options.get("kills", 20);
        rate = options.get("rate", 200);
        isRandom = options.get("random", 0) != 0;
        random = new Random(options.get("seed", 1));
    }

    @Override
    public void run(final Report report) throws Exception {
        cluster.start();
        watch.awaitLeader();
        try (Writers writers = new Writers(cluster.servers(), rate)) {
            final Samples gaps = new Samples();
            for (int i = 0; i < kills; i++) {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
                final LocalAgent victim = victim();
                writers.resetGap();
                victim.kill();
                final long longestNs = awaitAccepted(writers, System.nanoTime());
                gaps.add(longestNs);
                System.out.println("kill " + (i + 1) + ": " + victim.name() + ", no write accepted for "
                        + TimeUnit.NANOSECONDS.toMillis(longestNs) + " ms");
                victim.start();
                watch.awaitCaughtUp(victim);
            }
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            writers.stop();
            report.put("kills", kills);
            writers.check(report, watch.awaitLeader().address());
            report.put("gap_median_ms", gaps.medianMs());
            report.put("gap_max_ms", gaps.percentileMs(100));
        }
    }

    @Override
    public void close() {
        cluster.close();
    }

    private LocalAgent victim() throws InterruptedException {
        final List<LocalAgent> servers = cluster.servers();
        return isRandom ? servers.get(random.nextInt(servers.size())) : watch.awaitLeader();
    }

    /** The longest time without an accepted write around the kill: waits until writes go on well after the survivors have noticed. */
    private long awaitAccepted(final Writers writers, final long killNs) throws InterruptedException {
        final long deadlineNs = killNs + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (writers.lastAcceptedNs() - killNs < TimeUnit.MILLISECONDS.toNanos(NOTICE_MS)) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("no write accepted within " + LIMIT_S + " s:\n" + cluster.tails());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return writers.gapNs();
    }
}
