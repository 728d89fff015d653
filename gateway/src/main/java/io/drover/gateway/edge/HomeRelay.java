package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.PeerProxies;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.undertow.util.HttpString;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes a call for a node that is not at home here on to the server at whose edge it is, as the state knows it. A call is passed on
 * once: where the node has just moved on, the second server answers that it has no path, and clients ask again.
 */
final class HomeRelay {
    /** Marks calls that were passed on. */
    static final HttpString PASSED = new HttpString("X-Drover-Node-Relayed");

    private static final int CONNECTIONS_PER_THREAD = 512;

    private final Core core;
    private final String ownAddress;
    private final PeerProxies peers = new PeerProxies(CONNECTIONS_PER_THREAD, -1);

    HomeRelay(final Core core, final String ownAddress) {
        this.core = core;
        this.ownAddress = ownAddress;
    }

    /** Lets the node's home answer the call, or answers that there is none. */
    void pass(final UUID nodeId, final Call call) {
        if (call.exchange().getRequestHeaders().contains(PASSED)) {
            call.fail(noPath());
            return;
        }
        call.when(
                core.query(QueryRequest.of(QueryKind.NODE).id(nodeId)),
                node -> call.when(
                        core.query(QueryRequest.of(QueryKind.EDGES)),
                        edges -> pass(call, address(edges, edgeId(node)))));
    }

    private void pass(final Call call, final @Nullable String address) throws HttpProblem {
        if (address == null || address.equals(ownAddress)) {
            throw noPath();
        }
        call.exchange().getRequestHeaders().put(PASSED, "true");
        peers.pass(call, address);
    }

    private static HttpProblem noPath() {
        return new HttpProblem(404, "No path to node");
    }

    private static long edgeId(final Page node) {
        final AtomicLong edgeId = new AtomicLong();
        final NodeRowDecoder row = new NodeRowDecoder();
        node.forEach((header, rows, offset) -> {
            if (header.templateId() == NodeRowDecoder.TEMPLATE_ID) {
                row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                edgeId.set(row.edgeId());
            }
        });
        return edgeId.get();
    }

    private static @Nullable String address(final Page edges, final long edgeId) {
        final AtomicReference<@Nullable String> address = new AtomicReference<>();
        final EdgeRowDecoder row = new EdgeRowDecoder();
        edges.forEach((header, rows, offset) -> {
            if (header.templateId() == EdgeRowDecoder.TEMPLATE_ID) {
                row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                if (row.edgeId() == edgeId) {
                    row.skipName();
                    address.set(row.httpAddress());
                }
            }
        });
        return address.get();
    }
}
