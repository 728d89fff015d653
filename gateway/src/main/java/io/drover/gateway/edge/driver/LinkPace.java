package io.drover.gateway.edge.driver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The pace of the link's driver: it sleeps after every cycle, whether there was work or not, so that a cycle finds the datagrams of
 * many nodes and walks all streams once for all of them. While commands wait or a stream moves more than it can send in one cycle
 * some cycles follow each other at once, and the sleep is shorter: a cycle takes one command, and one datagram of each stream.
 */
final class LinkPace implements IdleStrategy {
    static final long CALM_NS = TimeUnit.MILLISECONDS.toNanos(5);
    static final long QUICK_NS = TimeUnit.MICROSECONDS.toNanos(500);

    /** What one command or datagram begins, others follow up: images, answers, the rest of a message. */
    static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Cycles without a sleep between them. */
    static final int BURST = 16;

    private final NanoClock clock;
    private volatile BooleanSupplier commands = () -> false;
    private long quickUntilNs;
    private boolean isHurried;
    private int hurriedCycles;

    LinkPace() {
        this(SystemNanoClock.INSTANCE);
    }

    LinkPace(final NanoClock clock) {
        this.clock = clock;
        quickUntilNs = clock.nanoTime();
    }

    /** Sets how to learn whether commands wait. */
    void commands(final BooleanSupplier areWaiting) {
        commands = areWaiting;
    }

    /** A stream has more to send. The driver's thread only. */
    void hurry() {
        isHurried = true;
        quickUntilNs = clock.nanoTime() + HOLD_NS;
    }

    /** How long to sleep after this cycle. */
    long sleepNs() {
        if (commands.getAsBoolean()) {
            hurry();
        }
        if (isHurried && hurriedCycles < BURST) {
            isHurried = false;
            hurriedCycles++;
            return 0;
        }
        isHurried = false;
        hurriedCycles = 0;
        return clock.nanoTime() - quickUntilNs < 0 ? QUICK_NS : CALM_NS;
    }

    @Override
    public void idle(final int workCount) {
        idle();
    }

    @Override
    public void idle() {
        final long sleepNs = sleepNs();
        if (sleepNs > 0) {
            LockSupport.parkNanos(sleepNs);
        }
    }

    @Override
    public void reset() {
        // Work makes no difference.
    }
}
