package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.jobspec.DelayFunction;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.spec.SpecGroup;

/**
 * When a failed allocation may be replaced. The delay to the next attempt grows with the attempts that the tracker
 * remembers; attempts are limited within an interval, or not at all.
 */
final class Reschedules {
    /** What is to happen to an allocation. */
    enum Decision {
        /** It counts as one of those wanted. */
        UNTAINTED,
        /** It does not count, and is not replaced as a failed one either. */
        IGNORE,
        /** It is replaced now. */
        NOW,
        /** It is replaced at {@link #timeMs()}. */
        LATER
    }

    /** An attempt that is due within this time is made now. */
    private static final long WINDOW_MS = 1_000;

    private long timeMs;

    /** When the allocation decided on last is due. */
    long timeMs() {
        return timeMs;
    }

    /**
     * Decides about an allocation.
     *
     * @param isDisconnecting whether its node just disconnected: the delay runs from now.
     * @param deployment      the active deployment, or {@link StateView#NULL_ROW}.
     */
    Decision decide(
            final StateView view,
            final EvalInput eval,
            final int alloc,
            final SpecGroup group,
            final boolean isBatch,
            final boolean isDisconnecting,
            final int deployment) {
        final AllocView allocs = view.allocs();
        if (allocs.hasNext(alloc) && Classifier.isTerminal(allocs, alloc)) {
            return Decision.IGNORE;
        }
        final Decision filtered = isBatch ? filterBatch(allocs, alloc) : filterService(allocs, alloc);
        final boolean isChecked = isDisconnecting || filtered == Decision.NOW;
        if (!isChecked) {
            return filtered;
        }
        return check(view, eval, alloc, group, isBatch, isDisconnecting, deployment);
    }

    /** {@link Decision#NOW} means that it is to be checked. */
    private static Decision filterService(final AllocView allocs, final int alloc) {
        if (DesiredStatus.RUN != allocs.desiredStatus(alloc)) {
            return allocs.hasNoPlacement(alloc) ? Decision.NOW : Decision.IGNORE;
        }
        final ClientStatus client = allocs.clientStatus(alloc);
        return ClientStatus.COMPLETE == client || ClientStatus.LOST == client ? Decision.IGNORE : Decision.NOW;
    }

    private static Decision filterBatch(final AllocView allocs, final int alloc) {
        final int transition = allocs.transition(alloc);
        if (Transitions.disablesPlacement(transition)) {
            return Decision.UNTAINTED;
        }
        if (Transitions.reschedules(transition)) {
            return Decision.NOW;
        }
        return switch (allocs.desiredStatus(alloc)) {
            case STOP ->
                allocs.hasRunSuccessfully(alloc)
                        ? Decision.UNTAINTED
                        : allocs.hasNoPlacement(alloc) ? Decision.NOW : Decision.IGNORE;
            case EVICT -> Decision.IGNORE;
            default -> ClientStatus.FAILED == allocs.clientStatus(alloc) ? Decision.NOW : Decision.UNTAINTED;
        };
    }

    private Decision check(
            final StateView view,
            final EvalInput eval,
            final int alloc,
            final SpecGroup group,
            final boolean isBatch,
            final boolean isDisconnecting,
            final int deployment) {
        final AllocView allocs = view.allocs();
        final int transition = allocs.transition(alloc);
        final ClientStatus client = allocs.clientStatus(alloc);
        timeMs = view.nowMs();
        if (deployment != StateView.NULL_ROW
                && allocs.deployment(alloc) == deployment
                && !Transitions.reschedules(transition)) {
            return Decision.UNTAINTED;
        }
        if (Transitions.forcesReschedule(transition) && Trial.isClientTerminal(client)) {
            return Decision.NOW;
        }
        final boolean isCandidate = isDisconnecting
                || ClientStatus.FAILED == client
                || ClientStatus.LOST == client
                || isBatch && Transitions.reschedules(transition);
        if (!isCandidate || !isEligible(view, alloc, group, isDisconnecting)) {
            return Decision.UNTAINTED;
        }
        if (isFollowUp(allocs, alloc, eval) || timeMs - view.nowMs() <= WINDOW_MS) {
            return Decision.NOW;
        }
        return hasFollowUp(allocs, alloc) && !isDisconnecting ? Decision.UNTAINTED : Decision.LATER;
    }

    /** Whether the policy allows another attempt; also computes when. */
    private boolean isEligible(
            final StateView view, final int alloc, final SpecGroup group, final boolean isDisconnecting) {
        if (!group.hasReschedule() || !group.isRescheduleUnlimited() && group.rescheduleAttempts() <= 0) {
            return false;
        }
        final AllocView allocs = view.allocs();
        final long failedMs = isDisconnecting ? view.nowMs() : failTimeMs(allocs, alloc);
        final long delayMs = nextDelayMs(allocs, alloc, group, failedMs);
        timeMs = failedMs + delayMs;
        final int events = allocs.rescheduleCount(alloc);
        if (group.isRescheduleUnlimited() || events == 0) {
            return true;
        }
        int used = 0;
        for (int i = 0; i < events; i++) {
            if (failedMs - allocs.rescheduleTimeMs(alloc, i) < group.rescheduleIntervalMs()) {
                used++;
            }
        }
        return used < group.rescheduleAttempts() && delayMs < group.rescheduleIntervalMs();
    }

    static long failTimeMs(final AllocView allocs, final int alloc) {
        final long finished = allocs.lastFinishedMs(alloc);
        return finished > 0 ? finished : allocs.modifyTimeMs(alloc);
    }

    /** The delay before an allocation may be replaced, counted from its failure. */
    static long nextDelayMs(final AllocView allocs, final int alloc, final SpecGroup group, final long failedMs) {
        final long first = group.rescheduleDelayMs();
        final int events = allocs.rescheduleCount(alloc);
        if (events == 0 || DelayFunction.CONSTANT == group.rescheduleFunction()) {
            return first;
        }
        final long last = allocs.rescheduleDelayMs(alloc, events - 1);
        final long cap = group.rescheduleDelayMaxMs();
        final long grown = DelayFunction.EXPONENTIAL == group.rescheduleFunction()
                ? 2 * last
                : fibonacci(allocs, alloc, events, first, cap);
        if (cap <= 0 || grown <= cap) {
            return grown;
        }
        final long sinceLast = failedMs - allocs.rescheduleTimeMs(alloc, events - 1);
        return sinceLast > cap ? first : cap;
    }

    private static long fibonacci(
            final AllocView allocs, final int alloc, final int events, final long first, final long cap) {
        final long last = allocs.rescheduleDelayMs(alloc, events - 1);
        if (events < 2) {
            return last;
        }
        final long beforeLast = allocs.rescheduleDelayMs(alloc, events - 2);
        // Starting anew after the cap: the last two do not belong to one series.
        return beforeLast == cap && last == first ? last : beforeLast + last;
    }

    private static boolean hasFollowUp(final AllocView allocs, final int alloc) {
        return allocs.followUpEvalHigh(alloc) != 0 || allocs.followUpEvalLow(alloc) != 0;
    }

    private static boolean isFollowUp(final AllocView allocs, final int alloc, final EvalInput eval) {
        return hasFollowUp(allocs, alloc)
                && allocs.followUpEvalHigh(alloc) == eval.idHigh()
                && allocs.followUpEvalLow(alloc) == eval.idLow();
    }
}
