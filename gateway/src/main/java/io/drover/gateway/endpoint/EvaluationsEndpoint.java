package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.EvalRenderer;
import io.drover.gateway.render.EvalView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.EvalRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v1/evaluations}: the list, how many there are, and deletion. */
final class EvaluationsEndpoint implements Endpoint {
    /** Fields that an evaluation lacks when they are not set. */
    static final Set<String> OMISSIBLE = Set.of(
            "AnnotatePlan",
            "BlockedEval",
            "ClassEligibility",
            "CreateIndex",
            "CreateTime",
            "DeploymentID",
            "EscapedComputedClass",
            "FailedTGAllocs",
            "JobID",
            "JobModifyIndex",
            "LeaderACL",
            "ModifyIndex",
            "ModifyTime",
            "NextEval",
            "NodeID",
            "NodeModifyIndex",
            "PlanAnnotations",
            "PreviousEval",
            "QueuedAllocations",
            "QuotaLimitReached",
            "RelatedEvals",
            "SnapshotIndex",
            "StatusDescription",
            "Wait",
            "WaitUntil");

    private final GatewayContext context;
    private final EvalDeletion deletion;
    private final boolean isCount;

    EvaluationsEndpoint(final GatewayContext context, final boolean isCount) {
        this.context = context;
        deletion = new EvalDeletion(context);
        this.isCount = isCount;
    }

    /** The evaluations of an answer. */
    static List<EvalView> read(final Pages pages) {
        final List<EvalView> evals = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == EvalRowDecoder.TEMPLATE_ID) {
                evals.add(EvalView.of(header, rows, offset));
            }
        });
        return evals;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (!isCount && call.isMethod("DELETE")) {
            deletion.handle(call);
            return;
        }
        call.requireMethod("GET");
        final QueryOptions options = call.options();
        final String status = call.param("status");
        final String job = call.param("job");
        if (!options.filter().isEmpty() && !(status.isEmpty() && job.isEmpty())) {
            throw new HttpProblem(400, "Filter expression cannot be used with other filter parameters");
        }
        final PageOrder order = options.prefix().isEmpty() ? PageOrder.CREATION : PageOrder.ID;
        final Listing<EvalView> listing = new Listing<>(
                call,
                order,
                1,
                eval -> order == PageOrder.ID ? eval.id() : eval.createIndex() + "." + eval.id(),
                OMISSIBLE);
        listing.visibleTo(call.authority(), eval -> call.authority().allows(eval.namespace(), Capabilities.READ_JOB));
        final QueryRequest request = QueryRequest.of(QueryKind.EVALS).namespace(options.namespace());
        Ids.prefix(request, options.prefix(), "eval");
        final boolean isNarrowed = status.isEmpty() && job.isEmpty() && !isCount;
        context.reads().answer(call, Read.of(isNarrowed ? listing.narrow(request) : request, TableId.EVALS), pages -> {
            final List<EvalView> wanted = read(pages).stream()
                    .filter(eval -> status.isEmpty() || eval.status().equals(status))
                    .filter(eval -> job.isEmpty() || eval.jobId().equals(job))
                    .toList();
            if (isCount) {
                replyCount(call, count(call, listing, pages, wanted), pages);
            } else {
                reply(call, listing.page(call, pages, wanted, EvaluationsEndpoint::write));
            }
        });
    }

    /** Evaluations that a filter cannot be asked of are not counted, whereas the list fails. */
    private static int count(
            final Call call, final Listing<EvalView> listing, final Pages pages, final List<EvalView> evals) {
        try {
            return listing.page(call, pages, evals, EvaluationsEndpoint::write).size();
        } catch (final HttpProblem ex) {
            return 0;
        }
    }

    private static void replyCount(final Call call, final int count, final Pages pages) {
        final JsonWriter json = call.json().beginObject();
        json.name("Count").number(count);
        json.name("Index").number(pages.index());
        json.name("KnownLeader").bool(true);
        json.name("LastContact").number(0);
        json.name("NextToken").string("");
        call.reply(json.endObject());
    }

    private static void reply(final Call call, final List<EvalView> evals) {
        final JsonWriter json = call.json().beginArray();
        evals.forEach(eval -> write(json, eval));
        call.reply(json.endArray());
    }

    private static void write(final JsonWriter json, final EvalView eval) {
        EvalRenderer.write(json, eval, List.of());
    }
}
