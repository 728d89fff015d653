package io.drover.agent.task;

import io.drover.agent.model.ServerReads;
import io.drover.agent.socket.TaskApiSocket;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket of a task to the API while the task is there. For all threads; where there are no servers there is no socket. */
final class TaskApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskApi.class);

    private final ServerReads reads;
    private @Nullable TaskApiSocket socket;

    TaskApi(final ServerReads reads) {
        this.reads = reads;
    }

    /** Opens the socket unless it is open. A path that is too long for a socket leaves the task without one. */
    synchronized void open(final Path secrets) {
        if (socket != null || reads.address().isEmpty()) {
            return;
        }
        try {
            socket = TaskApiSocket.open(secrets, reads::address);
        } catch (final IOException | RuntimeException e) {
            LOG.warn("no API socket in {}: {}", secrets, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
