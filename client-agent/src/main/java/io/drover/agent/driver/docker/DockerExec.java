package io.drover.agent.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program within a container. The engine ends it with the container; what its caller leaves behind is cut off, not killed. */
final class DockerExec implements ExecProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerExec.class);
    private static final int PIPE_LENGTH = 64 * 1024;
    private static final long EXIT_POLL_MS = 100;
    private static final int EXIT_POLLS = 50;

    private final DockerEngine engine;
    private final String execId;
    private final PipedOutputStream stdin = new PipedOutputStream();
    private final PipedInputStream stdout = new PipedInputStream(PIPE_LENGTH);
    private final PipedInputStream stderr = new PipedInputStream(PIPE_LENGTH);
    private final Output output;

    private DockerExec(final DockerEngine engine, final String execId) throws IOException {
        this.engine = engine;
        this.execId = execId;
        output = new Output(new PipedOutputStream(stdout), new PipedOutputStream(stderr));
    }

    static DockerExec start(final DockerEngine engine, final String containerId, final ExecRequest request)
            throws DriverException {
        try {
            final String execId = engine.calls()
                    .execCreateCmd(containerId)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withTty(request.isTerminal())
                    .withCmd(request.command().toArray(new String[0]))
                    .exec()
                    .getId();
            final DockerExec exec = new DockerExec(engine, execId);
            engine.streams()
                    .execStartCmd(execId)
                    .withDetach(false)
                    .withTty(request.isTerminal())
                    .withStdIn(new PipedInputStream(exec.stdin, PIPE_LENGTH))
                    .exec(exec.output);
            return exec;
        } catch (final IOException e) {
            throw new DriverException("failed to exec into the container: " + e.getMessage(), false, e);
        } catch (final RuntimeException e) {
            throw DriverException.permanent("failed to exec into the container: " + DockerErrors.text(e));
        }
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public void resize(final int rows, final int columns) {
        try {
            engine.calls().resizeExecCmd(execId).withSize(rows, columns).exec();
        } catch (final RuntimeException e) {
            LOGGER.debug("the size of a terminal cannot be set: {}", DockerErrors.text(e));
        }
    }

    @Override
    public int waitFor() throws InterruptedException, IOException {
        output.awaitCompletion();
        for (int i = 0; i < EXIT_POLLS; i++) {
            try {
                final Long code = engine.calls().inspectExecCmd(execId).exec().getExitCodeLong();
                if (code != null) {
                    return code.intValue();
                }
            } catch (final RuntimeException e) {
                throw new IOException("exit code is not known: " + DockerErrors.text(e), e);
            }
            TimeUnit.MILLISECONDS.sleep(EXIT_POLL_MS);
        }
        throw new IOException("the engine does not tell an exit code");
    }

    @Override
    public void close() {
        try {
            stdin.close();
            output.close();
            stdout.close();
            stderr.close();
        } catch (final IOException e) {
            LOGGER.debug("an exec session cannot be closed: {}", e.toString());
        }
    }

    /** What the engine passes on, split into the two outputs. */
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final PipedOutputStream out;
        private final PipedOutputStream err;

        Output(final PipedOutputStream out, final PipedOutputStream err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public void onNext(final Frame frame) {
            final PipedOutputStream target = frame.getStreamType() == StreamType.STDERR ? err : out;
            try {
                target.write(frame.getPayload());
                target.flush();
            } catch (final IOException e) {
                LOGGER.debug("output of an exec session is dropped: {}", e.toString());
            }
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        @Override
        public void onError(final Throwable throwable) {
            end();
            super.onError(throwable);
        }

        private void end() {
            try {
                out.close();
                err.close();
            } catch (final IOException e) {
                LOGGER.debug("an exec session cannot be closed: {}", e.toString());
            }
        }
    }
}
