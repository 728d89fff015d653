package io.drover.gateway.edge;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.NodeIdentities;
import io.drover.gateway.core.Core;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.render.NodeView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.NodeRowDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/** Signs the identity of the node that asks: what it says is read from the state. */
public final class NodeIdentityEndpoint implements Endpoint {
    /** Path of the endpoint. */
    public static final String PATH = "/v1/internal/node-identity";

    private final Core core;
    private final Access access;
    private final LinkKey linkKey;
    private final String region;
    private final EpochClock clock = SystemEpochClock.INSTANCE;

    /** Serves nodes that show a ticket of this key. */
    public NodeIdentityEndpoint(final Core core, final Access access, final LinkKey linkKey, final String region) {
        this.core = core;
        this.access = access;
        this.linkKey = linkKey;
        this.region = region;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final LinkKey.Ticket ticket = linkKey.verify(ticket(call), clock.time());
        if (ticket == null) {
            throw denied();
        }
        call.when(core.query(QueryRequest.of(QueryKind.NODE).id(ticket.nodeId())), page -> {
            final List<NodeView> nodes = new ArrayList<>();
            page.forEach((header, rows, offset) -> {
                if (header.templateId() == NodeRowDecoder.TEMPLATE_ID) {
                    nodes.add(NodeView.of(header, rows, offset));
                }
            });
            if (nodes.isEmpty()) {
                throw denied();
            }
            call.when(access.rootKeys(), keys -> {
                if (keys.isEmpty()) {
                    throw new HttpProblem(500, "No cluster leader");
                }
                call.compute(ignored -> {
                    final NodeView node = nodes.get(0);
                    final JsonObject claims = new NodeIdentities(
                                    region, access.settings().issuer())
                            .node(node.id(), node.datacenter(), node.nodePool(), clock.time() / 1_000);
                    call.reply(call.json()
                            .value(new JsonObject()
                                    .put("JWT", keys.get(0).signer().sign(claims))));
                });
            });
        });
    }

    private static byte[] ticket(final Call call) throws HttpProblem {
        try {
            return Base64.getDecoder().decode(call.header(JobDocumentEndpoint.TICKET_HEADER));
        } catch (final IllegalArgumentException ex) {
            throw denied();
        }
    }

    private static HttpProblem denied() {
        return new HttpProblem(403, "Permission denied");
    }
}
