package io.drover.tools.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void shouldLeaveNothingBehindThatGrows() {
        final PrivateCluster cluster = new PrivateCluster(8);
        Rehearsal.play(cluster, 0);
        final int records = cluster.snapshot();
        Rehearsal.play(cluster, 0);

        assertThat(records).isGreaterThan(8);
        assertThat(cluster.snapshot()).isEqualTo(records);
    }

    @Test
    void shouldEndBeforeItHasBegun() throws InterruptedException {
        final Rehearsal rehearsal = Rehearsal.start();

        rehearsal.close();

        assertThat(rehearsal.isRunning()).isFalse();
    }
}
