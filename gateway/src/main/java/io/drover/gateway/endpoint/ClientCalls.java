package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.render.AllocView;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.UUID;

/** Hands requests on to the node that must answer them. */
final class ClientCalls {
    private final GatewayContext context;

    ClientCalls(final GatewayContext context) {
        this.context = context;
    }

    /** The node of an allocation answers. */
    void ofAllocation(final Call call, final String allocId, final String path) throws HttpProblem {
        ofAllocation(call, allocId, path, 404);
    }

    /** The same, with the status of the answer when there is no such allocation. */
    void ofAllocation(final Call call, final String allocId, final String path, final int statusIfUnknown)
            throws HttpProblem {
        ofAllocation(call, allocId, path, new HttpProblem(statusIfUnknown, "Unknown allocation \"" + allocId + "\""));
    }

    /** The same, with the answer when there is no such allocation. */
    void ofAllocation(final Call call, final String allocId, final String path, final HttpProblem ifUnknown)
            throws HttpProblem {
        final UUID id = Ids.parse(allocId, "alloc");
        call.when(context.core().query(QueryRequest.of(QueryKind.ALLOC).id(id)), page -> {
            final List<AllocView> allocs = AllocLists.read(Pages.of(page));
            if (allocs.isEmpty()) {
                if (context.reads().relayUnlessLeading(call)) {
                    return;
                }
                throw ifUnknown;
            }
            pass(call, UUID.fromString(allocs.get(0).nodeId()), path);
        });
    }

    /** A node answers, if there is such. */
    void ofNode(final Call call, final UUID nodeId, final String path, final HttpProblem ifUnknown) {
        call.when(context.core().query(QueryRequest.of(QueryKind.NODE).id(nodeId)), page -> {
            if (!page.isFound()) {
                if (context.reads().relayUnlessLeading(call)) {
                    return;
                }
                throw ifUnknown;
            }
            pass(call, nodeId, path);
        });
    }

    private void pass(final Call call, final UUID nodeId, final String path) {
        final String query = call.queryString();
        context.nodeCalls().call(nodeId, call.method(), query.isEmpty() ? path : path + "?" + query, call.body(), call);
    }
}
