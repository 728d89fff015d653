package io.drover.tools.sim;

import java.util.ArrayList;
import java.util.List;

/** Leaves out steps as long as something is still violated, so that few remain to be read. */
final class Shrinker {
    private static final int RUNS_MAX = 400;

    private final long seed;
    private final Scale scale;
    private int runs;

    Shrinker(final long seed, final Scale scale) {
        this.seed = seed;
        this.scale = scale;
    }

    /** The failed run with the fewest steps that was found. */
    Simulation.Outcome shrink(final Simulation.Outcome failed) {
        Simulation.Outcome smallest = failed;
        int size = Math.max(1, failed.steps().size() / 2);
        while (runs < RUNS_MAX) {
            final Simulation.Outcome smaller = without(smallest, size);
            if (smaller.steps().size() == smallest.steps().size()) {
                if (size == 1) {
                    break;
                }
                size = Math.max(1, size / 2);
            }
            smallest = smaller;
        }
        return smallest;
    }

    int runs() {
        return runs;
    }

    /** Tries to leave out each stretch of this many steps. */
    private Simulation.Outcome without(final Simulation.Outcome failed, final int size) {
        Simulation.Outcome smallest = failed;
        int at = 0;
        while (at < smallest.steps().size() && runs < RUNS_MAX) {
            final List<Step> fewer = new ArrayList<>(smallest.steps());
            fewer.subList(at, Math.min(fewer.size(), at + size)).clear();
            runs++;
            final Simulation.Outcome outcome = Simulation.run(seed, scale, fewer, line -> {});
            if (outcome.isViolated()) {
                smallest = outcome;
            } else {
                at += size;
            }
        }
        return smallest;
    }
}
