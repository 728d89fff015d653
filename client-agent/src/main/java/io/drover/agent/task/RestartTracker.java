package io.drover.agent.task;

import io.drover.agent.driver.ExitResult;
import io.drover.agent.spec.Lifecycle;
import io.drover.agent.spec.RestartPolicy;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows the end of a task. Pure apart from its own counter: the clock is an argument, the jitter is injected.
 *
 * <pre>
 *   killed ─► KILLED      requested ─► RESTART now, not counted
 *   otherwise: attempts 0 ─► FAIL | QUIET     within window ─► RESTART after delay     used up ─► FAIL | RESTART at window end
 * </pre>
 */
final class RestartTracker {
    /** What follows. */
    enum Verdict {
        /** It was asked to end. */
        KILLED,
        /** It ended as it should; nothing more happens. */
        QUIET,
        /** It may not run again and counts as failed. */
        FAIL,
        /** It runs again after the delay. */
        RESTART
    }

    /** A verdict with its text and the delay of a restart. */
    record Decision(Verdict verdict, String reason, long delayNs) {}

    private static final double JITTER = 0.25;

    private final boolean restartsOnSuccess;
    private final LongUnaryOperator random;
    private RestartPolicy policy;
    private long windowStartNs;
    private int count;

    private @Nullable ExitResult exit;
    private boolean startFailed;
    private boolean startRecoverable;
    private boolean killed;
    private boolean requested;
    private boolean requestedAsFailure;

    /**
     * Creates the tracker of one task.
     *
     * @param random maps a bound to a uniform value in [0, bound).
     */
    RestartTracker(
            final RestartPolicy policy,
            final boolean serviceJob,
            final Lifecycle lifecycle,
            final LongUnaryOperator random) {
        this.policy = policy;
        this.random = random;
        this.restartsOnSuccess = switch (lifecycle) {
            case MAIN -> serviceJob;
            case PRESTART_SIDECAR, POSTSTART_SIDECAR -> true;
            case PRESTART_EPHEMERAL, POSTSTART_EPHEMERAL, POSTSTOP -> false;
        };
    }

    /** Takes over a policy that was changed in place. */
    void update(final RestartPolicy newer) {
        policy = newer;
    }

    RestartTracker exited(final ExitResult result) {
        exit = result;
        return this;
    }

    RestartTracker startFailed(final boolean recoverable) {
        startFailed = true;
        startRecoverable = recoverable;
        return this;
    }

    RestartTracker killed() {
        killed = true;
        return this;
    }

    RestartTracker restartRequested(final boolean asFailure) {
        requested = true;
        requestedAsFailure = asFailure;
        return this;
    }

    /** Decides on what was told since the last decision, and forgets it. */
    Decision decide(final long nowNs) {
        final Decision decision = next(nowNs);
        exit = null;
        startFailed = false;
        requested = false;
        requestedAsFailure = false;
        return decision;
    }

    private Decision next(final long nowNs) {
        if (killed) {
            return new Decision(Verdict.KILLED, "", 0);
        }
        if (requested && !requestedAsFailure) {
            return new Decision(Verdict.RESTART, "", 0);
        }
        final boolean endedWell = exit != null && exit.isSuccessful() && !requestedAsFailure && !restartsOnSuccess;
        if (policy.attempts() == 0) {
            return endedWell ? quiet() : new Decision(Verdict.FAIL, "Policy allows no restarts", 0);
        }
        if (count == 0 || nowNs - windowStartNs > policy.intervalNs()) {
            windowStartNs = nowNs;
            count = 0;
        }
        count++;
        if (startFailed && !startRecoverable) {
            return new Decision(Verdict.FAIL, "Error was unrecoverable", 0);
        }
        if (endedWell) {
            return quiet();
        }
        if (count <= policy.attempts()) {
            return new Decision(Verdict.RESTART, TaskEvents.WITHIN_POLICY, policy.delayNs() + jitterNs());
        }
        if (policy.mode() == RestartPolicy.Mode.DELAY) {
            final long delayNs = Math.max(0, windowStartNs + policy.intervalNs() - nowNs);
            return new Decision(Verdict.RESTART, "Exceeded allowed attempts, applying a delay", delayNs);
        }
        return new Decision(
                Verdict.FAIL,
                "Exceeded allowed attempts " + policy.attempts() + " in interval "
                        + GoText.duration(policy.intervalNs()) + " and mode is \"fail\"",
                0);
    }

    private static Decision quiet() {
        return new Decision(Verdict.QUIET, "Restart unnecessary as task terminated successfully", 0);
    }

    private long jitterNs() {
        return policy.delayNs() <= 0 ? 0 : (long) (JITTER * random.applyAsLong(policy.delayNs()));
    }
}
