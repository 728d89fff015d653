package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.undertow.util.Headers;
import java.util.Set;

/** {@code /v1/client/…}: what only the node itself can answer, handed on to it. */
final class ClientEndpoint implements Endpoint {
    static final String PATH = "/v1/client/";

    private static final String FILES = "fs/";
    private static final String ALLOCATION = "allocation/";
    private static final Set<String> FILE_CALLS = Set.of("ls", "stat", "cat", "readat", "stream", "logs");

    private final GatewayContext context;
    private final ClientCalls calls;
    private final ExecCalls exec;

    ClientEndpoint(final GatewayContext context, final ClientCalls calls) {
        this.context = context;
        this.calls = calls;
        this.exec = new ExecCalls(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        if (rest.startsWith(FILES)) {
            files(call, rest.substring(FILES.length()));
        } else if (rest.startsWith(ALLOCATION)) {
            allocation(call, rest.substring(ALLOCATION.length()));
        } else {
            node(call, rest);
        }
    }

    private void files(final Call call, final String rest) throws HttpProblem {
        final int slash = rest.indexOf('/');
        final String verb = slash < 0 ? rest : rest.substring(0, slash);
        if (!FILE_CALLS.contains(verb)) {
            throw new HttpProblem(404, "Invalid method");
        }
        final boolean alwaysOk = verb.equals("cat") || verb.equals("readat");
        try {
            file(call, verb, slash < 0 ? "" : rest.substring(slash + 1), alwaysOk ? 200 : 404);
        } catch (final HttpProblem problem) {
            // Clients have got used to errors of these two that come with status 200.
            throw alwaysOk ? new HttpProblem(200, problem.text()) : problem;
        }
    }

    private void file(final Call call, final String verb, final String allocId, final int statusIfUnknown)
            throws HttpProblem {
        if (allocId.isEmpty()) {
            throw new HttpProblem(400, "must provide a valid alloc id");
        }
        if (verb.equals("logs")) {
            requireLog(call);
        } else if (!verb.equals("ls") && call.param("path").isEmpty()) {
            throw new HttpProblem(400, "must provide a file name");
        }
        final String origin = call.param("origin");
        if (!origin.isEmpty() && !origin.equals("start") && !origin.equals("end")) {
            throw new HttpProblem(400, "origin must be start or end");
        }
        calls.ofAllocation(call, allocId, call.path(), statusIfUnknown);
    }

    private static void requireLog(final Call call) throws HttpProblem {
        if (call.param("task").isEmpty()) {
            throw new HttpProblem(400, "must provide task name");
        }
        final String type = call.param("type");
        if (!type.equals("stdout") && !type.equals("stderr")) {
            throw new HttpProblem(400, "must provide log type (stdout/stderr)");
        }
    }

    private void allocation(final Call call, final String rest) throws HttpProblem {
        final int slash = rest.indexOf('/');
        if (slash < 0 || rest.indexOf('/', slash + 1) >= 0) {
            throw new HttpProblem(404, "resource not found");
        }
        if (rest.endsWith("/signal")) {
            call.requireMethod("PUT", "POST");
        }
        if (rest.endsWith("/exec")) {
            exec.program(call, rest.substring(0, slash));
            return;
        }
        if (rest.endsWith("/snapshot")) {
            calls.ofAllocation(
                    call, rest.substring(0, slash), call.path(), new HttpProblem(500, "allocation not found"));
            return;
        }
        calls.ofAllocation(call, rest.substring(0, slash), call.path());
    }

    private void node(final Call call, final String what) throws HttpProblem {
        switch (what) {
            case "stats" -> node(call, 404, "Unknown node");
            case "gc", "metadata" -> node(call, 500, "Unknown node");
            case "identity" -> {
                call.requireMethod("GET");
                node(call, 500, "Unknown node");
            }
            case "identity/renew" -> {
                call.requireMethod("POST", "PUT");
                node(call, 500, "Unknown node");
            }
            default -> call.header(Headers.VARY, "Accept-Encoding").replyNothing(404);
        }
    }

    private void node(final Call call, final int statusIfUnknown, final String textIfUnknown) throws HttpProblem {
        final String asked = call.param("node_id");
        final String nodeId = asked.isEmpty() ? context.agent().localNodeId().get() : asked;
        if (nodeId.isEmpty()) {
            throw new HttpProblem(400, "No local Node and node_id not provided");
        }
        calls.ofNode(
                call,
                Ids.parse(nodeId, "node"),
                call.path(),
                new HttpProblem(statusIfUnknown, textIfUnknown + " " + nodeId));
    }
}
