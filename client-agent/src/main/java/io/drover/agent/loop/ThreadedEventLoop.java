package io.drover.agent.loop;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop of a real agent: one event thread that sleeps when nothing is due, and a bounded set of workers which
 * disappear when idle. An event that throws is logged and does not stop the loop.
 */
public final class ThreadedEventLoop implements EventLoop, AutoCloseable {
    /** Image pulls may hold a worker for minutes; this many at once must not keep other tasks from starting. */
    private static final int WORKER_COUNT_MAX = 64;

    private static final int CLOSE_TIMEOUT_S = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedEventLoop.class);

    private final ScheduledThreadPoolExecutor events;
    private final ThreadPoolExecutor workers;

    /** Starts the event thread. */
    public ThreadedEventLoop() {
        events = new ScheduledThreadPoolExecutor(1, named("agent-events"));
        events.setRemoveOnCancelPolicy(true);
        events.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers = new ThreadPoolExecutor(
                WORKER_COUNT_MAX,
                WORKER_COUNT_MAX,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("agent-worker"));
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public long wallClockNs() {
        final Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public long monotonicNs() {
        return System.nanoTime();
    }

    @Override
    public void execute(final Runnable event) {
        try {
            events.execute(() -> guarded(event));
        } catch (final RejectedExecutionException e) {
            LOG.debug("event dropped, the loop is closed");
        }
    }

    @Override
    public Timer schedule(final long delayNs, final Runnable event) {
        try {
            final ScheduledFuture<?> future =
                    events.schedule(() -> guarded(event), Math.max(0, delayNs), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (final RejectedExecutionException e) {
            LOG.debug("timer dropped, the loop is closed");
            return () -> {};
        }
    }

    @Override
    public <T> void offload(
            final Callable<T> work, final Consumer<? super T> succeeded, final Consumer<? super Exception> failed) {
        try {
            workers.execute(() -> {
                try {
                    final T result = work.call();
                    execute(() -> succeeded.accept(result));
                } catch (final Exception e) {
                    execute(() -> failed.accept(e));
                } catch (final Error e) {
                    // A native library that does not load, for one: whoever waits for the outcome must still get it.
                    LOG.error("work of the agent broke", e);
                    execute(() -> failed.accept(new IllegalStateException(e.toString(), e)));
                }
            });
        } catch (final RejectedExecutionException e) {
            execute(() -> failed.accept(e));
        }
    }

    /** Finishes the work that has begun; what is handed over from now on fails. Their outcomes are still delivered. */
    public void drainWorkers() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                LOG.warn("a worker did not end within {} s", CLOSE_TIMEOUT_S);
                workers.shutdownNow();
            }
        } catch (final InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs what is queued, then stops both kinds of threads. Timers that are not due are dropped. */
    @Override
    public void close() {
        drainWorkers();
        try {
            events.shutdown();
            if (!events.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                LOG.warn("the event thread did not end within {} s", CLOSE_TIMEOUT_S);
                events.shutdownNow();
            }
        } catch (final InterruptedException e) {
            events.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(final Runnable event) {
        try {
            event.run();
        } catch (final RuntimeException | Error e) {
            LOG.error("an agent event failed", e);
        }
    }

    private static ThreadFactory named(final String prefix) {
        final AtomicInteger count = new AtomicInteger();
        return runnable -> {
            final Thread thread = new Thread(runnable, prefix + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
