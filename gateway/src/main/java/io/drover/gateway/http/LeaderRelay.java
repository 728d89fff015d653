package io.drover.gateway.http;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes default reads that reach a follower on to the leader, whose HTTP address the edges table holds. A request is relayed once:
 * a second server that does not lead either answers that there is no leader.
 */
public final class LeaderRelay {
    private static final HttpString RELAYED = new HttpString("X-Drover-Relayed");
    private static final int CONNECTIONS_PER_THREAD = 32;
    private static final int TIMEOUT_MS = 6 * 60 * 1000;

    private final CoreClient core;
    private final PeerProxies peers = new PeerProxies(CONNECTIONS_PER_THREAD, TIMEOUT_MS);

    /** A relay that asks the core client who leads. */
    public LeaderRelay(final CoreClient core) {
        this.core = core;
    }

    /** Passes the call on. */
    void relay(final Call call) {
        final HttpServerExchange exchange = call.exchange();
        if (exchange.getRequestHeaders().contains(RELAYED)) {
            call.fail(500, "No cluster leader");
            return;
        }
        call.when(core.query(QueryRequest.of(QueryKind.EDGES)), edges -> {
            final String address = addressOf(edges, core.leaderMemberId());
            if (address == null) {
                call.fail(500, "No cluster leader");
                return;
            }
            exchange.getRequestHeaders().put(RELAYED, "true");
            peers.pass(call, address);
        });
    }

    private static @Nullable String addressOf(final Page edges, final int memberId) {
        final AtomicReference<@Nullable String> address = new AtomicReference<>();
        final EdgeRowDecoder row = new EdgeRowDecoder();
        edges.forEach((header, rows, offset) -> {
            if (header.templateId() == EdgeRowDecoder.TEMPLATE_ID) {
                row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                if (row.memberId() == memberId) {
                    row.skipName();
                    address.set(row.httpAddress());
                }
            }
        });
        return address.get();
    }
}
