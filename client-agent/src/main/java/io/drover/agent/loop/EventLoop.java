package io.drover.agent.loop;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The event thread as runners see it. Tests replace it by one that runs in virtual time.
 *
 * <p>{@link #execute} may be called from any thread, the other methods from the event thread only.
 */
public interface EventLoop {
    /** Wall clock, nanoseconds since the epoch; for what people read, never for measuring. */
    long wallClockNs();

    /** A clock that is never stepped, nanoseconds from an arbitrary origin; for everything that waits. */
    long monotonicNs();

    /** Runs {@code event} on the event thread, after everything that was handed over before. */
    void execute(Runnable event);

    /** Runs {@code event} on the event thread once {@code delayNs} have passed on the monotonic clock. */
    Timer schedule(long delayNs, Runnable event);

    /**
     * Runs {@code work} on a worker and hands its outcome back to the event thread: exactly one of the two consumers is
     * called, also when the loop is being closed.
     */
    <T> void offload(Callable<T> work, Consumer<? super T> succeeded, Consumer<? super Exception> failed);

    /** A pending timer. */
    interface Timer {
        /** Prevents the event from running when it has not started yet; otherwise does nothing. */
        void cancel();
    }
}
