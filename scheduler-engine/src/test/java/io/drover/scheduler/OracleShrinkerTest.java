package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.scheduler.Simplification.Feature;
import org.junit.jupiter.api.Test;

class OracleShrinkerTest {
    @Test
    void shouldKeepOnlyWhatTheFailureNeeds() {
        final Simplification least = OracleShrinker.shrink(each -> each.steps() >= 3
                && !each.removesNode(7)
                && !each.removesNode(11)
                && !each.features().contains(Feature.SPREADS));
        assertThat(least.steps()).isEqualTo(3);
        assertThat(least.nodes()).hasSize(18).doesNotContain(7, 11);
        assertThat(least.features())
                .hasSize(Simplification.Feature.values().length - 1)
                .doesNotContain(Feature.SPREADS);
    }
}
