package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.PeerProxies;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.undertow.util.HttpString;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes a call for a node that has no link here on to the server at whose edge it is at home, as the state knows it. A call is passed
 * on once. A node that lives but is linked nowhere just now is on its way from one edge to another: its call waits.
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

    /** What becomes of a call. */
    interface Outcome {
        /** Its answer comes from elsewhere, or has just been given: forget it. */
        void onGone();

        /** The node may come back to this edge soon. */
        void onAway();
    }

    /** Lets the node's home answer the call, or answers that there is none, or says that the node is on its way. */
    void pass(final UUID nodeId, final Call call, final Outcome outcome) {
        if (call.exchange().getRequestHeaders().contains(PASSED)) {
            outcome.onAway();
            return;
        }
        call.when(
                core.query(QueryRequest.of(QueryKind.NODE).id(nodeId)),
                node -> call.when(
                        core.query(QueryRequest.of(QueryKind.EDGES)), edges -> pass(home(node, edges), call, outcome)));
    }

    /** Answers that nothing leads to the node. */
    static void answerNoPath(final Call call) {
        call.fail(404, "No path to node");
    }

    private void pass(final Home home, final Call call, final Outcome outcome) {
        if (!home.isAlive) {
            outcome.onGone();
            answerNoPath(call);
        } else if (home.address == null || home.address.equals(ownAddress)) {
            outcome.onAway();
        } else {
            outcome.onGone();
            call.exchange().getRequestHeaders().put(PASSED, "true");
            peers.pass(call, home.address);
        }
    }

    /** Where a node is: at the server with this address, if that is known. */
    private record Home(boolean isAlive, @Nullable String address) {}

    private static Home home(final Page node, final Page edges) {
        final Home[] home = {new Home(false, null)};
        final NodeRowDecoder row = new NodeRowDecoder();
        node.forEach((header, rows, offset) -> {
            if (header.templateId() == NodeRowDecoder.TEMPLATE_ID) {
                row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                home[0] = new Home(row.status() != NodeStatus.DOWN, address(edges, row.edgeId()));
            }
        });
        return home[0];
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
