package io.drover.tools.rehearsal;

import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.command.JobCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lets a server that has just started do what it will be asked to do, on a cluster of its own, until the compiler has seen it all:
 * jobs are read, checked, compiled, placed, reported as running, stopped and collected. Without it the first thousands of jobs would
 * run in the interpreter, on every member at once.
 *
 * <p>Has a thread of its own, begins when the start is over, works for a part of the time only, and touches nothing of the server.
 */
public final class Rehearsal implements AutoCloseable {
    private static final long DELAY_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int NODES = 100;
    private static final int ROUNDS = 1_500;
    private static final int COUNT = 40;
    private static final int BLOCKED_JOBS = 6;
    private static final int COLLECT_EVERY = 50;

    private final Thread thread = new Thread(this::run, "rehearsal");
    private volatile boolean isClosed;

    private Rehearsal() {
        thread.setDaemon(true);
    }

    /** Begins in a few seconds. */
    public static Rehearsal start() {
        final Rehearsal rehearsal = new Rehearsal();
        rehearsal.thread.start();
        return rehearsal;
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        LockSupport.unpark(thread);
        thread.join();
    }

    /** Whether it has not ended yet. */
    boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        final long beginNs = System.nanoTime() + DELAY_NS;
        while (!isClosed && System.nanoTime() - beginNs < 0) {
            LockSupport.parkNanos(DELAY_NS);
        }
        if (isClosed) {
            return;
        }
        final PrivateCluster cluster = new PrivateCluster(NODES);
        long pauseNs = System.nanoTime() + WORK_NS;
        for (int round = 0; round < ROUNDS && !isClosed; round++) {
            play(cluster, round);
            if (System.nanoTime() - pauseNs > 0) {
                LockSupport.parkNanos(PAUSE_NS);
                pauseNs = System.nanoTime() + WORK_NS;
            }
        }
    }

    /** One round: what it registers it also stops, and what is collected now and then leaves nothing. */
    public static void play(final PrivateCluster cluster, final int round) {
        apply(cluster, register("placed", COUNT, "${attr.kernel.name}"));
        for (int i = 0; i < BLOCKED_JOBS; i++) {
            apply(cluster, register("blocked-" + i, 1, "${node.class}"));
        }
        cluster.settle();
        final UnsafeBuffer running = cluster.running(COUNT);
        cluster.apply(running, running.capacity());
        final UnsafeBuffer heartbeats = cluster.heartbeats();
        cluster.apply(heartbeats, heartbeats.capacity());
        apply(cluster, stop("placed"));
        for (int i = 0; i < BLOCKED_JOBS; i++) {
            apply(cluster, stop("blocked-" + i));
        }
        cluster.settle();
        if (round % COLLECT_EVERY == 0) {
            cluster.snapshot();
            apply(cluster, PrivateCluster.copy(ClusterCommands.collectGarbage()));
            cluster.settle();
        }
    }

    private static void apply(final PrivateCluster cluster, final UnsafeBuffer command) {
        cluster.apply(command, command.capacity());
    }

    private static UnsafeBuffer stop(final String id) {
        return PrivateCluster.copy(JobCommands.deregister("default", id, true, false, 0));
    }

    /** The way of a registration through the gateway. */
    private static UnsafeBuffer register(final String id, final int count, final String target) {
        final byte[] body = body(id, count, target).getBytes(StandardCharsets.UTF_8);
        try {
            final JsonObject sent =
                    JobReader.read(((JsonObject) JsonParser.parse(body)).value("Job"), "JobRegisterRequest", "Job");
            final JobAdmission.Result admitted = JobAdmission.admit(sent, new ServerSettings() {});
            return PrivateCluster.copy(JobCommands.register(
                    "default", id, CompiledJob.of(admitted.job()), false, false, JobCommands.Terms.NONE, new byte[0]));
        } catch (final JsonSyntaxException | JobReadException ex) {
            throw new IllegalStateException("the rehearsal's own job is wrong", ex);
        }
    }

    private static String body(final String id, final int count, final String target) {
        return """
                {"Job":{"ID":"%s","Name":"%s","Type":"service","Datacenters":["*"],
                "Constraints":[{"LTarget":"%s","RTarget":"linux","Operand":"="}],
                "TaskGroups":[{"Name":"g","Count":%d,"EphemeralDisk":{"SizeMB":10},
                "Networks":[{"DynamicPorts":[{"Label":"http"}]}],
                "Services":[{"Name":"rehearsal","PortLabel":"http","Provider":"nomad"}],
                "Tasks":[{"Name":"t","Driver":"mock_driver","Config":{"run_for":"1h"},
                "LogConfig":{"MaxFiles":1,"MaxFileSizeMB":5},
                "Resources":{"CPU":10,"MemoryMB":10}}]}]}}""".formatted(id, id, target, count);
    }
}
