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
 * What the service thread does for a new job. State grows with every command, so each iteration begins with a cluster of 100 nodes
 * of its own and registers a fixed number of jobs; what it allocates is that growth and no garbage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 6)
@Fork(1)
public class GrowthBenchmark {
    private static final int NODES = 100;
    private static final int JOBS = 10_000;

    private PrivateCluster machine = new PrivateCluster(1);
    private JobTemplate waiting = JobTemplate.of(Placement.NOWHERE, 1);
    private JobTemplate placed = JobTemplate.of(Placement.ANYWHERE, 1);

    /** A cluster without jobs. */
    @Setup(Level.Iteration)
    public void startCluster() {
        machine = new PrivateCluster(NODES);
        waiting = JobTemplate.of(Placement.NOWHERE, 1);
        placed = JobTemplate.of(Placement.ANYWHERE, 1);
    }

    /** A job that no node takes: stored, evaluated, blocked. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void registerBlocked() {
        for (int i = 0; i < JOBS; i++) {
            waiting.register(machine);
        }
    }

    /** A job of one allocation: stored, evaluated, placed on the best of 100 nodes. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void registerPlaced() {
        for (int i = 0; i < JOBS; i++) {
            placed.register(machine);
        }
    }
}
