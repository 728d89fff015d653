package io.drover.perf;

import com.sun.management.ThreadMXBean;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.perf.bench.JobTemplate;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.files.Trees;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the journal takes of a service thread: CPU time and garbage of that thread for the same commands, on one cluster without and one
 * with a journal that is written meanwhile, in turns, so that both see the same machine. CPU time, because on two cores the journal's
 * thread and whatever else runs would be measured by the clock; the service never waits for them.
 */
final class JournalMeasurement implements Measurement {
    private static final int NODES = 1_000;
    private static final int ALLOCS = 1_000;
    private static final int REPORTED = 16;
    private static final int BEATING = 250;
    private static final int JOB_ALLOCS = 10;
    private static final int WARM_UP = 40;
    private static final int COMMANDS = 400;
    private static final long BREATH_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int rounds;
    private final Path directory;
    private final Journal journal;

    JournalMeasurement(final Options options) throws IOException {
        rounds = options.get("rounds", 200);
        directory = Files.createTempDirectory("drover-journal");
        final JournalSettings usual = JournalSettings.in(directory.resolve("journal"), 0);
        journal = new Journal(usual, position -> true, Throwable::printStackTrace);
        journal.start();
    }

    /** One cluster with what it is asked for, and what that took. */
    private static final class Side {
        private final PrivateCluster cluster;
        private final UnsafeBuffer running;
        private final UnsafeBuffer beats;
        private final JobTemplate jobs = JobTemplate.others(JOB_ALLOCS);
        private final long[] ns = new long[3];
        private long bytes;

        Side(final PrivateCluster cluster) {
            this.cluster = cluster;
            JobTemplate.of(Placement.ANYWHERE, ALLOCS).register(cluster);
            cluster.settle();
            running = cluster.running(REPORTED);
            beats = cluster.heartbeats(0, BEATING);
        }

        void reports() {
            for (int i = 0; i < COMMANDS; i++) {
                cluster.apply(running, running.capacity());
            }
        }

        void heartbeats() {
            for (int i = 0; i < COMMANDS; i++) {
                cluster.apply(beats, beats.capacity());
            }
        }

        void registrations() {
            for (int i = 0; i < COMMANDS / JOB_ALLOCS; i++) {
                jobs.register(cluster);
                cluster.settle();
            }
        }
    }

    @Override
    public void run(final Report report) {
        final Side without = new Side(new PrivateCluster(NODES, NodeShape.LARGE));
        final Side with = new Side(new PrivateCluster(NODES, NodeShape.LARGE, journal.tap()));
        for (int round = 0; round < rounds + WARM_UP; round++) {
            if (round == WARM_UP) {
                reset(without);
                reset(with);
            }
            // Who goes first has the colder caches.
            measure(round % 2 == 0 ? without : with);
            measure(round % 2 == 0 ? with : without);
        }
        final String[] names = {"reports", "heartbeats", "registrations"};
        long base = 0;
        long kept = 0;
        for (int i = 0; i < names.length; i++) {
            report.put(names[i] + "_percent", percent(without.ns[i], with.ns[i]));
            base += without.ns[i];
            kept += with.ns[i];
        }
        report.put("reports_us", without.ns[0] / 1e3 / rounds / COMMANDS);
        report.put("all_percent", percent(base, kept));
        final long commands = (long) rounds * COMMANDS * 2;
        report.put("bytes_per_command_without", without.bytes / commands);
        report.put("bytes_per_command_with", with.bytes / commands);
        report.put("journal_entries", journal.counters().entries());
        report.put("journal_dropped", journal.counters().dropped());
    }

    @Override
    public void close() throws IOException {
        journal.close();
        Trees.remove(directory);
    }

    private void measure(final Side side) {
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        side.ns[0] += cpu(side::reports);
        side.ns[1] += cpu(side::heartbeats);
        side.bytes += threads.getCurrentThreadAllocatedBytes() - bytes;
        side.ns[2] += cpu(side::registrations);
        // The ring is to be emptied by its thread, not to be measured full.
        LockSupport.parkNanos(BREATH_NS);
    }

    private long cpu(final Runnable work) {
        final long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static void reset(final Side side) {
        Arrays.fill(side.ns, 0);
        side.bytes = 0;
    }

    private static double percent(final long base, final long kept) {
        return (kept - base) * 100.0 / base;
    }
}
