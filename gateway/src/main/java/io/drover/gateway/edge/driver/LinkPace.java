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
 * the sleep is shorter: a cycle takes one command, and one datagram of each stream.
 */
final class LinkPace implements IdleStrategy {
    static final long CALM_NS = TimeUnit.MILLISECONDS.toNanos(5);
    static final long QUICK_NS = TimeUnit.MICROSECONDS.toNanos(500);

    /** What one command or datagram begins, others follow up: images, answers, the rest of a message. */
    static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final NanoClock clock;
    private volatile BooleanSupplier commands = () -> false;
    private long quickUntilNs;

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
        quickUntilNs = clock.nanoTime() + HOLD_NS;
    }

    /** How long to sleep after this cycle. */
    long sleepNs() {
        if (commands.getAsBoolean()) {
            hurry();
        }
        return clock.nanoTime() - quickUntilNs < 0 ? QUICK_NS : CALM_NS;
    }

    @Override
    public void idle(final int workCount) {
        idle();
    }

    @Override
    public void idle() {
        LockSupport.parkNanos(sleepNs());
    }

    @Override
    public void reset() {
        // Work makes no difference.
    }
}
