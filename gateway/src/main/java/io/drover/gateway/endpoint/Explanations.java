package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.explain.GroupExplanation;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.EvalView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.UUID;

/**
 * {@code /v1/job/:id/why} and {@code /v1/evaluation/:id/explain}: where one more allocation of each group could go now, and what speaks
 * against the other nodes. {@code ?nodes=N} lists that many nodes of each group.
 */
final class Explanations {
    private static final int NODES_DEFAULT = 20;
    private static final int NODES_MAX = 10_000;

    private final GatewayContext context;

    Explanations(final GatewayContext context) {
        this.context = context;
    }

    void job(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        explain(call, call.namespace(), jobId, new JsonArray());
    }

    void evaluation(final Call call, final UUID id) throws HttpProblem {
        context.reads().answer(call, Read.of(QueryRequest.of(QueryKind.EVAL).id(id), TableId.EVALS), pages -> {
            final List<EvalView> evals = EvaluationsEndpoint.read(pages);
            if (evals.isEmpty()) {
                call.fail(404, "eval not found");
            } else {
                explain(call, evals.get(0).namespace(), evals.get(0).jobId(), new JsonArray());
            }
        });
    }

    /** One group after another: each is a read of its own. */
    private void explain(final Call call, final String namespace, final String jobId, final JsonArray groups)
            throws HttpProblem {
        final int nodes = nodes(call);
        final QueryRequest request = QueryRequest.of(QueryKind.EXPLANATION)
                .namespace(namespace)
                .key(jobId)
                .version(groups.size());
        context.reads()
                .fetch(
                        call,
                        request,
                        pages -> call.offload(ignored -> {
                            final GroupExplanation group = GroupExplanation.of(pages);
                            if (group == null) {
                                call.fail(404, "job not found");
                                return;
                            }
                            groups.add(group.toJson(nodes));
                            if (groups.size() < group.groupCount()) {
                                explain(call, namespace, jobId, groups);
                            } else {
                                final JsonWriter json = call.json();
                                json.value(new JsonObject()
                                        .put("Namespace", namespace)
                                        .put("JobID", jobId)
                                        .put("Index", pages.index())
                                        .put("Groups", groups));
                                call.index(pages.index()).reply(json);
                            }
                        }));
    }

    private static int nodes(final Call call) throws HttpProblem {
        final String text = call.param("nodes");
        if (text.isEmpty()) {
            return NODES_DEFAULT;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > NODES_MAX) {
            throw new HttpProblem(400, "nodes must be a number from 0 to " + NODES_MAX + ", not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
