package io.drover.agent.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The end of one task, for those who wait for it: reached once, when the task will not run again by itself and all its output is in
 * its files. May be used by any thread. A task that is revived gets a new one.
 */
public final class TaskEnd {
    private final Set<Runnable> waiters = new LinkedHashSet<>();
    private boolean reached;

    TaskEnd() {}

    /** Whether the task has ended. */
    public synchronized boolean isReached() {
        return reached;
    }

    /** Calls {@code waiter} once, on some thread, when the task ends, at once if it has; it must be quick. */
    public void await(final Runnable waiter) {
        synchronized (this) {
            if (!reached) {
                waiters.add(waiter);
                return;
            }
        }
        waiter.run();
    }

    /** Forgets a waiter. */
    public synchronized void leave(final Runnable waiter) {
        waiters.remove(waiter);
    }

    void reach() {
        final List<Runnable> told;
        synchronized (this) {
            reached = true;
            told = new ArrayList<>(waiters);
            waiters.clear();
        }
        told.forEach(Runnable::run);
    }
}
