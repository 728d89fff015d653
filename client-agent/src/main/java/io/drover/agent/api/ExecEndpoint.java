package io.drover.agent.api;

import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/client/allocation/ALLOC/exec}: runs a program beside a task. The program starts when the other side has sent its first
 * line, which may be an empty message.
 */
final class ExecEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ExecEndpoint.class);

    private final AgentQuestions agent;

    ExecEndpoint(final AgentQuestions agent) {
        this.agent = agent;
    }

    /** Runs the program to its end, or tells why it cannot. */
    void run(final String allocId, final ClientRequest request, final Conversation conversation)
            throws IOException, InterruptedException {
        final String first = conversation.read();
        if (first == null) {
            return;
        }
        try (ExecProcess process = start(allocId, request)) {
            new ExecSession(process, conversation).run(first);
        } catch (final ApiException e) {
            conversation.refuse(e);
        }
    }

    private ExecProcess start(final String allocId, final ClientRequest request) throws ApiException, IOException {
        final String taskName = request.text("task");
        if (taskName.isEmpty()) {
            throw new ApiException(400, "must provide task name");
        }
        final ExecRequest wanted = new ExecRequest(command(request), Parameters.bool(request, "tty", false, 500));
        final Ready ready = agent.ofAlloc(allocId, alloc -> prepare(alloc, allocId, taskName, wanted));
        if (ready.start == null) {
            throw new ApiException(ready.status, ready.problem);
        }
        LOG.info("task exec session starting: alloc {} task {} command {}", allocId, taskName, wanted.command());
        try {
            return ready.start.start();
        } catch (final DriverException e) {
            throw new ApiException(500, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> command(final ClientRequest request) throws ApiException {
        final List<String> words;
        try {
            words = RequestBody.texts(request.text("command"));
        } catch (final IOException e) {
            throw new ApiException(500, "failed to decode command: " + e.getMessage());
        }
        if (words.isEmpty()) {
            throw new ApiException(400, "command is not present");
        }
        return words;
    }

    private static Ready prepare(
            final @Nullable AllocRunner alloc, final String allocId, final String taskName, final ExecRequest wanted) {
        if (alloc == null) {
            return new Ready(null, 404, "Unknown allocation " + Parameters.quoted(allocId));
        }
        final TaskRunner task = alloc.task(taskName);
        if (task == null) {
            return new Ready(null, 400, "unknown task name " + Parameters.quoted(taskName));
        }
        try {
            return new Ready(task.exec(wanted), 0, "");
        } catch (final DriverException e) {
            return new Ready(null, 404, String.valueOf(e.getMessage()));
        }
    }

    /** A program that can be started, or what is in the way. */
    private record Ready(TaskRunner.@Nullable ExecStart start, int status, String problem) {}
}
