package io.drover.perf.bench;

import io.drover.gateway.command.ConfigCommands;
import io.drover.gateway.command.JobChangeCommands;
import io.drover.gateway.command.JobCommands;
import io.drover.gateway.command.NodeCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.sbe.common.DesiredStatus;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Storms that much work comes from at once, on a state machine alone: how much processor time the longest log entry of each takes. One
 * thread; what a busy machine does to others is not in it.
 */
public final class EntryStorm {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int STEP_MS = 1_000;

    private final PrivateCluster machine;
    private long longestNs;
    private long totalNs;
    private long entries;

    private EntryStorm(final int nodes, final NodeShape shape) {
        machine = new PrivateCluster(nodes, shape);
    }

    /** A system job comes to a cluster where it fits everywhere, or nowhere. */
    public static EntryStorm systemJob(final int nodes, final boolean fits) {
        final EntryStorm storm = new EntryStorm(nodes, shape(fits ? 1_000 : 5));
        final JsonObject document = JobTemplate.document(Placement.ANYWHERE, 1);
        job(document).put("Type", "system");
        final JobTemplate system = JobTemplate.of(document);
        storm.entry(() -> system.register(storm.machine));
        storm.settle();
        return storm;
    }

    /** Half of the nodes are drained at once, each with so many allocations. */
    public static EntryStorm drain(final int nodes, final int allocsPerNode) {
        final EntryStorm storm = spreadOut(2 * nodes, allocsPerNode);
        storm.forgetEntries();
        for (int i = 0; i < nodes; i++) {
            storm.apply(PrivateCluster.copy(NodeCommands.drain(new UUID(i + 1L, 7), -1, false, new byte[0])));
            storm.settle();
        }
        return storm;
    }

    /** Nodes fall silent at once. */
    public static EntryStorm loss(final int nodes, final int lost, final int allocsPerNode) {
        final EntryStorm storm = spreadOut(nodes, allocsPerNode);
        storm.forgetEntries();
        final long ttlMs = storm.machine.engine().nodeTransitions().ttlMs();
        for (long passed = 0; passed < 2 * ttlMs; passed += STEP_MS) {
            final UnsafeBuffer heard = storm.machine.heartbeats(lost, nodes - lost);
            storm.apply(heard);
            storm.machine.letPass(STEP_MS);
            storm.entry(storm.machine::tick);
            storm.settle();
        }
        return storm;
    }

    /** Evaluations that wait for room, and a node that brings some. */
    public static EntryStorm unblock(final int waiting) {
        final EntryStorm storm = new EntryStorm(10, shape(5));
        final JobTemplate job = JobTemplate.of(Placement.ANYWHERE, 1);
        for (int i = 0; i < waiting; i++) {
            job.register(storm.machine);
        }
        storm.machine.settle();
        storm.forgetEntries();
        storm.entry(() -> storm.machine.addNode(shape(1_000)));
        storm.settle();
        return storm;
    }

    /** Dispatches to a cluster without room. */
    public static EntryStorm dispatches(final int count) {
        final EntryStorm storm = new EntryStorm(100, shape(5));
        final JsonObject document = JobTemplate.document(Placement.ANYWHERE, 1);
        final JsonObject sent = job(document).put("Type", "batch").put("Namespace", "default");
        sent.put("ParameterizedJob", new JsonObject().put("Payload", "optional"));
        final JsonObject admitted = JobTemplate.admit(sent);
        storm.apply(PrivateCluster.copy(JobCommands.register(
                "default",
                admitted.text("ID"),
                CompiledJob.of(admitted),
                false,
                true,
                JobCommands.Terms.NONE,
                new byte[0])));
        final UnsafeBuffer dispatch = PrivateCluster.copy(JobChangeCommands.dispatch(
                "default",
                admitted.text("ID"),
                new JobChangeCommands.Dispatch(new byte[0], new TreeMap<>(), "", "", 0)));
        storm.forgetEntries();
        for (int i = 0; i < count; i++) {
            storm.apply(dispatch);
            storm.settle();
        }
        return storm;
    }

    /** Processor time of the longest entry. */
    public long longestNs() {
        return longestNs;
    }

    /** Processor time of all entries. */
    public long totalNs() {
        return totalNs;
    }

    public long entries() {
        return entries;
    }

    /** Allocations that are placed and not stopped. */
    public long wanted() {
        final var allocs = machine.engine().state().allocs();
        long wanted = 0;
        for (int row = allocs.rows().first(); row >= 0; row = allocs.rows().next(row)) {
            wanted += allocs.desiredStatus(row) == DesiredStatus.RUN ? 1 : 0;
        }
        return wanted;
    }

    /** Evaluations that wait for room. */
    public long waiting() {
        return machine.engine().blocked().count();
    }

    /** A cluster where each node runs so many allocations, each of another job, and could run as many more. */
    private static EntryStorm spreadOut(final int nodes, final int allocsPerNode) {
        final EntryStorm storm = new EntryStorm(nodes, shape(25 * allocsPerNode));
        storm.apply(PrivateCluster.copy(ConfigCommands.setScheduler(
                new ConfigCommands.SchedulerConfig(true, true, false, false, false, false, false, false, 0),
                false,
                0)));
        final JobTemplate job = JobTemplate.of(Placement.ANYWHERE, nodes);
        for (int i = 0; i < allocsPerNode; i++) {
            job.register(storm.machine);
            storm.machine.settle();
        }
        storm.machine.runAll(512);
        storm.machine.settle();
        return storm;
    }

    private static NodeShape shape(final int cpuMhz) {
        return new NodeShape(16, cpuMhz, 262_144, 1_000_000, 1, 10);
    }

    private static JsonObject job(final JsonObject document) {
        return Objects.requireNonNull(document.object("Job"));
    }

    private void apply(final UnsafeBuffer command) {
        entry(() -> machine.apply(command, command.capacity()));
    }

    private void settle() {
        while (machine.engine().evaluator().hasWork()) {
            entry(machine::tick);
        }
    }

    private void forgetEntries() {
        longestNs = 0;
        totalNs = 0;
        entries = 0;
    }

    private void entry(final Runnable work) {
        final long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        final long took = THREADS.getCurrentThreadCpuTime() - start;
        longestNs = Math.max(longestNs, took);
        totalNs += took;
        entries++;
    }
}
