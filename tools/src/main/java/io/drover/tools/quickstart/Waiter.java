package io.drover.tools.quickstart;

import io.drover.tools.cli.http.ApiException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks again until an answer is there, the cluster is broken or the time is up. Used by one thread. */
final class Waiter {
    private static final long INTERVAL_MS = 25;

    /** Asks once. */
    @FunctionalInterface
    interface Question<T> {
        /** The answer, or null while there is none; an error counts as none. */
        @Nullable
        T ask() throws ApiException;
    }

    private final long deadlineNs;
    private final Supplier<String> defect;

    /**
     * Waits until a common deadline.
     *
     * @param limitS seconds for everything that is waited for.
     * @param defect says why waiting is in vain; empty while it is not.
     */
    Waiter(final long limitS, final Supplier<String> defect) {
        this.deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitS);
        this.defect = defect;
    }

    /** Waits for an answer; the exception says what was waited for and what was heard last. */
    <T> T await(final String what, final Question<T> question) throws QuickstartException, InterruptedException {
        String last = "";
        while (true) {
            try {
                final T answer = question.ask();
                if (answer != null) {
                    return answer;
                }
            } catch (final ApiException ex) {
                last = "; the last answer was: " + ex.getMessage();
            }
            final String reason = defect.get();
            if (!reason.isEmpty()) {
                throw new QuickstartException("while waiting for " + what + ", " + reason);
            }
            if (System.nanoTime() - deadlineNs >= 0) {
                throw new QuickstartException("out of time while waiting for " + what + last);
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
        }
    }
}
