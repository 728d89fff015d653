package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.NodeRenderer;
import io.drover.gateway.render.NodeView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.NodeRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v1/nodes}. */
final class NodesEndpoint implements Endpoint {
    private final GatewayContext context;

    NodesEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** The nodes of an answer. */
    static List<NodeView> read(final Pages pages) {
        final List<NodeView> nodes = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == NodeRowDecoder.TEMPLATE_ID) {
                nodes.add(NodeView.of(header, rows, offset));
            }
        });
        return nodes;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        list(context, call, "", call.options().prefix());
    }

    /** Answers with the nodes of a pool; of all when none is named. */
    static void list(final GatewayContext context, final Call call, final String pool, final String prefix)
            throws HttpProblem {
        final boolean withResources = fields(call, "resources");
        final boolean withOs = fields(call, "os");
        final Listing<NodeView> listing = new Listing<>(call, PageOrder.ID, 1, NodeView::id, Set.of());
        final QueryRequest request = QueryRequest.of(QueryKind.NODES).withDocuments(true);
        Ids.prefix(request, prefix, "node");
        final QueryRequest narrowed = pool.isEmpty() ? listing.narrow(request).reverse(false) : request;
        context.reads().answer(call, Read.of(narrowed, TableId.NODES), pages -> {
            final List<NodeView> nodes = read(pages).stream()
                    .filter(node -> pool.isEmpty() || node.nodePool().equals(pool))
                    .toList();
            final JsonWriter json = call.json().beginArray();
            for (final NodeView node :
                    listing.page(call, pages, nodes, (writer, node) -> NodeRenderer.write(writer, node, ""))) {
                NodeRenderer.writeStub(json, node, withResources, withOs);
            }
            call.reply(json.endArray());
        });
    }

    private static boolean fields(final Call call, final String name) throws HttpProblem {
        try {
            return call.flag(name, 400);
        } catch (final HttpProblem ex) {
            throw new HttpProblem(ex.status(), "Failed to parse node list fields: " + ex.text());
        }
    }
}
