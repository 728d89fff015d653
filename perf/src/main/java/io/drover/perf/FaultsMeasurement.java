package io.drover.perf;

import io.drover.tools.quickstart.LocalAgent;
import io.drover.tools.quickstart.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a cluster of three servers does while one of them is stopped without ending, packets are lost, or a disk is full: writes go on all
 * the time, the longest gap is stated, and the server must return by itself. Afterwards the history is compared with the state.
 *
 * <p>Losing packets and filling disks needs a network and mounts of one's own: {@code perf/run} enters a name space for both where the
 * system allows it.
 */
final class FaultsMeasurement implements Measurement {
    private static final long SETTLE_MS = 4_000;
    private static final String DISK_LENGTH = "size=160m";

    private final int seconds;
    private final int lossPercent;
    private final LocalCluster cluster = new LocalCluster(3, 0, false);
    private final ClusterWatch watch = new ClusterWatch(cluster);
    private final int rate;
    private final int fill;
    private boolean isMounted;

    FaultsMeasurement(final Options options) throws IOException {
        seconds = options.get("seconds", 30);
        lossPercent = options.get("loss", 5);
        rate = options.get("rate", 100);
        fill = options.get("fill", 0);
    }

    @Override
    public void run(final Report report) throws Exception {
        final boolean isApart = Boolean.getBoolean("drover.namespace");
        if (isApart) {
            mountSmallDisk();
        }
        cluster.start();
        watch.awaitLeader();
        try (Writers writers = new Writers(cluster.servers(), rate)) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            fill(report, writers);
            stopFor(report, writers, follower(), "follower");
            stopFor(report, writers, watch.awaitLeader(), "leader");
            if (isApart) {
                losePackets(report, writers);
                fillDisk(report, writers);
            } else {
                report.note("no name space of one's own is allowed here: no packets were lost and no disk was filled");
            }
            writers.stop();
            writers.check(report, watch.awaitLeader().address());
        }
    }

    @Override
    public void close() throws Exception {
        if (isMounted) {
            run("umount", "-l", diskOf(cluster.servers().get(2)).toString());
        }
        cluster.close();
    }

    /** So many jobs that snapshots are taken on the way, 256 MB of log each: no write may wait long for one. */
    private void fill(final Report report, final Writers writers) throws Exception {
        if (fill == 0) {
            return;
        }
        writers.resetGap();
        final long startNs = System.nanoTime();
        while (writers.acknowledgedCount() < fill) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        final long elapsedS = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs));
        report.put("fill_writes_per_s", fill / elapsedS);
        report.put("fill_gap_ms", TimeUnit.NANOSECONDS.toMillis(writers.gapNs()));
        report.put("fill_refused", writers.refusedCount());
        long files = 0;
        try (var names =
                Files.newDirectoryStream(diskOf(cluster.servers().get(0)).resolve("server/snapshots"))) {
            for (final Path name : names) {
                files++;
                report.note("snapshot " + name.getFileName() + " has " + (Files.size(name) >> 20) + " MB");
            }
        }
        report.put("fill_snapshot_files", files);
    }

    private void stopFor(final Report report, final Writers writers, final LocalAgent server, final String role)
            throws Exception {
        writers.resetGap();
        run("kill", "-STOP", Long.toString(server.pid()));
        TimeUnit.SECONDS.sleep(seconds);
        final long gapNs = writers.gapNs();
        run("kill", "-CONT", Long.toString(server.pid()));
        final long startNs = System.nanoTime();
        watch.awaitCaughtUp(server);
        report.put(role + "_stopped_gap_ms", TimeUnit.NANOSECONDS.toMillis(gapNs));
        report.put(role + "_back_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
    }

    private void losePackets(final Report report, final Writers writers) throws Exception {
        if (!succeeds("tc", "qdisc", "add", "dev", "lo", "root", "netem", "loss", lossPercent + "%")) {
            report.note("this kernel has no netem: no packets were lost");
            return;
        }
        writers.resetGap();
        final int before = writers.acknowledgedCount();
        TimeUnit.SECONDS.sleep(seconds);
        report.put("loss_percent", lossPercent);
        report.put("loss_gap_ms", TimeUnit.NANOSECONDS.toMillis(writers.gapNs()));
        report.put("loss_writes_per_s", (writers.acknowledgedCount() - before) / seconds);
        run("tc", "qdisc", "del", "dev", "lo", "root");
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
    }

    /** The third server's directory is a small disk of its own, which somebody else fills; then there is room again. */
    private void fillDisk(final Report report, final Writers writers) throws Exception {
        final LocalAgent server = cluster.servers().get(2);
        final Path filler = diskOf(server).resolve("filler");
        writers.resetGap();
        new ProcessBuilder("dd", "if=/dev/zero", "of=" + filler, "bs=1M")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        TimeUnit.SECONDS.sleep(seconds);
        report.put("full_disk_gap_ms", TimeUnit.NANOSECONDS.toMillis(writers.gapNs()));
        report.put("full_disk_process_ended", server.isAlive() ? 0 : 1);
        Files.delete(filler);
        if (!server.isAlive()) {
            // As whatever supervises the process does.
            server.start();
        }
        final long startNs = System.nanoTime();
        watch.awaitCaughtUp(server);
        report.put("full_disk_back_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
    }

    private void mountSmallDisk() throws Exception {
        final Path disk = Files.createDirectories(diskOf(cluster.servers().get(2)));
        run("mount", "-t", "tmpfs", "-o", DISK_LENGTH, "drover-faults", disk.toString());
        isMounted = true;
    }

    private Path diskOf(final LocalAgent server) {
        return cluster.directory().resolve(server.name());
    }

    private LocalAgent follower() throws InterruptedException {
        final String leader = watch.awaitLeader().name();
        return cluster.servers().stream()
                .filter(server -> !server.name().equals(leader))
                .findFirst()
                .orElseThrow();
    }

    private static void run(final String... command) throws Exception {
        if (!succeeds(command)) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static boolean succeeds(final String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
