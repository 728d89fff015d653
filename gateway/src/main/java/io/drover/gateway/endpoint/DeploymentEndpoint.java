package io.drover.gateway.endpoint;

import io.drover.gateway.command.DeploymentCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.DeploymentView;
import io.drover.sbe.command.DeploymentAction;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** {@code /v1/deployment/…}: one deployment, its allocations, and what operators decide about it. */
final class DeploymentEndpoint implements Endpoint {
    static final String PATH = "/v1/deployment/";

    private static final String LOOKUP = "deployment";

    private final GatewayContext context;

    DeploymentEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        final int slash = rest.indexOf('/');
        final String id = rest.substring(slash + 1);
        switch (slash < 0 ? "" : rest.substring(0, slash)) {
            case "allocations" -> allocations(call, id);
            case "fail" -> fail(call, id);
            case "pause" -> pause(call, id);
            case "promote" -> promote(call, id);
            case "unblock" -> unblock(call, id);
            case "allocation-health" -> health(call, id);
            default -> deployment(call, rest);
        }
    }

    private void deployment(final Call call, final String text) throws HttpProblem {
        call.requireMethod("GET");
        if (text.isEmpty()) {
            throw new HttpProblem(500, "missing deployment ID");
        }
        final QueryRequest request = QueryRequest.of(QueryKind.DEPLOYMENT).id(Ids.parse(text, LOOKUP));
        context.reads().answer(call, Read.of(request, TableId.DEPLOYMENTS), pages -> {
            final List<DeploymentView> found = DeploymentsEndpoint.read(pages);
            if (found.isEmpty()) {
                call.fail(404, "deployment not found");
                return;
            }
            final JsonWriter json = call.json();
            found.get(0).write(json);
            call.reply(json);
        });
    }

    private void allocations(final Call call, final String text) throws HttpProblem {
        call.requireMethod("GET");
        final QueryRequest request =
                QueryRequest.of(QueryKind.DEPLOYMENT_ALLOCS).id(Ids.parse(text, ""));
        context.reads().answer(call, Read.of(request, TableId.ALLOCS), pages -> AllocLists.reply(call, pages));
    }

    private void fail(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        change(call, Ids.parse(text, LOOKUP), DeploymentAction.FAIL, List.of(), "fail");
    }

    private void pause(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.DeploymentPauseRequest");
        requireSame(body, text);
        final boolean isPause = body.flag("Pause");
        change(
                call,
                Ids.parse(text, LOOKUP),
                isPause ? DeploymentAction.PAUSE : DeploymentAction.RESUME,
                List.of(),
                isPause ? "pause" : "resume");
    }

    private void promote(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.DeploymentPromoteRequest");
        requireSame(body, text);
        final List<String> named = body.texts("Groups");
        // No name stands for all groups; to promote none of them, one is named that cannot be.
        final List<String> groups = body.flag("All") ? List.of() : named.isEmpty() ? List.of("") : named;
        change(call, Ids.parse(text, LOOKUP), DeploymentAction.PROMOTE, groups, "promote");
    }

    /** Only deployments over several regions wait for this, so there is nothing to do. */
    private void unblock(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.DeploymentUnblockRequest");
        requireSame(body, text);
        final QueryRequest request = QueryRequest.of(QueryKind.DEPLOYMENT).id(Ids.parse(text, LOOKUP));
        context.reads().fetch(call, request, pages -> {
            final List<DeploymentView> found = DeploymentsEndpoint.read(pages);
            if (found.isEmpty()) {
                throw new HttpProblem(500, "deployment not found");
            }
            if (!found.get(0).isActive()) {
                throw new HttpProblem(500, "can't unblock terminal deployment");
            }
            reply(call, "", 0, 0);
        });
    }

    private void health(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.DeploymentAllocHealthRequest");
        requireSame(body, text);
        final List<UUID> healthy = ids(body.texts("HealthyAllocationIDs"));
        final List<UUID> unhealthy = ids(body.texts("UnhealthyAllocationIDs"));
        if (healthy.isEmpty() && unhealthy.isEmpty()) {
            throw new HttpProblem(500, "must specify at least one healthy/unhealthy allocation ID");
        }
        send(
                call,
                DeploymentCommands.health(Ids.parse(text, LOOKUP), healthy, unhealthy),
                "set health of allocations for a");
    }

    private void change(
            final Call call,
            final UUID id,
            final DeploymentAction action,
            final List<String> groups,
            final String verb) {
        send(call, DeploymentCommands.change(id, action, groups), verb);
    }

    private void send(final Call call, final DirectBuffer command, final String verb) {
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.DEPLOYMENT_TERMINAL) {
                throw new HttpProblem(500, "can't " + verb + " terminal deployment");
            }
            if (reply.code() == ResultCode.ALLOC_NOT_FOUND) {
                throw new HttpProblem(500, "unknown alloc \"" + reply.detail() + "\"");
            }
            Results.require(reply);
            reply(call, reply.evalId() == null ? "" : reply.evalId().toString(), reply.evalIndex(), reply.index());
        });
    }

    private static void reply(final Call call, final String evalId, final long evalIndex, final long index) {
        final JsonWriter json = call.json().beginObject();
        json.name("DeploymentModifyIndex").number(index);
        json.name("EvalCreateIndex").number(evalIndex);
        json.name("EvalID").string(evalId);
        json.name("Index").number(index);
        json.name("RevertedJobVersion").nil();
        call.index(index).reply(json.endObject());
    }

    private static void requireSame(final RequestBody body, final String id) throws HttpProblem {
        if (body.text("DeploymentID").isEmpty()) {
            throw new HttpProblem(400, "DeploymentID must be specified");
        }
        if (!body.text("DeploymentID").equals(id)) {
            throw new HttpProblem(400, "Deployment ID does not match");
        }
    }

    private static List<UUID> ids(final List<String> texts) throws HttpProblem {
        final List<UUID> ids = new ArrayList<>();
        for (final String text : texts) {
            ids.add(Ids.parse(text, "alloc"));
        }
        return ids;
    }
}
