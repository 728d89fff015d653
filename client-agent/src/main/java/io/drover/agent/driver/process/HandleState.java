package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What is kept about a task across restarts of the agent, as lines of text.
 *
 * @param dir the supervisor's state directory.
 * @param bootId the boot that the pids belong to.
 * @param supervisor the supervisor's process.
 * @param task the task's process, leader of its own session.
 */
record HandleState(Path dir, String bootId, ProcessIdentity supervisor, ProcessIdentity task) {
    private static final String MAGIC = "drover-process-1";
    private static final int LINES = 5;

    static HandleState of(final ProcessRuntime runtime, final Path dir, final SupervisorState.Pids pids) {
        return new HandleState(
                dir,
                runtime.bootId(),
                ProcessIdentity.of(runtime.procRoot(), pids.supervisor()),
                ProcessIdentity.of(runtime.procRoot(), pids.task()));
    }

    byte[] encode() {
        return String.join(
                        "\n",
                        MAGIC,
                        dir.toString(),
                        bootId,
                        supervisor.pid() + " " + supervisor.startTicks(),
                        task.pid() + " " + task.startTicks())
                .getBytes(StandardCharsets.UTF_8);
    }

    static HandleState decode(final byte[] bytes) throws DriverException {
        final String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (lines.length != LINES || !MAGIC.equals(lines[0])) {
            throw DriverException.permanent("failed to decode task state from handle: expected " + MAGIC);
        }
        try {
            return new HandleState(Path.of(lines[1]), lines[2], identity(lines[3]), identity(lines[4]));
        } catch (final RuntimeException e) {
            throw new DriverException("failed to decode task state from handle: " + e.getMessage(), false, e);
        }
    }

    private static ProcessIdentity identity(final String line) {
        final String[] words = line.split(" ");
        return new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }
}
