package io.drover.tools.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The steps of a seed. Each seed leaves some actions out and prefers others, so that rare combinations come up. */
final class Plan {
    private static final int BOUND = 1_000_000;

    private Plan() {}

    static List<Step> of(final long seed, final Scale scale) {
        final Chance chance = Chance.of(seed, "plan");
        final int[] shares = new int[Step.Action.values().length];
        int sum = 0;
        for (final Step.Action action : Step.Action.values()) {
            final int taste = chance.below(5);
            shares[action.ordinal()] = action.share() * taste * (taste == 4 ? 2 : 1);
            sum += shares[action.ordinal()];
        }
        final List<Step> steps = new ArrayList<>();
        // Every run begins with some jobs, or there is little to break.
        final int jobs = Math.min(scale.jobs(), 6);
        for (int i = 0; i < jobs; i++) {
            steps.add(new Step(0, 3_000 + i * 200L, Step.Action.REGISTER, i, chance.below(BOUND), chance.below(BOUND)));
        }
        for (int i = 0; i < scale.steps(); i++) {
            steps.add(new Step(
                    0,
                    4_000 + chance.below(scale.activeMs()),
                    pick(shares, chance.below(sum)),
                    chance.below(BOUND),
                    chance.below(BOUND),
                    chance.below(BOUND)));
        }
        steps.sort(Comparator.comparingLong(Step::atMs));
        final List<Step> numbered = new ArrayList<>();
        for (final Step step : steps) {
            numbered.add(new Step(numbered.size() + 1, step.atMs(), step.action(), step.a(), step.b(), step.c()));
        }
        return numbered;
    }

    private static Step.Action pick(final int[] shares, final int at) {
        int left = at;
        for (final Step.Action action : Step.Action.values()) {
            left -= shares[action.ordinal()];
            if (left < 0) {
                return action;
            }
        }
        throw new IllegalStateException("shares do not sum up");
    }
}
