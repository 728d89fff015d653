package io.drover.perf.bench;

import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.files.Trees;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the journal adds to the commands of a service thread: a report of 64 allocations, and the registration of a job of ten, without
 * a journal, and with one that is written meanwhile.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED"
        })
public class JournalBenchmark {
    private static final int NODES = 1_000;
    private static final int ALLOCS = 1_000;
    private static final int REPORTED = 64;
    private static final long LENGTH_MAX = 256L << 20;

    /** Whether there is one. */
    @Param({"false", "true"})
    public boolean isKept;

    private PrivateCluster machine = new PrivateCluster(1);
    private UnsafeBuffer running = new UnsafeBuffer(0, 0);
    private @Nullable Journal journal;
    private @Nullable Path directory;

    /** Brings the cluster to rest. */
    @Setup(Level.Trial)
    public void startCluster() throws IOException {
        if (isKept) {
            final Path made = Files.createTempDirectory("drover-journal");
            directory = made;
            final JournalSettings usual = JournalSettings.in(made.resolve("journal"), 0);
            final Journal started = new Journal(
                    new JournalSettings(
                            usual.directory(),
                            0,
                            LENGTH_MAX,
                            usual.ageMaxMs(),
                            usual.ringLength(),
                            usual.diskReserve()),
                    position -> true,
                    Throwable::printStackTrace);
            journal = started;
            started.start();
            machine = new PrivateCluster(NODES, NodeShape.LARGE, started.tap());
        } else {
            machine = new PrivateCluster(NODES);
        }
        JobTemplate.of(Placement.ANYWHERE, ALLOCS).register(machine);
        machine.settle();
        running = machine.running(REPORTED);
    }

    /** Ends the journal and says what it left out. */
    @TearDown(Level.Trial)
    public void stopJournal() throws IOException {
        final Journal kept = journal;
        if (kept != null) {
            kept.close();
            System.out.println("# journal: " + kept.counters().entries() + " entries, "
                    + kept.counters().dropped() + " dropped");
        }
        if (directory != null) {
            Trees.remove(directory);
        }
    }

    /** One command that reports 64 allocations as they are. */
    @Benchmark
    public void updates() {
        machine.apply(running, running.capacity());
    }
}
