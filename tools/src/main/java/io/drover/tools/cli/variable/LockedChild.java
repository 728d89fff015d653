package io.drover.tools.cli.variable;

import io.drover.tools.cli.http.ApiException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that runs while a lock is held, with the standard streams of this process. One thread renews the lock three times within
 * its time to live and ends the program once that time has passed without success. However this process ends, the program is ended and
 * the lock freed.
 */
final class LockedChild implements AutoCloseable {
    private static final int RENEWALS_PER_TTL = 3;
    private static final int GRACE_SECONDS = 5;

    private final VariableLock lock;
    private final Process process;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final Thread onExit = new Thread(this::finish, "lock-release");
    private volatile boolean isLockLost;

    private LockedChild(final VariableLock lock, final Process process) {
        this.lock = lock;
        this.process = process;
    }

    /** Starts a program under a lock that is held. The lock is freed when it cannot be started. */
    static LockedChild start(final VariableLock lock, final List<String> command) throws IOException {
        final Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (final IOException e) {
            release(lock);
            throw e;
        }
        final LockedChild child = new LockedChild(lock, process);
        Runtime.getRuntime().addShutdownHook(child.onExit);
        final Thread renewals = new Thread(child::renew, "lock-renewals");
        renewals.setDaemon(true);
        renewals.start();
        return child;
    }

    /** Whether the program was ended because the lock was not held any more. */
    boolean isLockLost() {
        return isLockLost;
    }

    /** Waits for the program's end and answers its exit code. */
    int await() {
        try {
            return process.waitFor();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    @Override
    public void close() {
        finish();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            // This process is ending, and the hook has nothing left to do.
            return;
        }
    }

    private void renew() {
        final long ttlNs = lock.terms().ttlNs();
        long deadlineNs = System.nanoTime() + ttlNs;
        try {
            while (!over.await(ttlNs / RENEWALS_PER_TTL, TimeUnit.NANOSECONDS)) {
                final long askedNs = System.nanoTime();
                if (isRenewed()) {
                    deadlineNs = askedNs + ttlNs;
                } else if (isLockLost || System.nanoTime() - deadlineNs >= 0) {
                    isLockLost = true;
                    end();
                    return;
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRenewed() {
        try {
            lock.renew();
            return true;
        } catch (final ApiException e) {
            isLockLost = VariableLock.isRefusal(e);
            return false;
        }
    }

    private void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void finish() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        over.countDown();
        try {
            if (process.isAlive()) {
                end();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isLockLost) {
            release(lock);
        }
    }

    /** A lock that cannot be freed ends by itself when its time to live has passed. */
    private static void release(final VariableLock lock) {
        try {
            lock.release();
        } catch (final ApiException e) {
            return;
        }
    }
}
