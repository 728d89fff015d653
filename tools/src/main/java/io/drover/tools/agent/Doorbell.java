package io.drover.tools.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Idle strategies for threads of one process that work for each other. Each naps long when there is nothing to do, which keeps an
 * idle process cheap; whoever finds work wakes all others, because that work is about to become theirs. So a command runs through
 * driver, archive, consensus and service without waiting for a single nap.
 */
final class Doorbell {
    private final List<Nap> naps = new CopyOnWriteArrayList<>();
    private final long napNs;

    /** @param napNs longest nap; what comes from outside (a datagram) waits half of it on average. */
    Doorbell(final long napNs) {
        this.napNs = napNs;
    }

    /** A strategy for one thread. */
    IdleStrategy strategy() {
        final Nap nap = new Nap();
        naps.add(nap);
        return nap;
    }

    /** Wakes all threads that nap. */
    void ring() {
        for (final Nap nap : naps) {
            nap.wake();
        }
    }

    private final class Nap implements IdleStrategy {
        private static final int SPINS = 32;

        private volatile boolean isRung;
        private volatile @Nullable Thread napping;
        private int spins;

        @Override
        public void idle(final int workCount) {
            if (workCount > 0) {
                spins = 0;
                ring();
            } else {
                idle();
            }
        }

        @Override
        public void idle() {
            if (isRung) {
                isRung = false;
                spins = 0;
            } else if (spins < SPINS) {
                spins++;
                Thread.onSpinWait();
            } else {
                nap();
            }
        }

        @Override
        public void reset() {
            spins = 0;
        }

        private void nap() {
            napping = Thread.currentThread();
            if (!isRung) {
                LockSupport.parkNanos(napNs);
            }
            napping = null;
        }

        private void wake() {
            isRung = true;
            final Thread thread = napping;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }
}
