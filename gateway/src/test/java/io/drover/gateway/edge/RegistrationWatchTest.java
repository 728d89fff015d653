package io.drover.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When an edge reads a node's registrations, and when it asks the node for all of them. */
class RegistrationWatchTest {
    private final RegistrationWatch watch = new RegistrationWatch();
    private long nowNs;

    @Test
    void shouldReadOnceAndThenOnlyWhenSomethingChanges() {
        assertThat(beat(7, 7)).isFalse();
        assertThat(watch.beginRead(7, nowNs)).isFalse();
        watch.markDirty();
        assertThat(watch.beginRead(7, nowNs)).isTrue();
    }

    @Test
    void shouldReadAgainNowAndThen() {
        beat(7, 7);
        nowNs += TimeUnit.SECONDS.toNanos(61);
        assertThat(watch.beginRead(7, nowNs)).isTrue();
    }

    @Test
    void shouldAskForTheListAtTheSecondDifferenceOnly() {
        beat(7, 8);
        assertThat(beat(7, 8)).as("a change may be on its way").isFalse();
        assertThat(beat(7, 8)).isTrue();
    }

    @Test
    void shouldAskANodeThatOffersNothingAnyMore() {
        beat(0, 8);
        beat(0, 8);
        assertThat(beat(0, 8)).isTrue();
    }

    @Test
    void shouldNotAskWhenTheChangeArrived() {
        beat(7, 8);
        beat(8, 8);
        assertThat(beat(9, 8)).isFalse();
    }

    @Test
    void shouldAskLessAndLessOften() {
        int asked = 0;
        for (int second = 0; second < 300; second++) {
            nowNs += TimeUnit.SECONDS.toNanos(1);
            asked += beat(7, 8) ? 1 : 0;
        }
        assertThat(asked).isBetween(6, 9);
    }

    @Test
    void shouldReadAgainWhatChangedWhileItWasRead() {
        assertThat(watch.beginRead(7, nowNs)).isTrue();
        watch.markDirty();
        watch.onRead(7);
        assertThat(watch.beginRead(7, nowNs)).isTrue();
        watch.onReadFailed();
        assertThat(watch.beginRead(7, nowNs)).isTrue();
    }

    /** A heartbeat with this digest, and the read of the state that it causes; whether it is answered with the wish for the list. */
    private boolean beat(final long offered, final long stored) {
        final boolean wants = watch.wants(offered, nowNs);
        if (watch.beginRead(offered, nowNs)) {
            watch.onRead(stored);
        }
        return wants;
    }
}
