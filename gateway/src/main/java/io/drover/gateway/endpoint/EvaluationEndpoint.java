package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.EvalRenderer;
import io.drover.gateway.render.EvalView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code /v1/evaluation/:id}, its allocations and its explanation. */
final class EvaluationEndpoint implements Endpoint {
    static final String PATH = "/v1/evaluation/";

    private static final String ALLOCATIONS = "/allocations";
    private static final String EXPLANATION = "/explain";

    private final GatewayContext context;

    EvaluationEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        call.requireMethod("GET");
        if (rest.endsWith(ALLOCATIONS)) {
            allocations(call, rest.substring(0, rest.length() - ALLOCATIONS.length()));
        } else if (rest.endsWith(EXPLANATION)) {
            final String id = rest.substring(0, rest.length() - EXPLANATION.length());
            new Explanations(context).evaluation(call, Ids.parse(id, "failed to lookup eval: eval"));
        } else {
            evaluation(call, rest);
        }
    }

    private void evaluation(final Call call, final String text) throws HttpProblem {
        final UUID id = Ids.parse(text, "failed to lookup eval: eval");
        final boolean withRelated = call.param("related").equals("true");
        context.reads().answer(call, Read.of(QueryRequest.of(QueryKind.EVAL).id(id), TableId.EVALS), pages -> {
            final List<EvalView> evals = EvaluationsEndpoint.read(pages);
            if (evals.isEmpty()) {
                call.fail(404, "eval not found");
            } else if (withRelated) {
                withRelated(call, evals.get(0));
            } else {
                reply(call, evals.get(0), List.of());
            }
        });
    }

    /** Evaluations that lead to this one or follow from it, the nearest first. */
    private void withRelated(final Call call, final EvalView eval) {
        final QueryRequest ofJob =
                QueryRequest.of(QueryKind.JOB_EVALS).namespace(eval.namespace()).key(eval.jobId());
        context.reads().fetch(call, ofJob, pages -> {
            final List<EvalView> all = EvaluationsEndpoint.read(pages);
            final Set<String> reached = new HashSet<>(eval.neighbours());
            reached.add(eval.id());
            boolean isGrowing = true;
            while (isGrowing) {
                isGrowing = false;
                for (final EvalView other : all) {
                    if (reached.contains(other.id())) {
                        isGrowing |= reached.addAll(other.neighbours());
                    }
                }
            }
            reply(
                    call,
                    eval,
                    all.stream()
                            .filter(other ->
                                    reached.contains(other.id()) && !other.id().equals(eval.id()))
                            .toList());
        });
    }

    private void allocations(final Call call, final String text) throws HttpProblem {
        final QueryRequest request = QueryRequest.of(QueryKind.EVAL_ALLOCS).id(Ids.parse(text, "eval"));
        context.reads().answer(call, Read.of(request, TableId.ALLOCS), pages -> AllocLists.reply(call, pages));
    }

    private static void reply(final Call call, final EvalView eval, final List<EvalView> related) {
        final JsonWriter json = call.json();
        EvalRenderer.write(json, eval, related);
        call.reply(json);
    }
}
