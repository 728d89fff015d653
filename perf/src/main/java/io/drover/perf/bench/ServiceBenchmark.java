package io.drover.perf.bench;

import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.command.JobCommands;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.tools.rehearsal.PrivateCluster;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the service thread does for the commands that never stop coming, and what it leaves to the collector: nothing. One cluster of
 * 100 nodes with a job of 500 allocations that run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class ServiceBenchmark {
    private static final int NODES = 100;
    private static final int ALLOCS = 500;
    private static final int REPORTED = 50;
    private static final int COLLECT_EVERY = 256;

    private PrivateCluster machine = new PrivateCluster(1);
    private UnsafeBuffer heartbeats = new UnsafeBuffer(0, 0);
    private UnsafeBuffer running = new UnsafeBuffer(0, 0);
    private UnsafeBuffer evaluation = new UnsafeBuffer(0, 0);
    private UnsafeBuffer collection = new UnsafeBuffer(0, 0);
    private int plans;

    /** Brings the cluster to rest. */
    @Setup(Level.Trial)
    public void startCluster() {
        machine = new PrivateCluster(NODES);
        final JobTemplate job = JobTemplate.of(Placement.ANYWHERE, ALLOCS);
        job.register(machine);
        machine.settle();
        heartbeats = machine.heartbeats();
        running = machine.running(REPORTED);
        evaluation = PrivateCluster.copy(JobCommands.evaluate("default", job.lastId(), false));
        collection = PrivateCluster.copy(ClusterCommands.collectGarbage());
    }

    /** One command with a heartbeat of each of the 100 nodes. */
    @Benchmark
    public void heartbeats() {
        machine.apply(heartbeats, heartbeats.capacity());
    }

    /** One command that reports 50 allocations as they are. */
    @Benchmark
    public void updates() {
        machine.apply(running, running.capacity());
    }

    /** One evaluation of the job with its 500 allocations, and the collection of old evaluations now and then. */
    @Benchmark
    public void plan() {
        machine.apply(evaluation, evaluation.capacity());
        if (++plans % COLLECT_EVERY == 0) {
            machine.apply(collection, collection.capacity());
        }
    }
}
