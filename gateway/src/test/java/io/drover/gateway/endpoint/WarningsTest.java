package io.drover.gateway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarningsTest {
    @Test
    void shouldCountWarnings() {
        final String one = Warnings.add("", "first");

        assertThat(one).isEqualTo("1 warning:\n\n* first");
        assertThat(Warnings.add(one, "second")).isEqualTo("2 warnings:\n\n* first\n* second");
    }

    @Test
    void shouldRoundSizes() {
        assertThat(Warnings.sourceTooLarge(3_000, 2_000))
                .isEqualTo("job source size of 3.0 kB exceeds maximum of 2.0 kB and will be discarded");
        assertThat(Warnings.sourceTooLarge(12_345_678, 1_000_000))
                .isEqualTo("job source size of 12 MB exceeds maximum of 1.0 MB and will be discarded");
    }
}
