package io.drover.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoTextTest {
    @Test
    void writesDurations() {
        assertThat(GoText.duration(0)).isEqualTo("0s");
        assertThat(GoText.duration(1)).isEqualTo("1ns");
        assertThat(GoText.duration(1_500)).isEqualTo("1.5µs");
        assertThat(GoText.duration(62_006_507)).isEqualTo("62.006507ms");
        assertThat(GoText.duration(5_000_000_000L)).isEqualTo("5s");
        assertThat(GoText.duration(1_800_000_000_000L)).isEqualTo("30m0s");
        assertThat(GoText.duration(3_600_000_000_000L)).isEqualTo("1h0m0s");
        assertThat(GoText.duration(90_500_000_000L)).isEqualTo("1m30.5s");
        assertThat(GoText.duration(-2_000_000_000L)).isEqualTo("-2s");
    }

    @Test
    void writesTimes() {
        assertThat(GoText.time(0)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(GoText.time(1_795_345_310_394_522_467L)).isEqualTo("2026-11-22T11:01:50.394522467Z");
        assertThat(GoText.time(1_795_345_310_500_000_000L)).isEqualTo("2026-11-22T11:01:50.5Z");
        assertThat(GoText.time(1_795_345_260_000_000_000L)).isEqualTo("2026-11-22T11:01:00Z");
    }
}
