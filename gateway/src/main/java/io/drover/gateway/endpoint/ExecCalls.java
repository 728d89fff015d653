package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.edge.WebSocketClient;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.query.QueryKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Programs that run beside a task over a WebSocket: any program, or one that the job has a name for. Whatever is wrong with a request
 * is told by closing the WebSocket; clients read nothing else.
 */
final class ExecCalls {
    /** Drivers whose tasks do not see the files of the host. */
    private static final Set<String> ISOLATING_DRIVERS = Set.of("docker");

    private static final String NODE_EXEC = "alloc-node-exec";

    private final GatewayContext context;

    ExecCalls(final GatewayContext context) {
        this.context = context;
    }

    /** Runs the program that the request names. */
    void program(final Call call, final String allocId) throws HttpProblem {
        run(call, allocId, (alloc, job) -> call.queryString());
    }

    /** Runs the action that the request names. */
    void action(final Call call, final String jobId) throws HttpProblem {
        final String allocId = call.param("allocID");
        run(call, allocId, (alloc, job) -> {
            if (!alloc.jobId().equals(jobId)) {
                throw new HttpProblem(400, "job " + jobId + " does not have allocation " + allocId);
            }
            return target(call, alloc, job);
        });
    }

    /** What the node is asked, from an allocation and its job. */
    @FunctionalInterface
    private interface Question {
        String of(AllocView alloc, JsonObject job) throws HttpProblem;
    }

    private void run(final Call call, final String allocId, final Question question) throws HttpProblem {
        requireCommand(call);
        requireWebSocket(call);
        refusing(call, () -> {
            if (allocId.isEmpty()) {
                throw new HttpProblem(400, "must provide a valid alloc id");
            }
            call.when(alloc(allocId), page -> {
                final List<AllocView> allocs = AllocLists.read(Pages.of(page));
                if (allocs.isEmpty() && context.reads().relayUnlessLeading(call)) {
                    return;
                }
                refusing(call, () -> {
                    final AllocView alloc = known(allocs, allocId);
                    call.when(
                            context.core().query(jobOf(alloc)),
                            answer -> refusing(call, () -> {
                                final JsonObject job = tree(Pages.of(answer));
                                requireAllowed(call, alloc, job);
                                pass(call, alloc, question.of(alloc, job));
                            }));
                });
            });
        });
    }

    /** The command, when there is one, is a list of words in JSON. */
    private static void requireCommand(final Call call) throws HttpProblem {
        final String command = call.param("command");
        if (command.isEmpty()) {
            return;
        }
        final JsonValue value;
        try {
            value = JsonParser.parse(command.getBytes(StandardCharsets.UTF_8));
        } catch (final JsonSyntaxException ex) {
            throw new HttpProblem(500, "failed to marshal command into json: " + ex.getMessage());
        }
        if (!(value instanceof JsonArray)) {
            throw new HttpProblem(
                    500,
                    "failed to marshal command into json: json: cannot unmarshal " + value.kind()
                            + " into Go value of type []string");
        }
    }

    /** The job as it was when the allocation was placed: that is what runs. */
    private static QueryRequest jobOf(final AllocView alloc) {
        return QueryRequest.of(QueryKind.JOB)
                .namespace(alloc.namespace())
                .key(alloc.jobId())
                .version(alloc.jobVersion())
                .withDocuments(true);
    }

    private static JsonObject tree(final Pages job) {
        final List<JobView> jobs = job.isFound() ? JobRenderer.read(job) : List.of();
        return jobs.isEmpty() ? new JsonObject() : jobs.get(0).tree();
    }

    /** Whoever runs a program beside a task that sees the host's files needs the right for that too. */
    private static void requireAllowed(final Call call, final AllocView alloc, final JsonObject job)
            throws HttpProblem {
        final boolean isApart = tasks(job, alloc).stream()
                .anyMatch(task -> task.text("Name").equals(call.param("task"))
                        && ISOLATING_DRIVERS.contains(task.text("Driver")));
        if (!call.authority().allows(alloc.namespace(), Capabilities.ALLOC_EXEC)
                || !isApart && !call.authority().allows(alloc.namespace(), NODE_EXEC)) {
            throw HttpProblem.denied();
        }
    }

    private static List<JsonObject> tasks(final JsonObject job, final AllocView alloc) {
        return job.objects("TaskGroups").stream()
                .filter(group -> group.text("Name").equals(alloc.group()))
                .flatMap(group -> group.objects("Tasks").stream())
                .toList();
    }

    private CompletionStage<Page> alloc(final String allocId) throws HttpProblem {
        return context.core().query(QueryRequest.of(QueryKind.ALLOC).id(Ids.parse(allocId, "alloc")));
    }

    private static AllocView known(final List<AllocView> allocs, final String allocId) throws HttpProblem {
        if (allocs.isEmpty()) {
            throw new HttpProblem(404, "Unknown allocation \"" + allocId + "\"");
        }
        return allocs.get(0);
    }

    /** The query with which the node runs the action's program. */
    private static String target(final Call call, final AllocView alloc, final JsonObject job) throws HttpProblem {
        final String taskName = call.param("task");
        final String actionName = call.param("action");
        for (final JsonObject task : tasks(job, alloc)) {
            for (final JsonObject action : task.objects("Actions")) {
                if (task.text("Name").equals(taskName) && action.text("Name").equals(actionName)) {
                    return query(call, taskName, action);
                }
            }
        }
        throw new HttpProblem(500, "action " + actionName + " not found in task " + taskName);
    }

    private static String query(final Call call, final String taskName, final JsonObject action) {
        final List<String> words = new ArrayList<>();
        words.add(action.text("Command"));
        words.addAll(action.texts("Args"));
        return "task=" + encoded(taskName) + "&tty=" + encoded(call.param("tty")) + "&command="
                + encoded(JsonWriter.text(JsonArray.ofStrings(words)));
    }

    private static String encoded(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void pass(final Call call, final AllocView alloc, final String query) {
        context.nodeCalls()
                .converse(
                        UUID.fromString(alloc.nodeId()),
                        "/v1/client/allocation/" + alloc.id() + "/exec?" + query,
                        call);
    }

    private static void requireWebSocket(final Call call) throws HttpProblem {
        if (!WebSocketClient.asks(call.exchange())) {
            throw new HttpProblem(500, "websocket connection not found in context");
        }
        if (WebSocketClient.isForeign(call.exchange())) {
            throw new HttpProblem(403, "Permission denied");
        }
    }

    /** One step of a call. */
    @FunctionalInterface
    private interface Step {
        void run() throws HttpProblem;
    }

    private static void refusing(final Call call, final Step step) {
        try {
            step.run();
        } catch (final HttpProblem problem) {
            WebSocketClient.refuse(call.exchange(), problem.status(), problem.text());
        }
    }
}
