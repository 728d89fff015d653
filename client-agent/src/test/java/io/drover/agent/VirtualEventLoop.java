package io.drover.agent;

import io.drover.agent.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * An event loop without threads, in virtual time: nothing happens until a test runs or advances it. Work of workers runs
 * inline, as an event of its own.
 */
public final class VirtualEventLoop implements EventLoop {
    private static final long WALL_START_NS = 1_700_000_000_000_000_000L;

    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Pending> timers =
            new PriorityQueue<>(Comparator.comparingLong(Pending::dueNs).thenComparingLong(Pending::order));
    private long nowNs;
    private long wallOffsetNs = WALL_START_NS;
    private long order;

    private record Pending(long dueNs, long order, Runnable event, boolean[] cancelled) {}

    @Override
    public long wallClockNs() {
        return wallOffsetNs + nowNs;
    }

    @Override
    public long monotonicNs() {
        return nowNs;
    }

    @Override
    public void execute(final Runnable event) {
        ready.addLast(event);
    }

    @Override
    public Timer schedule(final long delayNs, final Runnable event) {
        final boolean[] cancelled = new boolean[1];
        timers.add(new Pending(nowNs + Math.max(0, delayNs), order++, event, cancelled));
        return () -> cancelled[0] = true;
    }

    @Override
    public <T> void offload(
            final Callable<T> work, final Consumer<? super T> succeeded, final Consumer<? super Exception> failed) {
        ready.addLast(() -> {
            try {
                final T result = work.call();
                ready.addLast(() -> succeeded.accept(result));
            } catch (final Exception e) {
                ready.addLast(() -> failed.accept(e));
            }
        });
    }

    /** Steps the wall clock, as an operator or a time server may. */
    public void stepWallClock(final long stepNs) {
        wallOffsetNs += stepNs;
    }

    /** Runs everything that can happen without time passing. */
    public void run() {
        while (true) {
            final Runnable event = ready.pollFirst();
            if (event != null) {
                event.run();
            } else if (!timers.isEmpty() && timers.peek().dueNs() <= nowNs) {
                fire(timers.remove());
            } else {
                return;
            }
        }
    }

    /** Runs at most that many of the events that are ready. */
    public void step(final int count) {
        for (int i = 0; i < count && !ready.isEmpty(); i++) {
            ready.removeFirst().run();
        }
    }

    /** Forgets all events and timers, as the end of a process does. */
    public void clear() {
        ready.clear();
        timers.clear();
    }

    /** Lets time pass, event by event. */
    public void advance(final long durationNs) {
        final long endNs = nowNs + durationNs;
        run();
        while (!timers.isEmpty() && timers.peek().dueNs() <= endNs) {
            final Pending next = timers.remove();
            nowNs = Math.max(nowNs, next.dueNs());
            fire(next);
            run();
        }
        nowNs = endNs;
    }

    private static void fire(final Pending timer) {
        if (!timer.cancelled()[0]) {
            timer.event().run();
        }
    }
}
