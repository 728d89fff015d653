package io.drover.agent.driver;

/** A driver could not do what was asked; the message is shown to users in the task's {@code Driver Failure} event. */
public final class DriverException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean recoverable;
    private final boolean invalidConfig;

    /** Creates a failure that the restart policy may retry when {@code recoverable}. */
    public DriverException(final String message, final boolean recoverable) {
        this(message, recoverable, false);
    }

    /** Creates a failure with its cause. */
    public DriverException(final String message, final boolean recoverable, final Throwable cause) {
        super(message, cause);
        this.recoverable = recoverable;
        this.invalidConfig = false;
    }

    private DriverException(final String message, final boolean recoverable, final boolean invalidConfig) {
        super(message);
        this.recoverable = recoverable;
        this.invalidConfig = invalidConfig;
    }

    /**
     * The task's {@code Config} does not fit what the driver declares (missing, unknown or ill-typed argument). Shown as a
     * {@code Failed Validation} event, in the form in which the reference lists errors.
     *
     * @param finding one sentence, for example {@code Invalid label: No argument or block type is named "colour".}
     */
    public static DriverException invalidConfig(final String finding) {
        return new DriverException(
                "2 errors occurred:\n\t* failed to parse config: \n\t* " + finding + "\n\n", false, true);
    }

    /** A failure that no retry mends, for example a wrong configuration. */
    public static DriverException permanent(final String message) {
        return new DriverException(message, false);
    }

    /** A failure that a later try may not meet, for example an engine that does not answer. */
    public static DriverException recoverable(final String message) {
        return new DriverException(message, true);
    }

    /** Whether the task's configuration itself was refused. */
    public boolean isInvalidConfig() {
        return invalidConfig;
    }

    /** Whether a later try may succeed. */
    public boolean isRecoverable() {
        return recoverable;
    }
}
