package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.StateView;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import org.jspecify.annotations.Nullable;

/**
 * What all steps of one evaluation share: the seams, the current spec, the job's allocations. Reusable.
 */
public final class Session {
    private final JobAllocs jobAllocs = new JobAllocs();
    private @Nullable StateView view;
    private @Nullable EvalInput eval;
    private @Nullable JobSpec spec;
    private @Nullable PlanBuffer plan;

    /** Begins an evaluation. */
    public void begin(
            final StateView stateView, final EvalInput input, final JobSpec jobSpec, final PlanBuffer planBuffer) {
        view = stateView;
        eval = input;
        spec = jobSpec;
        plan = planBuffer;
    }

    /** Lets go of everything. */
    public void end() {
        view = null;
        eval = null;
        spec = null;
        plan = null;
    }

    public JobAllocs jobAllocs() {
        return jobAllocs;
    }

    public StateView view() {
        return begun(view);
    }

    public AllocView allocs() {
        return view().allocs();
    }

    public EvalInput eval() {
        return begun(eval);
    }

    /** The spec of the job's current version. */
    public JobSpec spec() {
        return begun(spec);
    }

    public PlanBuffer plan() {
        return begun(plan);
    }

    private static <T> T begun(final @Nullable T value) {
        if (value == null) {
            throw Invariant.unreachable("an evaluation has begun");
        }
        return value;
    }
}
