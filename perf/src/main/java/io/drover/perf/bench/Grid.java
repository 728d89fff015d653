package io.drover.perf.bench;

import io.drover.cluster.view.DryRunView;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reference's grid of evaluations on one cluster: a new job of one group, which may use the first half of the racks, on nodes with
 * room for two allocations each. An evaluation goes from the state to the plan, metrics included, and decodes the job anew.
 */
public final class Grid {
    private static final NodeShape NODE = new NodeShape(4, 14_000, 32_000, 102_400, 2, 0);
    private static final int RUNS_MIN = 9;
    private static final long RUNS_NS = TimeUnit.MILLISECONDS.toNanos(120);

    private final PrivateCluster machine;
    private final DryRunView view;
    private final int racks;
    private final EvalInput input = new EvalInput();
    private final PlanBuffer plan = new PlanBuffer();
    private long evaluations;

    public Grid(final int nodes, final int racks) {
        this.racks = racks;
        machine = new PrivateCluster(
                nodes, new NodeShape(NODE.cores(), NODE.cpuMhz(), NODE.memoryMb(), NODE.diskMb(), 2, racks));
        view = new DryRunView(machine.engine().view());
    }

    /** Allocations asked for per second of evaluation: the median of runs. */
    public long rate(final int count, final boolean isSpread) {
        final UnsafeBuffer spec = new UnsafeBuffer(spec(count, isSpread));
        long[] times = new long[RUNS_MIN];
        int runs = 0;
        for (long spent = 0; runs < RUNS_MIN || spent < RUNS_NS; runs++) {
            if (runs == times.length) {
                times = Arrays.copyOf(times, runs * 2);
            }
            times[runs] = evaluate(spec);
            spent += times[runs];
        }
        Arrays.sort(times, 0, runs);
        return count * TimeUnit.SECONDS.toNanos(1) / times[runs / 2];
    }

    /** Allocations that the last evaluation placed. */
    public int placed() {
        return plan.placements().count();
    }

    private long evaluate(final UnsafeBuffer spec) {
        final int job = machine.engine().state().jobs().rows().rowCountMax();
        view.begin(job, true, true, false, spec);
        input.reset()
                .id(++evaluations, 1)
                .job(job)
                .priority(50)
                .type(JobType.SERVICE)
                .trigger(EvalTrigger.JOB_REGISTER);
        final long start = System.nanoTime();
        machine.engine().scheduler().process(view, input, plan, Integer.MAX_VALUE);
        return System.nanoTime() - start;
    }

    private byte[] spec(final int count, final boolean isSpread) {
        final JsonObject task = new JsonObject()
                .put("Name", "t")
                .put("Driver", "mock_driver")
                .put("Resources", new JsonObject().put("CPU", 6_000).put("MemoryMB", 6_000));
        final JsonObject job = new JsonObject()
                .put("ID", "grid")
                .put("Name", "grid")
                .put("Type", "service")
                .put("Namespace", "default")
                .put("Datacenters", JsonArray.ofStrings(List.of("dc1", "dc2")))
                .put(
                        "Constraints",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("LTarget", "${meta.rack}")
                                        .put("RTarget", firstHalf())
                                        .put("Operand", "set_contains_any")))
                .put(
                        "TaskGroups",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("Name", "g")
                                        .put("Count", count)
                                        .put("Tasks", new JsonArray().add(task))));
        if (isSpread) {
            job.put("Spreads", new JsonArray().add(new JsonObject().put("Attribute", "${meta.rack}")));
        }
        final JobAdmission.Result admitted = JobAdmission.admit(job, new ServerSettings() {});
        if (!admitted.isAdmitted()) {
            throw new IllegalStateException(admitted.errorText());
        }
        return CompiledJob.of(admitted.job()).spec();
    }

    private String firstHalf() {
        return IntStream.range(0, racks / 2).mapToObj(rack -> "r" + rack).collect(Collectors.joining(","));
    }
}
