package io.drover.tools.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Time that passes when the simulation says so, and what is due at some time. */
final class VirtualTime {
    /** Milliseconds since the epoch when a simulation starts. */
    static final long START_MS = 1_700_000_000_000L;

    private record Event(long dueNs, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::dueNs).thenComparingLong(Event::order));
    private long nowNs;
    private long order;

    long nowNs() {
        return nowNs;
    }

    /** Milliseconds since the start. */
    long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(nowNs);
    }

    /** What a clock shows that nobody has stepped. */
    long wallMs() {
        return START_MS + elapsedMs();
    }

    /** Lets something happen later; what is due at the same time happens in the order of the calls. */
    void after(final long delayNs, final Runnable action) {
        events.add(new Event(nowNs + delayNs, order++, action));
    }

    void afterMs(final long delayMs, final Runnable action) {
        after(TimeUnit.MILLISECONDS.toNanos(delayMs), action);
    }

    /** Moves on and lets happen what is due. */
    void advance(final long stepNs) {
        final long endNs = nowNs + stepNs;
        while (!events.isEmpty() && events.peek().dueNs <= endNs) {
            final Event event = events.remove();
            nowNs = Math.max(nowNs, event.dueNs);
            event.action.run();
        }
        nowNs = endNs;
    }
}
