package io.drover.agent.api;

import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code /v1/client/fs/logs}. */
final class LogEndpoint {
    /** What is known about a task whose output is asked for. */
    private enum Found {
        NO_ALLOC,
        NO_TASK,
        NOT_STARTED,
        READY
    }

    private final AgentQuestions agent;

    LogEndpoint(final AgentQuestions agent) {
        this.agent = agent;
    }

    ClientResponse logs(final String allocId, final ClientRequest request) throws ApiException, IOException {
        final String task = request.text("task");
        final String type = request.text("type");
        if (task.isEmpty()) {
            throw new ApiException(400, "must provide task name");
        }
        final boolean follow = Parameters.bool(request, "follow", false, 400);
        final boolean plain = Parameters.bool(request, "plain", false, 400);
        if (!"stdout".equals(type) && !"stderr".equals(type)) {
            throw new ApiException(400, "must provide log type (stdout/stderr)");
        }
        final long offset = Parameters.number(request, "offset", 0, 400);
        final boolean fromEnd = Parameters.isFromEnd(request);
        checkTask(allocId, task);
        final Path directory =
                agent.allocsDir().resolve(allocId).resolve("alloc").resolve("logs");
        final LogFiles files = new LogFiles(directory, task, type);
        if (files.list().isEmpty()) {
            throw new ApiException(
                    404,
                    "log entry for task " + Parameters.quoted(task) + " and log type " + Parameters.quoted(type)
                            + " not found");
        }
        return new ClientResponse(
                200,
                Map.of("Content-Type", plain ? "text/plain" : ClientResponse.JSON),
                new LogStream(files, fromEnd, offset, follow, plain));
    }

    private void checkTask(final String allocId, final String taskName) throws ApiException, IOException {
        final Found found = agent.ofAlloc(allocId, alloc -> {
            if (alloc == null) {
                return Found.NO_ALLOC;
            }
            final TaskRunner task = alloc.task(taskName);
            if (task == null) {
                return Found.NO_TASK;
            }
            return task.state().startedAtNs() == 0 ? Found.NOT_STARTED : Found.READY;
        });
        switch (found) {
            case NO_ALLOC -> throw new ApiException(404, "state for allocation " + allocId + " not found on client");
            case NO_TASK -> throw new ApiException(400, "unknown task name " + Parameters.quoted(taskName));
            case NOT_STARTED ->
                throw new ApiException(
                        404, "task " + Parameters.quoted(taskName) + " not started yet. No logs available");
            case READY -> {}
        }
    }
}
