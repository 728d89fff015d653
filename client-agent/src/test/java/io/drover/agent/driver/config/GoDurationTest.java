package io.drover.agent.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoDurationTest {
    @Test
    void shouldAddUpParts() {
        assertThat(GoDuration.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(GoDuration.parse("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(GoDuration.parse("50ms")).isEqualTo(Duration.ofMillis(50));
        assertThat(GoDuration.parse("-2us")).isEqualTo(Duration.ofNanos(-2000));
        assertThat(GoDuration.parse("0")).isEqualTo(Duration.ZERO);
    }

    @Test
    void shouldRefuseEverythingElse() {
        for (final String text : new String[] {"often", "", "5", "5 s", "s", "1h-5m", "9999999999h"}) {
            assertThatThrownBy(() -> GoDuration.parse(text)).hasMessage("time: invalid duration \"" + text + "\"");
        }
    }
}
