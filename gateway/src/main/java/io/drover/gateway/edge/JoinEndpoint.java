package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.edge.LinkKey.Ticket;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a node joins: it sends what it is (an encoded registration) and, in a header, the secret that it made. The state keeps only
 * the secret's hash; whoever comes with the same secret is the same node, however often. The answer holds the ticket for the link.
 */
public final class JoinEndpoint implements Endpoint {
    /** Path of the join. */
    public static final String PATH = "/v1/internal/node/join";

    /** Header with the node's secret, 32 to 128 characters. */
    public static final String SECRET_HEADER = "X-Drover-Node-Secret";

    private static final long TICKET_VALID_MS = TimeUnit.DAYS.toMillis(7);

    private final Core core;
    private final LinkKey linkKey;
    private final String ownLinkAddress;

    /** Joins nodes through this core; the own link stands first in every list of edges. */
    public JoinEndpoint(final Core core, final LinkKey linkKey, final String ownLinkAddress) {
        this.core = core;
        this.linkKey = linkKey;
        this.ownLinkAddress = ownLinkAddress;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("POST");
        refuseOpenNetwork(call);
        final String secret = call.header(SECRET_HEADER);
        if (secret.length() < 32 || secret.length() > 128) {
            throw new HttpProblem(
                    400, "header " + SECRET_HEADER + " has " + secret.length() + " characters; expected 32 to 128");
        }
        final UnsafeBuffer registration = new UnsafeBuffer(call.body());
        final UUID nodeId = stamp(registration, hash(secret));
        call.when(
                core.send(registration, 0, registration.capacity()),
                reply -> call.when(
                        core.query(QueryRequest.of(QueryKind.EDGES)), edges -> answer(call, nodeId, reply, edges)));
    }

    /** The ticket's key goes over this connection in clear, so it must not leave the machine until the server speaks TLS. */
    private static void refuseOpenNetwork(final Call call) throws HttpProblem {
        final InetAddress source = call.exchange().getSourceAddress().getAddress();
        if (!source.isLoopbackAddress() && !"https".equals(call.exchange().getRequestScheme())) {
            throw new HttpProblem(
                    403, "a node may join over plain HTTP from the loopback interface only; enable tls.http");
        }
    }

    /** Checks the message's form and puts the hash of the shown secret in, whatever the node wrote there. */
    private static UUID stamp(final UnsafeBuffer registration, final ByteBuffer hash) throws HttpProblem {
        if (registration.capacity() < MessageHeaderDecoder.ENCODED_LENGTH + NodeRegisterDecoder.BLOCK_LENGTH) {
            throw new HttpProblem(400, "body is no node registration");
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(registration, 0);
        if (header.schemaId() != NodeRegisterDecoder.SCHEMA_ID
                || header.templateId() != NodeRegisterDecoder.TEMPLATE_ID) {
            throw new HttpProblem(400, "body is no node registration");
        }
        final NodeRegisterEncoder encoder =
                new NodeRegisterEncoder().wrap(registration, MessageHeaderEncoder.ENCODED_LENGTH);
        encoder.secretHash().high(hash.getLong()).low(hash.getLong());
        final NodeRegisterDecoder decoder = new NodeRegisterDecoder()
                .wrap(registration, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        return new UUID(decoder.nodeId().high(), decoder.nodeId().low());
    }

    private void answer(final Call call, final UUID nodeId, final Reply reply, final Page edges) {
        if (reply.code() == ResultCode.NODE_SECRET_MISMATCH) {
            call.fail(403, "node " + nodeId + " is registered with another secret");
            return;
        }
        if (!reply.isOk()) {
            call.fail(500, "node " + nodeId + " was not registered: " + reply.code() + " " + reply.detail());
            return;
        }
        final Ticket ticket = new Ticket(nodeId, reply.nodeHandle(), reply.timestampMs() + TICKET_VALID_MS);
        final Base64.Encoder base64 = Base64.getEncoder();
        final JsonWriter json = call.json();
        json.beginObject();
        json.name("Edges").beginArray();
        linkAddresses(edges).forEach(json::string);
        json.endArray();
        json.name("FrameKey").string(base64.encodeToString(linkKey.frameKey(ticket)));
        json.name("HeartbeatTTLMs").number(reply.heartbeatTtlMs());
        json.name("NodeHandle").number(reply.nodeHandle());
        json.name("Ticket").string(base64.encodeToString(linkKey.sign(ticket)));
        call.reply(json.endObject());
    }

    private List<String> linkAddresses(final Page edges) {
        final List<String> addresses = new ArrayList<>(List.of(ownLinkAddress));
        final EdgeRowDecoder row = new EdgeRowDecoder();
        edges.forEach((header, rows, offset) -> {
            row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            row.skipName();
            row.skipHttpAddress();
            final String address = row.linkAddress();
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        });
        return addresses;
    }

    private static ByteBuffer hash(final String secret) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }
}
