package io.drover.agent.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread that looks for itself what there is to do. Signals are not counted: one that comes early is not lost. */
final class WakeUp {
    private final Semaphore signals = new Semaphore(0);

    /** Wakes the waiting thread, or its next wait. Any thread. */
    void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Waits for a signal; false when none came in time. */
    boolean await(final long timeoutNs) throws InterruptedException {
        final boolean woken = signals.tryAcquire(timeoutNs, TimeUnit.NANOSECONDS);
        signals.drainPermits();
        return woken;
    }
}
