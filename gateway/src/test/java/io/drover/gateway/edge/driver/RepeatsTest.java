package io.drover.gateway.edge.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final Repeats repeats = new Repeats(INTERVAL_NS, 0);

    @Test
    void shouldLetTheFirstFrameAndSomeRepeatsPass() {
        for (int i = 0; i <= Repeats.FREE; i++) {
            assertThat(repeats.isSpare(1, 1, 64, 0, i)).isFalse();
        }

        assertThat(repeats.isSpare(1, 1, 64, 0, 10)).isTrue();
    }

    @Test
    void shouldLetOnePassInAnInterval() {
        fallIdle(1, 64);

        assertThat(repeats.isSpare(1, 1, 64, 0, INTERVAL_NS - 1)).isTrue();
        assertThat(repeats.isSpare(1, 1, 64, 0, INTERVAL_NS)).isFalse();
        assertThat(repeats.isSpare(1, 1, 64, 0, INTERVAL_NS + 1)).isTrue();
    }

    @Test
    void shouldLetWhatIsNewPass() {
        fallIdle(1, 64);

        assertThat(repeats.isSpare(1, 1, 128, 0, 1)).isFalse();
        assertThat(repeats.isSpare(1, 1, 128, 0, 2)).isFalse();
    }

    @Test
    void shouldLetAnotherExtentPass() {
        fallIdle(1, 64);

        assertThat(repeats.isSpare(1, 1, 64, 4_096, 1)).isFalse();
    }

    @Test
    void shouldTellStreamsApart() {
        fallIdle(1, 64);

        assertThat(repeats.isSpare(2, 1, 64, 0, 1)).isFalse();
    }

    @Test
    void shouldForgetStreamsThatEnded() {
        fallIdle(1, 64);

        repeats.isSpare(2, 1, 64, 0, TimeUnit.MINUTES.toNanos(2));

        assertThat(repeats.size()).isEqualTo(1);
    }

    private void fallIdle(final int sessionId, final long position) {
        for (int i = 0; i <= Repeats.FREE; i++) {
            repeats.isSpare(sessionId, 1, position, 0, 0);
        }
    }
}
