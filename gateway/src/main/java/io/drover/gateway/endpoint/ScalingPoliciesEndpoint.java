package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.ScalingPolicyView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.Comparator;
import java.util.List;

/** {@code /v1/scaling/policies} and {@code /v1/scaling/policy/:id}: how groups may be scaled, read out of their jobs. */
final class ScalingPoliciesEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/scaling/policies";
    static final String PATH = "/v1/scaling/policy/";

    private final GatewayContext context;

    ScalingPoliciesEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** The policies of an answer with jobs. */
    static List<ScalingPolicyView> read(final Pages pages) {
        return JobRenderer.read(pages).stream()
                .flatMap(job -> ScalingPolicyView.of(job).stream())
                .sorted(Comparator.comparing(ScalingPolicyView::id))
                .toList();
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        if (call.path().equals(LIST_PATH)) {
            list(call);
        } else {
            one(call, call.path().substring(PATH.length()));
        }
    }

    private void list(final Call call) throws HttpProblem {
        final String job = call.param("job");
        final String type = call.param("type");
        final String prefix = call.options().prefix();
        context.reads().answer(call, jobs(call.options().namespace()), pages -> {
            final JsonWriter json = call.json().beginArray();
            read(pages).stream()
                    .filter(policy -> job.isEmpty() || policy.jobId().equals(job))
                    .filter(policy -> type.isEmpty() || policy.type().startsWith(type))
                    .filter(policy -> policy.id().startsWith(prefix))
                    .forEach(policy -> policy.writeStub(json));
            call.reply(json.endArray());
        });
    }

    private void one(final Call call, final String id) throws HttpProblem {
        context.reads().answer(call, jobs("*"), pages -> {
            final List<ScalingPolicyView> found = read(pages).stream()
                    .filter(policy -> policy.id().equals(id))
                    .toList();
            if (found.isEmpty()) {
                call.fail(404, "policy not found");
                return;
            }
            final JsonWriter json = call.json();
            found.get(0).write(json);
            call.reply(json);
        });
    }

    private static Read jobs(final String namespace) {
        return Read.of(QueryRequest.of(QueryKind.JOBS).namespace(namespace).withDocuments(true), TableId.JOBS)
                .withFloor();
    }
}
