package io.drover.agent.api;

import io.drover.agent.task.TaskEnd;
import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /v1/client/fs/logs}. */
final class LogEndpoint {
    /** What is known about a task whose output is asked for. */
    private enum Found {
        NO_ALLOC,
        NO_TASK,
        NOT_STARTED,
        READY
    }

    private record Source(Found found, @Nullable TaskEnd end) {}

    private final AgentQuestions agent;
    private final DirectoryWatcher watcher;

    LogEndpoint(final AgentQuestions agent, final DirectoryWatcher watcher) {
        this.agent = agent;
        this.watcher = watcher;
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
        final TaskEnd end = endOf(allocId, task);
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
                new LogStream(files, fromEnd, offset, plain, follow ? new LogStream.Following(watcher, end) : null));
    }

    /** The end of the task, which must have started. */
    private TaskEnd endOf(final String allocId, final String taskName) throws ApiException, IOException {
        final Source source = agent.ofAlloc(allocId, alloc -> {
            if (alloc == null) {
                return new Source(Found.NO_ALLOC, null);
            }
            final TaskRunner task = alloc.task(taskName);
            if (task == null) {
                return new Source(Found.NO_TASK, null);
            }
            return new Source(task.state().startedAtNs() == 0 ? Found.NOT_STARTED : Found.READY, task.end());
        });
        return switch (source.found()) {
            case NO_ALLOC -> throw new ApiException(404, "state for allocation " + allocId + " not found on client");
            case NO_TASK -> throw new ApiException(400, "unknown task name " + Parameters.quoted(taskName));
            case NOT_STARTED ->
                throw new ApiException(
                        404, "task " + Parameters.quoted(taskName) + " not started yet. No logs available");
            case READY -> Objects.requireNonNull(source.end());
        };
    }
}
