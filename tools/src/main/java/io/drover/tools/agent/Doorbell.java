package io.drover.tools.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Idle strategies for threads of one process that work for each other.
 *
 * <p>With a bell, each naps long when there is nothing to do, which keeps an idle process cheap; whoever finds work wakes all others,
 * because that work is about to become theirs. So a command runs through driver, archive, consensus and service without waiting for
 * a single nap. A process under load pays for it: most of those who are woken find nothing.
 *
 * <p>Without a bell, each looks for work by itself after naps that grow up to a millisecond: a server of several, whose threads
 * mostly wait for other machines, does twice as much that way.
 */
final class Doorbell {
    private static final int SPINS = 16;
    private static final int YIELDS = 4;
    private static final long NAP_MIN_NS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long NAP_MAX_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<Nap> naps = new CopyOnWriteArrayList<>();
    private final long napNs;

    private Doorbell(final long napNs) {
        this.napNs = napNs;
    }

    /** @param napNs longest nap; what comes from outside (a datagram) waits half of it on average. */
    static Doorbell ringing(final long napNs) {
        return new Doorbell(napNs);
    }

    /** Nobody wakes anybody. */
    static Doorbell silent() {
        return new Doorbell(0);
    }

    /** A strategy for one thread. */
    IdleStrategy strategy() {
        if (napNs == 0) {
            return new BackoffIdleStrategy(SPINS, YIELDS, NAP_MIN_NS, NAP_MAX_NS);
        }
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
