package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.command.NodeCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocRenderer;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.EvalView;
import io.drover.gateway.render.NodeRenderer;
import io.drover.gateway.render.NodeView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** {@code /v1/node/:id}: the node, its allocations, and what operators do with it. */
final class NodeEndpoint implements Endpoint {
    static final String PATH = "/v1/node/";

    private static final String LOOKUP = "node";

    /** Evaluations of one change of a node that an answer names. */
    private static final int EVALS_LISTED_MAX = 1_000;

    private final GatewayContext context;

    NodeEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        final int slash = rest.lastIndexOf('/');
        final String id = slash < 0 ? rest : rest.substring(0, slash);
        switch (slash < 0 ? "" : rest.substring(slash)) {
            case "/allocations" -> allocations(call, id);
            case "/eligibility" -> eligibility(call, id);
            case "/drain" -> drain(call, id);
            case "/evaluate" -> evaluate(call, id);
            case "/purge" -> purge(call, id);
            default -> node(call, rest);
        }
    }

    private void node(final Call call, final String text) throws HttpProblem {
        call.requireMethod("GET");
        if (text.isEmpty()) {
            throw new HttpProblem(500, "missing node ID");
        }
        final QueryRequest request = QueryRequest.of(QueryKind.NODE).id(Ids.parse(text, LOOKUP));
        context.reads().answer(call, Read.of(request, TableId.NODES), pages -> {
            final List<NodeView> nodes = NodesEndpoint.read(pages);
            if (nodes.isEmpty()) {
                call.fail(404, "node not found");
                return;
            }
            call.when(context.keys().activeId(), keyId -> {
                final JsonWriter json = call.json();
                NodeRenderer.write(json, nodes.get(0), keyId);
                call.reply(json);
            });
        });
    }

    private void allocations(final Call call, final String text) throws HttpProblem {
        call.requireMethod("GET");
        final QueryRequest request = QueryRequest.of(QueryKind.NODE_ALLOCS)
                .id(Ids.parse(text, LOOKUP))
                .withDocuments(true);
        context.reads().answer(call, Read.of(request, TableId.ALLOCS).withFloor(), pages -> {
            final List<AllocView> allocs = AllocLists.read(pages).stream()
                    .filter(alloc -> call.authority().allows(alloc.namespace(), Capabilities.READ_JOB))
                    .toList();
            call.when(AllocJobs.load(context.core(), allocs), jobs -> {
                final JsonWriter json = call.json().beginArray();
                allocs.forEach(alloc -> AllocRenderer.write(json, alloc, jobs.of(alloc), ""));
                call.reply(json.endArray());
            });
        });
    }

    private void eligibility(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "structs.NodeUpdateEligibilityRequest");
        final String eligibility = body.text("Eligibility");
        if (!eligibility.equals("eligible") && !eligibility.equals("ineligible")) {
            throw new HttpProblem(500, "invalid scheduling eligibility \"" + eligibility + "\"");
        }
        final UUID id = Ids.parse(body.text("NodeID").isEmpty() ? text : body.text("NodeID"), LOOKUP);
        context.reads().fetch(call, QueryRequest.of(QueryKind.NODE).id(id), pages -> {
            final List<NodeView> nodes = NodesEndpoint.read(pages);
            final boolean isSame =
                    !nodes.isEmpty() && nodes.get(0).eligibility().equals(eligibility);
            evaluated(call, NodeCommands.eligibility(id, eligibility.equals("eligible")), (reply, evals) -> {
                final long index = isSame ? 0 : reply.index();
                final JsonWriter json = beginWrite(call, reply, evals);
                json.name("Index").number(index);
                json.name("NodeModifyIndex").number(0);
                call.index(index).reply(json.endObject());
            });
        });
    }

    private void drain(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.NodeUpdateDrainRequest");
        final UUID id = Ids.parse(body.text("NodeID").isEmpty() ? text : body.text("NodeID"), LOOKUP);
        final JsonObject meta = body.textMap("Meta");
        final byte[] metaJson = meta.isEmpty() ? new byte[0] : JsonWriter.bytes(meta);
        final DirectBuffer command;
        if (body.isSet("DrainSpec")) {
            final RequestBody spec = body.object("DrainSpec", "api.DrainSpec");
            final long deadlineNs = spec.duration("Deadline");
            final long deadlineMs = deadlineNs < 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(deadlineNs);
            command = NodeCommands.drain(id, deadlineMs, spec.flag("IgnoreSystemJobs"), metaJson);
        } else {
            command = NodeCommands.endDrain(id, body.flag("MarkEligible"), metaJson);
        }
        send(call, command, reply -> {
            final JsonWriter json = beginWrite(call, reply, List.of());
            json.name("Index").number(reply.index());
            json.name("NodeModifyIndex").number(reply.index());
            call.index(reply.index()).reply(json.endObject());
        });
    }

    private void evaluate(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final UUID id = Ids.parse(text, LOOKUP);
        context.reads().fetch(call, QueryRequest.of(QueryKind.NODES), pages -> {
            final List<NodeView> nodes = NodesEndpoint.read(pages);
            final String eligibility = nodes.stream()
                    .filter(node -> node.id().equals(id.toString()))
                    .map(NodeView::eligibility)
                    .findFirst()
                    .orElse("");
            evaluated(call, NodeCommands.evaluate(id), (reply, evals) -> {
                final long index = reply.evalIndex();
                final JsonWriter json = beginWrite(call, reply, evals);
                writeUpdate(json, index, 0, context.agent().rpcAddress(), nodes.size(), eligibility);
                call.index(index).reply(json.endObject());
            });
        });
    }

    private void purge(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        evaluated(call, NodeCommands.purge(Ids.parse(text, LOOKUP)), (reply, evals) -> {
            final JsonWriter json = beginWrite(call, reply, evals);
            writeUpdate(json, reply.index(), reply.index(), "", 0, "");
            call.index(reply.index()).reply(json.endObject());
        });
    }

    /** The fields that all changes of nodes answer with first. */
    private static JsonWriter beginWrite(final Call call, final Reply reply, final List<String> evals)
            throws HttpProblem {
        Results.require(reply);
        final JsonWriter json = call.json().beginObject();
        json.name("EvalCreateIndex").number(reply.evalIndex());
        json.name("EvalIDs");
        if (evals.isEmpty()) {
            json.nil();
        } else {
            json.beginArray();
            evals.forEach(json::string);
            json.endArray();
        }
        return json;
    }

    /** Goes on with a reply and the evaluations that it made. */
    @FunctionalInterface
    private interface Evaluated {
        void accept(Reply reply, List<String> evals) throws HttpProblem;
    }

    private void evaluated(final Call call, final DirectBuffer command, final Evaluated next) {
        send(call, command, reply -> {
            if (reply.evalId() == null || reply.value() <= 1) {
                next.accept(
                        reply,
                        reply.evalId() == null
                                ? List.of()
                                : List.of(reply.evalId().toString()));
                return;
            }
            final QueryRequest newest = QueryRequest.of(QueryKind.EVALS)
                    .namespace("*")
                    .reverse(true)
                    .rowLimit(EVALS_LISTED_MAX);
            context.reads()
                    .fetch(
                            call,
                            newest,
                            pages -> next.accept(
                                    reply,
                                    EvaluationsEndpoint.read(pages).stream()
                                            .filter(eval -> eval.createIndex() == reply.evalIndex())
                                            .map(EvalView::id)
                                            .toList()));
        });
    }

    private void writeUpdate(
            final JsonWriter json,
            final long index,
            final long nodeModifyIndex,
            final String leader,
            final int nodeCount,
            final String eligibility) {
        json.name("Features").number(0);
        json.name("HeartbeatTTL").number(0);
        json.name("Index").number(index);
        json.name("KnownLeader").bool(false);
        json.name("LastContact").number(0);
        json.name("LeaderRPCAddr").string(leader);
        json.name("NextToken").string("");
        json.name("NodeModifyIndex").number(nodeModifyIndex);
        json.name("NumNodes").number(nodeCount);
        json.name("SchedulingEligibility").string(eligibility);
        json.name("Servers");
        if (leader.isEmpty()) {
            json.nil();
        } else {
            json.beginArray().beginObject();
            json.name("Datacenter").string(context.agent().datacenter());
            json.name("RPCAdvertiseAddr").string(leader);
            json.name("RPCMajorVersion").number(0);
            json.name("RPCMinorVersion").number(0);
            json.endObject().endArray();
        }
        json.name("SignedIdentity").nil();
    }

    private void send(final Call call, final DirectBuffer command, final Call.Continuation<Reply> next) {
        call.when(context.core().send(command, 0, command.capacity()), next);
    }
}
