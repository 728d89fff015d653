package io.drover.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.driver.ExitResult;
import io.drover.agent.spec.Lifecycle;
import io.drover.agent.spec.RestartPolicy;
import io.drover.agent.spec.RestartPolicy.Mode;
import io.drover.agent.task.RestartTracker.Verdict;
import org.junit.jupiter.api.Test;

class RestartTrackerTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final ExitResult FAILURE = new ExitResult(1, 0, false, null);

    private static RestartTracker tracker(
            final int attempts, final Mode mode, final boolean service, final Lifecycle lifecycle) {
        final RestartPolicy policy = new RestartPolicy(attempts, 60 * SECOND_NS, 10 * SECOND_NS, mode, false);
        return new RestartTracker(policy, service, lifecycle, bound -> bound / 2);
    }

    @Test
    void jitterIsAtMostAQuarterOfTheDelay() {
        final RestartTracker.Decision decision =
                tracker(2, Mode.FAIL, true, Lifecycle.MAIN).exited(FAILURE).decide(0);
        assertThat(decision.verdict()).isEqualTo(Verdict.RESTART);
        assertThat(decision.delayNs()).isEqualTo(11_250_000_000L);
    }

    @Test
    void successEndsBatchTasksAndRestartsServices() {
        assertThat(tracker(2, Mode.FAIL, false, Lifecycle.MAIN)
                        .exited(ExitResult.SUCCESS)
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.QUIET);
        assertThat(tracker(2, Mode.FAIL, true, Lifecycle.MAIN)
                        .exited(ExitResult.SUCCESS)
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.RESTART);
        assertThat(tracker(2, Mode.FAIL, true, Lifecycle.PRESTART_EPHEMERAL)
                        .exited(ExitResult.SUCCESS)
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.QUIET);
        assertThat(tracker(2, Mode.FAIL, false, Lifecycle.POSTSTART_SIDECAR)
                        .exited(ExitResult.SUCCESS)
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.RESTART);
        assertThat(tracker(0, Mode.FAIL, true, Lifecycle.MAIN)
                        .exited(ExitResult.SUCCESS)
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aNewWindowForgetsOldAttempts() {
        final RestartTracker tracker = tracker(1, Mode.FAIL, true, Lifecycle.MAIN);
        assertThat(tracker.exited(FAILURE).decide(0).verdict()).isEqualTo(Verdict.RESTART);
        assertThat(tracker.exited(FAILURE).decide(61 * SECOND_NS).verdict()).isEqualTo(Verdict.RESTART);
        assertThat(tracker.exited(FAILURE).decide(62 * SECOND_NS).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void requestsOfUsersAreNotCounted() {
        final RestartTracker tracker = tracker(1, Mode.FAIL, true, Lifecycle.MAIN);
        for (int i = 0; i < 5; i++) {
            final RestartTracker.Decision decision =
                    tracker.exited(FAILURE).restartRequested(false).decide(i);
            assertThat(decision.verdict()).isEqualTo(Verdict.RESTART);
            assertThat(decision.delayNs()).isZero();
        }
        assertThat(tracker.exited(FAILURE).restartRequested(true).decide(6).delayNs())
                .isPositive();
        assertThat(tracker.exited(FAILURE).restartRequested(true).decide(7).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aKillWins() {
        assertThat(tracker(5, Mode.FAIL, true, Lifecycle.MAIN)
                        .exited(FAILURE)
                        .restartRequested(false)
                        .killed()
                        .decide(0)
                        .verdict())
                .isEqualTo(Verdict.KILLED);
    }
}
