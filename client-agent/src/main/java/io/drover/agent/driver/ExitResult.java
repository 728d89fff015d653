package io.drover.agent.driver;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param exitCode the exit code; {@code 128 + signal} when a signal killed it.
 * @param signal the number of the signal that killed it, otherwise 0.
 * @param oomKilled whether the kernel killed it for lack of memory.
 * @param error why the result is not trustworthy (supervisor lost, wait failed), or {@code null}.
 */
public record ExitResult(
        int exitCode,
        int signal,
        boolean oomKilled,
        @Nullable String error) {
    /** A clean end. */
    public static final ExitResult SUCCESS = new ExitResult(0, 0, false, null);

    /** Whether the restart policy counts this end as a success. */
    public boolean isSuccessful() {
        return exitCode == 0 && signal == 0 && error == null;
    }
}
