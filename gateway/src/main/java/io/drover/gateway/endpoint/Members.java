package io.drover.gateway.endpoint;

import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The servers as this one sees them: those that have announced themselves lately.
 *
 * @param all by member id.
 * @param leaderId member id of the leader, -1 while there is none.
 */
record Members(Collection<Member> all, int leaderId) {
    /**
     * A server.
     *
     * @param id member id.
     * @param name of its agent.
     * @param address host:port that others know it by.
     */
    record Member(int id, String name, String address) {
        String host() {
            return address.substring(0, Math.max(0, address.lastIndexOf(':')));
        }

        /** The name by which operators know it, made of its number. */
        String uuid() {
            return UUID.nameUUIDFromBytes(("member " + id).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        boolean isCalled(final String text) {
            return uuid().equals(text) || Integer.toString(id).equals(text);
        }

        int port() {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
    }

    /** Goes on with the servers of the moment. */
    static void load(final GatewayContext context, final Call call, final Call.Continuation<Members> next) {
        call.when(context.core().query(QueryRequest.of(QueryKind.EDGES)), page -> next.accept(of(context, page)));
    }

    /** Address of the leader; empty while there is none. */
    String leader() {
        return all.stream()
                .filter(member -> member.id == leaderId)
                .map(Member::address)
                .findFirst()
                .orElse("");
    }

    private static Members of(final GatewayContext context, final Page edges) {
        final Map<Integer, Member> members = new TreeMap<>();
        edges.forEach((header, rows, offset) -> {
            if (header.templateId() == EdgeRowDecoder.TEMPLATE_ID) {
                final EdgeRowDecoder row = new EdgeRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version());
                final int id = row.memberId();
                members.put(id, new Member(id, row.name(), row.httpAddress()));
            }
        });
        final AgentInfo agent = context.agent();
        if (members.isEmpty()) {
            members.put(0, new Member(0, agent.name(), agent.host() + ":" + agent.httpPort()));
        }
        return new Members(members.values(), context.core().leaderMemberId());
    }
}
