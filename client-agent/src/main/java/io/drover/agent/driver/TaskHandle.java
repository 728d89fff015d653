package io.drover.agent.driver;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One started task. Thread-safe; no method except {@link #destroy()} and {@link #stats()} blocks for long, and runners call
 * those two on a worker thread.
 */
public interface TaskHandle {
    /** Opaque bytes from which {@link Driver#recover} finds the task again; constant once the task was started. */
    byte[] state();

    /**
     * Completes normally exactly once when the task has ended, on any thread. Never completes exceptionally: a driver that
     * lost its task says so in {@link ExitResult#error()}.
     */
    CompletionStage<ExitResult> exit();

    /**
     * Sends a signal by name, for example {@code SIGHUP}.
     *
     * @throws DriverException when the name is unknown or the task does not run.
     */
    void signal(String name) throws DriverException;

    /**
     * Asks the task to end: {@code signal} now, force after {@code timeout} (zero: force at once), all of its children
     * included. Returns immediately; the end shows in {@link #exit()}. Calling it again may only shorten the time-out.
     *
     * @param signal a signal name, or the empty string for the driver's default.
     */
    void stop(Duration timeout, String signal);

    /** Removes everything that is left of the task (supervisor, container, control groups); kills it when it runs. */
    void destroy();

    /** Resource usage now; {@link TaskStats#EMPTY} when it is not known. */
    TaskStats stats();

    /** Where the task is reachable when the driver gave it a network of its own, otherwise {@code null}. */
    @Nullable
    DriverNetwork network();
}
