package io.drover.gateway.edge.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkPaceTest {
    private long nowNs;
    private final LinkPace pace = new LinkPace(() -> nowNs);

    @Test
    void shouldSleepLongWhenNothingHurries() {
        assertThat(pace.sleepNs()).isEqualTo(LinkPace.CALM_NS);
    }

    @Test
    void shouldSleepShortNowAndThenWhileCommandsWait() {
        pace.commands(() -> true);

        for (int i = 0; i < LinkPace.BURST; i++) {
            assertThat(pace.sleepNs()).isZero();
        }
        assertThat(pace.sleepNs()).isEqualTo(LinkPace.QUICK_NS);
        assertThat(pace.sleepNs()).isZero();
    }

    @Test
    void shouldSleepShortForAWhileAfterAFullDatagram() {
        pace.hurry();

        assertThat(pace.sleepNs()).isZero();
        nowNs += LinkPace.HOLD_NS - 1;
        assertThat(pace.sleepNs()).isEqualTo(LinkPace.QUICK_NS);
        nowNs += 1;
        assertThat(pace.sleepNs()).isEqualTo(LinkPace.CALM_NS);
    }
}
