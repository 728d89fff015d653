package io.drover.perf;

import io.drover.cluster.member.SnapshotFileWriter;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.gateway.command.JobCommands;
import io.drover.perf.bench.JobTemplate;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.files.Trees;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.Replay;
import io.drover.tools.replay.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An hour of a large cluster's log, recorded and replayed in this process: how many times faster than real time, and how long questions
 * to the past take from the nearest snapshot. The hour has every heartbeat, and each second reports of allocations; each minute a job
 * comes and another goes.
 */
final class ReplayMeasurement implements Measurement {
    private static final int JOB_ALLOCS = 1_000;
    private static final int SMALL_JOB_ALLOCS = 10;
    private static final int REPORTED = 64;
    private static final int BATCHES_PER_SECOND = 4;
    private static final int BEAT_SECONDS = 10;
    private static final int CHECKPOINT_SECONDS = 600;
    private static final long LENGTH_MAX = 16L << 30;
    private static final int RING_LENGTH = 128 << 20;

    private final int nodes;
    private final int allocs;
    private final int seconds;
    private final Path directory;
    private final JournalHome home;
    private long snapshotPosition;
    private long begunMs;
    private long middleIndex;

    ReplayMeasurement(final Options options) throws IOException {
        nodes = options.get("nodes", 10_000);
        allocs = options.get("allocs", 200_000);
        seconds = options.get("seconds", 3_600);
        directory = Files.createTempDirectory("drover-replay");
        home = JournalHome.ofServer(directory);
    }

    @Override
    public void run(final Report report) throws Exception {
        record(report);
        replay(report);
        ask(report);
    }

    @Override
    public void close() throws IOException {
        Trees.remove(directory);
    }

    private void record(final Report report) throws IOException {
        final JournalSettings settings =
                new JournalSettings(home.journal(), 0, LENGTH_MAX, TimeUnit.DAYS.toMillis(1), RING_LENGTH, 0);
        try (Journal journal = new Journal(settings, position -> true, Throwable::printStackTrace)) {
            journal.start();
            final PrivateCluster cluster = new PrivateCluster(nodes, NodeShape.LARGE, journal.tap());
            final JobTemplate job = JobTemplate.of(Placement.ANYWHERE, JOB_ALLOCS);
            for (int i = 0; i < allocs / JOB_ALLOCS; i++) {
                job.register(cluster);
                cluster.settle();
            }
            cluster.runAll(REPORTED);
            cluster.settle();
            writeSnapshot(cluster);
            begunMs = cluster.machine().clockMs();
            hour(cluster, journal);
            report.put("recorded_s", (cluster.machine().clockMs() - begunMs) / 1_000);
            report.put("dropped", journal.counters().dropped());
        }
        report.put("nodes", nodes);
        report.put("allocs", allocs);
    }

    private void hour(final PrivateCluster cluster, final Journal journal) {
        final JobTemplate job = JobTemplate.others(SMALL_JOB_ALLOCS);
        final UnsafeBuffer running = cluster.running(REPORTED);
        final int batch = Math.max(1, nodes / BEAT_SECONDS / BATCHES_PER_SECOND);
        int next = 0;
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < BATCHES_PER_SECOND; i++) {
                final UnsafeBuffer beats = cluster.heartbeats(next, Math.min(batch, nodes - next));
                cluster.apply(beats, beats.capacity());
                next = next + batch >= nodes ? 0 : next + batch;
                cluster.pass(1_000 / BATCHES_PER_SECOND);
            }
            cluster.apply(running, running.capacity());
            if (second % 60 == 0) {
                job.register(cluster);
                cluster.settle();
            }
            if (second % 60 == 30) {
                final UnsafeBuffer stop =
                        PrivateCluster.copy(JobCommands.deregister("default", job.lastId(), false, false, 0));
                cluster.apply(stop, stop.capacity());
                cluster.settle();
            }
            if (second % CHECKPOINT_SECONDS == CHECKPOINT_SECONDS - 1) {
                cluster.orderSnapshot();
                journal.onSnapshotWritten(
                        cluster.position(),
                        cluster.machine().index(),
                        cluster.machine().digest());
            }
            if (second == Math.min(600, seconds / 2)) {
                middleIndex = cluster.machine().index();
            }
        }
    }

    private void writeSnapshot(final PrivateCluster cluster) throws IOException {
        snapshotPosition = cluster.position();
        final StateCopy copy = new StateCopy();
        cluster.machine().copyTo(copy);
        Files.createDirectories(home.snapshots());
        final Path file = home.snapshots().resolve(String.format(Locale.ROOT, "%019d.snapshot", snapshotPosition));
        try (SnapshotFileWriter writer = new SnapshotFileWriter(file, copy.state(), snapshotPosition)) {
            copy.write(writer);
            writer.finish();
        }
        copy.release();
    }

    private void replay(final Report report) {
        try (Replay replay = new Replay(home, true, Throwable::printStackTrace)) {
            replay.begin(Moment.atPosition(snapshotPosition));
            final long startNs = System.nanoTime();
            final Replay.End end = replay.run(Moment.LAST);
            final double tookS = (System.nanoTime() - startNs) / 1e9;
            report.put("replay_entries", replay.applied());
            report.put("compared_entries", replay.comparedEntries());
            report.put("compared_states", replay.comparedDigests());
            report.put("differences", end == Replay.End.DIFFERENCE ? 1 : 0);
            report.put("replay_s", tookS);
            report.put("times_real_time", (replay.timestampMs() - begunMs) / 1e3 / tookS);
        }
    }

    /** Each question from the nearest snapshot on, ten minutes before the moment that is asked about. */
    private void ask(final Report report) throws ApiException {
        final long timelineNs = System.nanoTime();
        final long[] lines = {0};
        new Timeline().read(home, Moment.atPosition(snapshotPosition), Moment.LAST, line -> {
            lines[0]++;
            return true;
        });
        report.put("timeline_lines", lines[0]);
        report.put("timeline_s", secondsSince(timelineNs));
        final long pastNs = System.nanoTime();
        try (Replay replay = new Replay(home, false, Throwable::printStackTrace)) {
            final Moment middle = new Moment(Moment.Kind.INDEX, middleIndex);
            replay.begin(middle);
            replay.run(middle);
            try (PastApi api = new PastApi(replay)) {
                final Doc job = api.get("/v1/job/" + JobTemplate.id(1) + "/allocations", new Query());
                report.put("past_state_rows", job.size());
                report.put("past_state_s", secondsSince(pastNs));
                final Doc evals = api.get("/v1/job/" + JobTemplate.id(1) + "/evaluations", new Query());
                api.get("/v1/evaluation/" + evals.at(0).text("ID") + "/explain", new Query());
                report.put("explain_s", secondsSince(pastNs));
            }
        }
    }

    private static double secondsSince(final long startNs) {
        return (System.nanoTime() - startNs) / 1e9;
    }
}
