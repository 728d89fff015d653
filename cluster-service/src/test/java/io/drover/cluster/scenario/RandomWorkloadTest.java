package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random commands against the real state machine: invariants hold after each, and replay through snapshots ends in the same state. A
 * failure names its seed; {@code -Dworkload.seed=N -Dworkload.seeds=1} runs it again.
 */
class RandomWorkloadTest {
    private static final int STEPS = 250;
    private static final int SEEDS = 4;

    @Test
    void shouldKeepInvariantsAndReplayEqually() {
        final long first = Long.getLong("workload.seed", 1);
        final int count = Integer.getInteger("workload.seeds", SEEDS);
        for (long seed = first; seed < first + count; seed++) {
            run(seed);
        }
    }

    private static void run(final long seed) {
        final Random random = new Random(seed);
        final Scenario scenario = new Scenario();
        final StringBuilder script = new StringBuilder();
        try {
            step(scenario, script, "birth");
            for (int i = 0; i < STEPS; i++) {
                step(scenario, script, RandomLines.next(random, scenario));
            }
            new ReplayEquality(scenario.harness()).check(7);
        } catch (final RuntimeException | AssertionError ex) {
            throw new AssertionError("seed " + seed + " after:\n" + script, ex);
        }
        assertThat(scenario.harness().replyCount()).isPositive();
    }

    private static void step(final Scenario scenario, final StringBuilder script, final String line) {
        script.append(line).append('\n');
        scenario.line(line);
    }
}
