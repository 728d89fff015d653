package io.drover.perf.bench;

import io.drover.gateway.command.ConfigCommands;
import io.drover.gateway.command.JobCommands;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.perf.bench.JobTemplate.Placement;
import io.drover.sbe.common.DesiredStatus;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Many jobs of many allocations on a state machine alone: one command a job, decided, written and fed as on a member, on one thread.
 */
public final class CoreStorm {
    private final PrivateCluster machine;
    private final JobTemplate job;
    private final int jobs;
    private long longestEntryNs;

    /** A cluster at rest and what will be registered: jobs of {@code count} allocations of this size, with a constraint on racks. */
    public CoreStorm(final int nodes, final int jobs, final int count, final int cpuMhz, final int memoryMb) {
        this.jobs = jobs;
        machine = new PrivateCluster(
                nodes,
                new NodeShape(
                        NodeShape.LARGE.cores(),
                        NodeShape.LARGE.cpuMhz(),
                        NodeShape.LARGE.memoryMb(),
                        NodeShape.LARGE.diskMb(),
                        1,
                        10));
        final JsonObject document = JobTemplate.document(Placement.ANYWHERE, count);
        final JsonObject sent = Objects.requireNonNull(document.object("Job"));
        sent.put(
                "Constraints",
                new JsonArray()
                        .add(constraint("${attr.kernel.name}", "=", "linux"))
                        .add(constraint("${meta.rack}", "!=", "r9")));
        for (final JsonObject group : sent.objects("TaskGroups")) {
            for (final JsonObject task : group.objects("Tasks")) {
                task.put("Resources", new JsonObject().put("CPU", cpuMhz).put("MemoryMB", memoryMb));
            }
        }
        job = JobTemplate.of(document);
    }

    /** Prefers empty nodes from now on, on the whole cluster. */
    public void spread() {
        apply(PrivateCluster.copy(ConfigCommands.setScheduler(
                new ConfigCommands.SchedulerConfig(true, true, false, false, false, false, false, false, 0),
                false,
                0)));
    }

    /** Registers all jobs one after another; nanoseconds until the last allocation is placed. */
    public long register() {
        return timed(() -> {
            for (int i = 0; i < jobs; i++) {
                final long start = System.nanoTime();
                job.register(machine);
                noteEntry(start);
                settle();
            }
        });
    }

    /** Stops all jobs one after another. */
    public long stop() {
        return timed(() -> {
            for (int i = 1; i <= jobs; i++) {
                apply(PrivateCluster.copy(JobCommands.deregister("default", JobTemplate.id(i), false, false, 0)));
                settle();
            }
        });
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

    /** The longest that one log entry took since the last call. */
    public long takeLongestEntryNs() {
        final long longest = longestEntryNs;
        longestEntryNs = 0;
        return longest;
    }

    private void apply(final UnsafeBuffer command) {
        final long start = System.nanoTime();
        machine.apply(command, command.capacity());
        noteEntry(start);
    }

    private void settle() {
        while (machine.engine().evaluator().hasWork()) {
            final long start = System.nanoTime();
            machine.tick();
            noteEntry(start);
        }
    }

    private void noteEntry(final long start) {
        longestEntryNs = Math.max(longestEntryNs, System.nanoTime() - start);
    }

    private static long timed(final Runnable work) {
        final long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static JsonObject constraint(final String left, final String operand, final String right) {
        return new JsonObject().put("LTarget", left).put("Operand", operand).put("RTarget", right);
    }
}
