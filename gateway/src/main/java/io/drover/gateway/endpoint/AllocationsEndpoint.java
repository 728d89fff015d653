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
import io.drover.gateway.render.AllocRenderer;
import io.drover.gateway.render.AllocView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.Set;

/** {@code /v1/allocations}. */
final class AllocationsEndpoint implements Endpoint {
    private static final Set<String> OMISSIBLE = Set.of(
            "AllocModifyIndex",
            "AllocStates",
            "ClientDescription",
            "CreateIndex",
            "CreateTime",
            "DeploymentID",
            "DeploymentStatus",
            "DesiredDescription",
            "DesiredTransition",
            "FollowupEvalID",
            "Metrics",
            "NetworkStatus",
            "NextAllocation",
            "NodeName",
            "PreemptedAllocations",
            "PreemptedByAllocation",
            "PreviousAllocation",
            "RescheduleTracker",
            "SignedIdentities",
            "SigningKeyID",
            "TaskStates");

    private final GatewayContext context;

    AllocationsEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final boolean withResources = call.flag("resources");
        final boolean withTaskStates = call.param("task_states").isEmpty() || call.flag("task_states");
        final QueryOptions options = call.options();
        final PageOrder order = options.prefix().isEmpty() ? PageOrder.CREATION : PageOrder.ID;
        final Listing<AllocView> listing = new Listing<>(
                call,
                order,
                1,
                alloc -> order == PageOrder.ID ? alloc.id() : alloc.createIndex() + "." + alloc.id(),
                OMISSIBLE);
        listing.visibleTo(call.authority(), alloc -> call.authority().allows(alloc.namespace(), Capabilities.READ_JOB));
        final QueryRequest request =
                QueryRequest.of(QueryKind.ALLOCS).namespace(options.namespace()).withDocuments(listing.isFiltered());
        Ids.prefix(request, options.prefix(), "alloc");
        context.reads().answer(call, Read.of(listing.narrow(request), TableId.ALLOCS), pages -> {
            final List<AllocView> allocs = AllocLists.read(pages);
            if (withResources || listing.isFiltered()) {
                call.when(
                        AllocJobs.load(context.core(), allocs),
                        jobs -> reply(call, listing, pages, allocs, jobs, withTaskStates, withResources));
            } else {
                reply(call, listing, pages, allocs, AllocJobs.NONE, withTaskStates, false);
            }
        });
    }

    private static void reply(
            final Call call,
            final Listing<AllocView> listing,
            final Pages pages,
            final List<AllocView> allocs,
            final AllocJobs jobs,
            final boolean withTaskStates,
            final boolean withResources)
            throws HttpProblem {
        final List<AllocView> page = listing.page(
                call, pages, allocs, (json, alloc) -> AllocRenderer.write(json, alloc, jobs.of(alloc), ""));
        final JsonWriter json = call.json().beginArray();
        for (final AllocView alloc : page) {
            AllocRenderer.writeStub(json, alloc, withTaskStates, withResources, jobs.of(alloc));
        }
        call.reply(json.endArray());
    }
}
