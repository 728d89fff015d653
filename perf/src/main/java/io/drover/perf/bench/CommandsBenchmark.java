package io.drover.perf.bench;

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
 * What one member's service thread does for the commands of a cluster of 1,000 nodes, without network; a job of 1,000 allocations runs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class CommandsBenchmark {
    private static final int NODES = 1_000;
    private static final int ALLOCS = 1_000;
    private static final int REPORTED = 64;
    /** Time passes by a twentieth of a millisecond for each command, and nodes that do not beat are lost. */
    private static final int BEAT_EVERY = 100_000;

    private PrivateCluster machine = new PrivateCluster(1);
    private UnsafeBuffer heartbeats = new UnsafeBuffer(0, 0);
    private UnsafeBuffer running = new UnsafeBuffer(0, 0);
    private UnsafeBuffer[] registrations = {};
    private int turn;

    /** Brings the cluster to rest. */
    @Setup(Level.Trial)
    public void startCluster() {
        machine = new PrivateCluster(NODES);
        JobTemplate.of(Placement.ANYWHERE, ALLOCS).register(machine);
        machine.settle();
        heartbeats = machine.heartbeats();
        running = machine.running(REPORTED);
        registrations = new UnsafeBuffer[] {machine.service(20_001), machine.service(20_002)};
    }

    /** One command with a heartbeat of each node. */
    @Benchmark
    public void heartbeats() {
        machine.apply(heartbeats, heartbeats.capacity());
    }

    /** One command that reports 64 allocations as they are. */
    @Benchmark
    public void updates() {
        machine.apply(running, running.capacity());
    }

    /** One command that registers a service anew, at another port than before. */
    @Benchmark
    public void service() {
        if (turn % BEAT_EVERY == 0) {
            machine.apply(heartbeats, heartbeats.capacity());
        }
        final UnsafeBuffer registration = registrations[turn++ & 1];
        machine.apply(registration, registration.capacity());
    }
}
