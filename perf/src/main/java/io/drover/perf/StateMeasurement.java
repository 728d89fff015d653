package io.drover.perf;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.member.SnapshotFileReader;
import io.drover.cluster.member.SnapshotFileWriter;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.perf.bench.JobTemplate;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.rehearsal.PrivateCluster;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One state machine as large as clusters get, in this process: what an allocation costs with everything around it, how long the service
 * stops for a snapshot, and how long a restart reads one.
 */
final class StateMeasurement implements Measurement {
    private static final int BATCH = 64;
    private static final int COPIES = 5;

    private final int nodes;
    private final int jobs;
    private final int count;
    private final Path file;

    StateMeasurement(final Options options) throws IOException {
        nodes = options.get("nodes", 5_000);
        jobs = options.get("jobs", 1_000);
        count = options.get("allocs", 1_000);
        file = Files.createTempFile("drover-state", ".snapshot");
    }

    @Override
    public void run(final Report report) throws Exception {
        final long before = usedBytes();
        final PrivateCluster cluster = new PrivateCluster(nodes);
        final JobTemplate job = JobTemplate.of(Placement.ANYWHERE, count);
        final long startNs = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            job.register(cluster);
            cluster.settle();
        }
        final long allocs = (long) jobs * count;
        report.put("placed_per_s", (long) (allocs * 1_000 / millis(startNs)));
        final long runNs = System.nanoTime();
        cluster.runAll(BATCH);
        cluster.settle();
        report.put("updates_per_s", (long) (allocs * 1_000 / millis(runNs)));
        final long used = usedBytes();
        report.put("nodes", nodes);
        report.put("allocs", allocs);
        report.put("state_mb", (used - before) >> 20);

        final StateCopy copy = new StateCopy();
        final Samples pauses = new Samples();
        for (int i = 0; i < COPIES; i++) {
            while (copy.prepare(Objects.requireNonNull(cluster.machine().engine()))) {
                // A member takes the memory ahead of the order, on another thread.
            }
            final long copyNs = System.nanoTime();
            cluster.machine().copyTo(copy);
            pauses.add(System.nanoTime() - copyNs);
            report.note("copy " + i + ": " + millis(copyNs) + " ms");
        }
        report.put("copy_mb", (usedBytes() - used) >> 20);
        report.put("pause_median_ms", pauses.medianMs());
        write(report, copy);
        copy.release();
        final double restoreMs = restore(cluster.machine().digest());
        report.put("bytes_per_alloc", (used - before) / allocs);
        report.put("snapshot_pause_ms", pauses.percentileMs(100));
        report.put("restore_ms", restoreMs);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void write(final Report report, final StateCopy copy) throws IOException {
        final long startNs = System.nanoTime();
        try (SnapshotFileWriter writer = new SnapshotFileWriter(file, copy.state(), 1)) {
            copy.write(writer);
            writer.finish();
        }
        report.put("write_ms", millis(startNs));
        report.put("file_mb", Files.size(file) >> 20);
    }

    private double restore(final long digest) {
        final long startNs = System.nanoTime();
        final StateMachine restored = new StateMachine(new StateMachineContext(false, error -> {}));
        final SnapshotReader reader = new SnapshotReader(error -> {});
        try (SnapshotFileReader source = new SnapshotFileReader(file)) {
            reader.read(source);
            source.readAll();
        }
        restored.adopt(1, reader);
        final double elapsedMs = millis(startNs);
        if (restored.digest() != digest) {
            throw new IllegalStateException("the restored state has another digest");
        }
        return elapsedMs;
    }

    /** Direct memory and what of the heap is in use after a collection. */
    private static long usedBytes() {
        System.gc();
        final long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double millis(final long startNs) {
        return Math.max(1, System.nanoTime() - startNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
