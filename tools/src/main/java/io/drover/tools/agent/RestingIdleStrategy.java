package io.drover.tools.agent;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** Rests after every cycle, whether there was work or not, so that the next one does the work of many at once. */
final class RestingIdleStrategy implements IdleStrategy {
    private final long restNs;

    RestingIdleStrategy(final long restNs) {
        this.restNs = restNs;
    }

    @Override
    public void idle(final int workCount) {
        idle();
    }

    @Override
    public void idle() {
        LockSupport.parkNanos(restNs);
    }

    @Override
    public void reset() {
        // Work makes no difference.
    }
}
