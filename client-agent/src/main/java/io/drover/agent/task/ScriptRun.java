package io.drover.agent.task;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that runs beside a task for a while; its output is dropped. Blocks its thread.
 *
 * @param start starts it.
 * @param timeoutNs how long it may run before it is killed.
 */
record ScriptRun(TaskRunner.ExecStart start, long timeoutNs) {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);

    /** Its exit code. */
    int run() throws DriverException, IOException, InterruptedException {
        try (ExecProcess process = start.start()) {
            process.stdin().close();
            final CompletableFuture<Void> output =
                    CompletableFuture.allOf(dropped(process.stdout()), dropped(process.stderr()));
            try {
                output.get(timeoutNs, TimeUnit.NANOSECONDS);
            } catch (final TimeoutException e) {
                throw new IOException("context deadline exceeded", e);
            } catch (final ExecutionException e) {
                throw new IOException(e.getCause());
            }
            return process.waitFor();
        }
    }

    private static CompletableFuture<Void> dropped(final InputStream stream) {
        return CompletableFuture.runAsync(() -> {
            try (stream) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (final IOException e) {
                LOG.trace("output of a script ended", e);
            }
        });
    }
}
