package io.drover.tools.agent;

import io.drover.tools.cli.Ui;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of an agent: asked for by a signal or by a part that cannot go on, at any moment, also while the agent starts. A signal ends
 * the agent in order, within a limit, with the exit code that service managers know.
 */
final class AgentEnd {
    private static final long LIMIT_S = 30;

    private final Ui ui;
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private @Nullable Thread starting = Thread.currentThread();

    /** Hears signals from now on; the calling thread is the one that starts the agent. */
    AgentEnd(final Ui ui) {
        this.ui = ui;
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "shutdown"));
    }

    /** Asks for the end; any thread. A start that is under way is given up. */
    void request() {
        requested.countDown();
        synchronized (this) {
            if (starting != null) {
                starting.interrupt();
            }
        }
    }

    /** The agent runs: its end is heard of by {@link #await} alone. */
    synchronized void started() {
        starting = null;
        // Closing must not begin interrupted.
        final boolean ignored = Thread.interrupted();
    }

    /** Waits until the end is asked for. From then on the parts have a limited time to close: one that hangs must not keep the process. */
    void await() throws InterruptedException {
        requested.await();
        final Thread limit = new Thread(this::haltAfterLimit, "end-limit");
        limit.setDaemon(true);
        limit.start();
    }

    private void haltAfterLimit() {
        try {
            if (!reached.await(LIMIT_S, TimeUnit.SECONDS)) {
                ui.error("==> Some parts did not stop in time");
                Runtime.getRuntime().halt(1);
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** All parts are closed. */
    void reached() {
        reached.countDown();
    }

    private void onSignal() {
        if (reached.getCount() == 0) {
            return;
        }
        ui.output("==> Caught signal");
        request();
        try {
            if (!reached.await(LIMIT_S, TimeUnit.SECONDS)) {
                ui.error("==> Some parts did not stop in time");
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
