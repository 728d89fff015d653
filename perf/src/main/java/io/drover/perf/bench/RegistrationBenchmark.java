package io.drover.perf.bench;

import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.rehearsal.PrivateCluster;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one member's service thread does for a new job of one task, its placement on the best of 1,000 nodes included. State grows with
 * every command, so each iteration begins with a cluster of its own; what it allocates is that growth and no garbage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 6)
@Fork(1)
public class RegistrationBenchmark {
    private static final int NODES = 1_000;
    private static final int JOBS = 20_000;

    private PrivateCluster machine = new PrivateCluster(1);
    private JobTemplate job = JobTemplate.of(Placement.ANYWHERE, 1);

    /** A cluster without jobs. */
    @Setup(Level.Iteration)
    public void startCluster() {
        machine = new PrivateCluster(NODES);
        job = JobTemplate.of(Placement.ANYWHERE, 1);
    }

    /** Stored, evaluated, placed. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void register() {
        for (int i = 0; i < JOBS; i++) {
            job.register(machine);
        }
    }
}
