package io.drover.gateway.endpoint;

import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.edge.WebSocketClient;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.query.QueryKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Programs that run beside a task over a WebSocket: any program, or one that the job has a name for. Whatever is wrong with a request
 * is told by closing the WebSocket; clients read nothing else.
 */
final class ExecCalls {
    private final GatewayContext context;

    ExecCalls(final GatewayContext context) {
        this.context = context;
    }

    /** Runs the program that the request names. */
    void program(final Call call, final String allocId) throws HttpProblem {
        requireWebSocket(call);
        refusing(
                call,
                () -> call.when(alloc(allocId), page -> {
                    final List<AllocView> allocs = AllocLists.read(Pages.of(page));
                    if (allocs.isEmpty() && context.reads().relayUnlessLeading(call)) {
                        return;
                    }
                    refusing(call, () -> pass(call, known(allocs, allocId), call.queryString()));
                }));
    }

    /** Runs the action that the request names. */
    void action(final Call call, final String jobId) throws HttpProblem {
        requireWebSocket(call);
        final String allocId = call.param("allocID");
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
                    if (!alloc.jobId().equals(jobId)) {
                        throw new HttpProblem(400, "job " + jobId + " does not have allocation " + allocId);
                    }
                    final QueryRequest job = QueryRequest.of(QueryKind.JOB)
                            .namespace(alloc.namespace())
                            .key(jobId)
                            .withDocuments(true);
                    call.when(
                            context.core().query(job),
                            answer -> refusing(call, () -> pass(call, alloc, target(call, alloc, Pages.of(answer)))));
                });
            });
        });
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
    private static String target(final Call call, final AllocView alloc, final Pages job) throws HttpProblem {
        final String taskName = call.param("task");
        final String actionName = call.param("action");
        final List<JobView> jobs = job.isFound() ? JobRenderer.read(job) : List.of();
        for (final JobView view : jobs) {
            for (final JsonObject group : view.tree().objects("TaskGroups")) {
                if (!group.text("Name").equals(alloc.group())) {
                    continue;
                }
                for (final JsonObject task : group.objects("Tasks")) {
                    for (final JsonObject action : task.objects("Actions")) {
                        if (task.text("Name").equals(taskName)
                                && action.text("Name").equals(actionName)) {
                            return query(call, taskName, action);
                        }
                    }
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
