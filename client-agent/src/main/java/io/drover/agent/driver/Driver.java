package io.drover.agent.driver;

import org.jspecify.annotations.Nullable;

/**
 * A way to run tasks.
 *
 * <p>{@link #start} and {@link #recover} may block (image pull, process creation); runners call them on a worker thread,
 * never on the agent's event thread, and for different tasks concurrently. Implementations are thread-safe.
 */
public interface Driver {
    /** The name that job files use, for example {@code raw_exec}. */
    String name();

    /** What this driver can do and whether it is usable on this node now. Cheap enough to be called every 30 seconds. */
    DriverFingerprint fingerprint();

    /**
     * Starts one task and returns once it runs. The task must outlive the agent process.
     *
     * @throws DriverException when the task could not be started; {@link DriverException#isRecoverable()} says whether
     *     the restart policy may try again.
     */
    TaskHandle start(TaskConfig config) throws DriverException;

    /**
     * Attaches again to a task that {@link #start} began in an earlier life of the agent, without touching it.
     *
     * @param handleState the bytes of {@link TaskHandle#state()}.
     * @return a handle, also for a task which ended meanwhile when its result is still known, or {@code null} when
     *     nothing is known about the task any more.
     */
    @Nullable
    TaskHandle recover(TaskConfig config, byte[] handleState) throws DriverException;

    /** What its tasks support; never blocks, unlike {@link #fingerprint}, which may have to ask an engine. */
    default DriverFingerprint.Capabilities capabilities() {
        return fingerprint().capabilities();
    }

    /** Says where events about this driver's tasks go; called once, before any task is started. */
    default void listener(final DriverEventListener listener) {}

    /**
     * Removes whatever a start may have left behind that an earlier life of the agent began and did not survive: nobody holds a
     * handle of it. May find nothing.
     *
     * @param config the configuration of that start, with its id.
     */
    default void discard(final TaskConfig config) throws DriverException {}

    /**
     * Runs a program beside a task that this driver runs. May block while it starts.
     *
     * @param config the configuration that the task was started with.
     * @param task the running task.
     * @throws DriverException when the driver cannot do that or the program does not start.
     */
    default ExecProcess exec(final TaskConfig config, final TaskHandle task, final ExecRequest request)
            throws DriverException {
        throw DriverException.permanent("driver \"" + name() + "\" does not support exec");
    }
}
