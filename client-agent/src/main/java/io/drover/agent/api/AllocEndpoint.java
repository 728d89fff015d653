package io.drover.agent.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import io.drover.agent.driver.process.Signals;
import io.drover.agent.service.CheckResult;
import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/client/allocation/ALLOC/...}: usage, checks, and orders to the tasks of one allocation. */
final class AllocEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AllocEndpoint.class);
    private static final byte[] DONE = "{\"Index\":0}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private final AgentQuestions agent;

    AllocEndpoint(final AgentQuestions agent) {
        this.agent = agent;
    }

    ClientResponse stats(final String allocId, final ClientRequest request) throws ApiException, IOException {
        final String only = request.text("task");
        final Map<String, TaskHandle> handles = of(allocId, alloc -> {
            final Map<String, TaskHandle> running = new TreeMap<>();
            for (final TaskRunner task : alloc.tasks()) {
                final TaskHandle handle = task.handle();
                if (handle != null && (only.isEmpty() || only.equals(task.spec().name()))) {
                    running.put(task.spec().name(), handle);
                }
            }
            return running;
        });
        final Map<String, TaskStats> stats = new TreeMap<>();
        handles.forEach((name, handle) -> stats.put(name, handle.stats()));
        return ClientResponse.json(JsonText.of(json -> UsageJson.write(json, stats)));
    }

    ClientResponse checks(final String allocId) throws ApiException, IOException {
        final Map<String, CheckResult> results =
                of(allocId, alloc -> alloc.checks().results());
        return ClientResponse.json(results.isEmpty() ? NULL : JsonText.of(json -> CheckJson.write(json, results)));
    }

    ClientResponse restart(final String allocId, final ClientRequest request) throws ApiException, IOException {
        final String task;
        final boolean all;
        try {
            final JsonNode body = RequestBody.object(
                    request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body());
            task = RequestBody.text(body, "TaskName");
            all = RequestBody.bool(body, "AllTasks");
        } catch (final IOException e) {
            throw new ApiException(500, String.valueOf(e.getMessage()));
        }
        final String error = of(allocId, alloc -> restart(alloc, task, all));
        if (!error.isEmpty()) {
            throw new ApiException(500, error);
        }
        return ClientResponse.json(DONE);
    }

    /** What is wrong with the request, empty when nothing is. */
    private static String restart(final AllocRunner alloc, final String taskName, final boolean all) {
        if (!taskName.isEmpty() && all) {
            return "task name cannot be set when restarting all tasks";
        }
        if (!taskName.isEmpty()) {
            final TaskRunner task = alloc.task(taskName);
            if (task == null) {
                return "Could not find task runner for task: " + taskName;
            }
            return task.restart("User requested task to restart", false) ? "" : "Task not running";
        }
        if (alloc.assignment().isServerTerminal()) {
            return "restart of an alloc that should not run";
        }
        if (all) {
            alloc.restartAll("User requested all tasks to restart");
        } else {
            alloc.restartRunning("User requested running tasks to restart");
        }
        return "";
    }

    ClientResponse signal(final String allocId, final ClientRequest request) throws ApiException, IOException {
        if (!"PUT".equals(request.method()) && !"POST".equals(request.method())) {
            throw new ApiException(405, "Invalid method");
        }
        final String task;
        final String signal;
        try {
            if (request.body().length == 0) {
                throw new IOException("Request body is empty");
            }
            final JsonNode body = RequestBody.object(request.body());
            task = RequestBody.text(body, "Task");
            signal = RequestBody.text(body, "Signal");
        } catch (final IOException e) {
            throw new ApiException(400, "Failed to decode body: " + e.getMessage());
        }
        final String error = of(allocId, alloc -> signal(alloc, task, signal));
        if (!error.isEmpty()) {
            throw new ApiException(500, error);
        }
        return ClientResponse.json(DONE);
    }

    private static String signal(final AllocRunner alloc, final String taskName, final String signal) {
        if (!taskName.isEmpty()) {
            final TaskRunner task = alloc.task(taskName);
            return task == null ? "Task not found" : signal(task, signal);
        }
        final StringBuilder errors = new StringBuilder();
        for (final TaskRunner task : alloc.tasks()) {
            final String error = signal(task, signal);
            if (!error.isEmpty()) {
                errors.append(errors.isEmpty() ? "" : "\n")
                        .append("Failed to signal task: ")
                        .append(task.spec().name())
                        .append(", err: ")
                        .append(error);
            }
        }
        return errors.toString();
    }

    private static String signal(final TaskRunner task, final String signal) {
        if (task.handle() != null && Signals.number(signal) == null) {
            // The reference accepts any name, and scripts do not check for more; nothing is sent for one that is none.
            LOG.warn("task {} was to be sent unknown signal {}", task.spec().name(), signal);
            task.noteSignal(signal);
            return "";
        }
        try {
            task.signal(signal);
            return "";
        } catch (final DriverException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Pausing needs task schedules, which this system does not offer; the words are those that clients know. */
    ClientResponse pause(final ClientRequest request) throws ApiException {
        if ("PUT".equals(request.method()) || "POST".equals(request.method())) {
            try {
                final String state = RequestBody.text(RequestBody.object(request.body()), "ScheduleState");
                if (!"pause".equals(state) && !"run".equals(state) && !"scheduled".equals(state)) {
                    throw new ApiException(400, "Not a valid task schedule state");
                }
            } catch (final IOException e) {
                throw new ApiException(400, "Failed to decode body: " + e.getMessage());
            }
        }
        throw new ApiException(500, "Enterprise only");
    }

    ClientResponse collect(final String allocId) throws ApiException, IOException {
        of(allocId, alloc -> true);
        if (!agent.collect(allocId)) {
            throw new ApiException(500, "No such allocation on client, or allocation not eligible for GC");
        }
        return ClientResponse.empty();
    }

    private <T> T of(final String allocId, final Function<AllocRunner, T> question) throws ApiException, IOException {
        final Answer<T> answer = agent.ofAlloc(
                allocId, alloc -> alloc == null ? new Answer<T>(null) : new Answer<>(question.apply(alloc)));
        final T value = answer.value();
        if (value == null) {
            throw new ApiException(404, "Unknown allocation " + Parameters.quoted(allocId));
        }
        return value;
    }

    /** An answer, or {@code null} when there is no such allocation. */
    private record Answer<T>(@Nullable T value) {}
}
