package io.drover.agent.driver.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals to processes and process groups through the shell's {@code kill}, about 2 ms a call. The JDK can only send
 * SIGTERM and SIGKILL to single processes, and a native call would load a library into every agent.
 */
final class ProcessSignals {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessSignals.class);
    private static final long TIMEOUT_S = 10;

    private ProcessSignals() {}

    /** Signals a whole process group; whether it existed. */
    static boolean sendToGroup(final int signal, final long group) {
        return send(Integer.toString(signal), List.of(-group));
    }

    /** Signals processes; a negative number is a process group. Whether all of them existed. */
    static boolean send(final String signal, final List<Long> targets) {
        final List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\" 2>/dev/null", signal));
        targets.forEach(target -> command.add(Long.toString(target)));
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TIMEOUT_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (final IOException e) {
            LOGGER.error("cannot send signal {} to {}: {}", signal, targets, e.toString());
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
