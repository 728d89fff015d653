package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.step.Step;
import io.drover.scheduler.offheap.Slab;

/**
 * Takes evaluations out of the state because somebody wants them gone, however young they are and whether or not they were processed.
 * The allocations that one placed go with it, as with a collection; so it may go only when they are over.
 */
public final class EvalRemoval {
    private final ClusterState state;
    private final Step step;
    private final Evaluations evaluations;
    private final AllocTransitions transitions;
    private final JobStatuses statuses;
    private final GarbageRules rules;

    public EvalRemoval(
            final ClusterState state,
            final Step step,
            final SpecReader specs,
            final Evaluations evaluations,
            final AllocTransitions transitions,
            final JobStatuses statuses) {
        this.state = state;
        this.step = step;
        this.evaluations = evaluations;
        this.transitions = transitions;
        this.statuses = statuses;
        rules = new GarbageRules(state, step, specs);
    }

    /** Whether nothing that the evaluation placed may still run, is to be replaced, or would be done again. */
    public boolean isRemovable(final int eval) {
        rules.begin(true);
        return rules.isOver(eval);
    }

    /** Rows that go: the evaluation and its allocations. */
    public int rowCount(final int eval) {
        return 1 + state.allocs().ofEval().count(eval);
    }

    /** Removes it. */
    public void remove(final int eval) {
        final int job = state.evals().job(eval);
        while (Slab.NULL_ROW != state.allocs().ofEval().first(eval)) {
            transitions.remove(state.allocs().ofEval().first(eval));
        }
        evaluations.abandon(eval);
        step.eval(eval);
        state.evals().remove(eval);
        if (Slab.NULL_ROW != job) {
            statuses.updateAfterCollection(job);
        }
    }
}
