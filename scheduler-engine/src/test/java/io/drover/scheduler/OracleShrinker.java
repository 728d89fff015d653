package io.drover.scheduler;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a case that fails smaller: fewer steps, then fewer kinds of rules, then fewer nodes, as long as it goes on failing.
 */
final class OracleShrinker {
    private static final int NODES_MAX = 20;

    private OracleShrinker() {}

    /** The seed and the smallest case of it that still fails, with its cluster and why it fails. */
    static String describe(final long seed) {
        final Simplification least = shrink(simplification -> failure(seed, simplification) != null);
        final OracleTest.Case smallest = new OracleTest.Case(seed, least);
        final String why = runQuietly(smallest);
        return "seed=" + seed + System.lineSeparator()
                + "smallest: " + least + System.lineSeparator()
                + "because: " + why + System.lineSeparator()
                + smallest.cluster.describe();
    }

    /** The smallest simplification of all that still fails; the whole case must. */
    static Simplification shrink(final Predicate<Simplification> fails) {
        Simplification least = Simplification.NONE;
        for (int steps = least.steps() - 1; steps > 0; steps--) {
            final Simplification fewer = new Simplification(steps, least.nodes(), least.features());
            if (!fails.test(fewer)) {
                break;
            }
            least = fewer;
        }
        for (final Simplification.Feature feature : Simplification.Feature.values()) {
            final EnumSet<Simplification.Feature> without = EnumSet.noneOf(Simplification.Feature.class);
            without.addAll(least.features());
            without.add(feature);
            final Simplification simpler = new Simplification(least.steps(), least.nodes(), without);
            least = fails.test(simpler) ? simpler : least;
        }
        for (int node = 0; node < NODES_MAX; node++) {
            final Set<Integer> without = new HashSet<>(least.nodes());
            without.add(node);
            final Simplification smaller = new Simplification(least.steps(), without, least.features());
            least = fails.test(smaller) ? smaller : least;
        }
        return least;
    }

    private static @Nullable String failure(final long seed, final Simplification simplification) {
        return runQuietly(new OracleTest.Case(seed, simplification));
    }

    private static @Nullable String runQuietly(final OracleTest.Case each) {
        try {
            each.run();
            return null;
        } catch (final RuntimeException | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
