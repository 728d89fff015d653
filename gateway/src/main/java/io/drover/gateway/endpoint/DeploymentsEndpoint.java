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
import io.drover.gateway.render.DeploymentView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v1/deployments}. */
final class DeploymentsEndpoint implements Endpoint {
    private final GatewayContext context;

    DeploymentsEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** The deployments of an answer. */
    static List<DeploymentView> read(final Pages pages) {
        final List<DeploymentView> deployments = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == DeploymentRowDecoder.TEMPLATE_ID) {
                deployments.add(DeploymentView.of(header, rows, offset));
            }
        });
        return deployments;
    }

    /** Answers with these deployments. */
    static void reply(final Call call, final List<DeploymentView> deployments) {
        final JsonWriter json = call.json().beginArray();
        deployments.forEach(deployment -> deployment.write(json));
        call.reply(json.endArray());
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final QueryOptions options = call.options();
        final PageOrder order = options.prefix().isEmpty() ? PageOrder.CREATION : PageOrder.ID;
        final Listing<DeploymentView> listing = new Listing<>(
                call,
                order,
                1,
                deployment ->
                        order == PageOrder.ID ? deployment.id() : deployment.createIndex() + "." + deployment.id(),
                Set.of());
        listing.visibleTo(
                call.authority(), deployment -> call.authority().allows(deployment.namespace(), Capabilities.READ_JOB));
        final QueryRequest request = QueryRequest.of(QueryKind.DEPLOYMENTS).namespace(options.namespace());
        Ids.prefix(request, options.prefix(), "");
        context.reads()
                .answer(
                        call,
                        Read.of(listing.narrow(request), TableId.DEPLOYMENTS),
                        pages -> reply(
                                call,
                                listing.page(call, pages, read(pages), (json, deployment) -> deployment.write(json))));
    }
}
