package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.edge.LinkKey.Ticket;
import io.drover.sbe.command.NodeServicesEncoder;
import io.drover.sbe.command.ServiceDeletesEncoder;
import io.drover.sbe.command.ServiceUpsertsEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.HeartbeatEncoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.ServicesAckEncoder;
import io.drover.sbe.link.ServicesDecoder;
import io.drover.sbe.query.NodeServicesRowDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Registrations of nodes on their way into the state; acknowledged once they are there. Changes travel one by one; a node's whole list,
 * which it sends after it was restarted and when the state has something else, replaces what there is in one step. The edge's thread.
 */
final class ServiceRelay {
    /** A longer list does not fit one command: what it names is registered, what it does not name stays. */
    private static final int LIST_BYTES_MAX = 1_000_000;

    private final CommandBuffer command;
    private final Core core;
    private final Runnables inbox;
    private final ServicesDecoder services = new ServicesDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ServiceUpsertsEncoder upserts = new ServiceUpsertsEncoder();
    private final NodeServicesEncoder all = new NodeServicesEncoder();
    private final ServiceDeletesEncoder deletes = new ServiceDeletesEncoder();
    private final ExpandableArrayBuffer answer = new ExpandableArrayBuffer();
    /** Nodes of which a list is on its way: a later one that overtook it would be undone by it. */
    private final Set<Long> inFlight = new HashSet<>();

    ServiceRelay(final Core core, final Runnables inbox) {
        this.core = core;
        this.command = new CommandBuffer(core);
        this.inbox = inbox;
    }

    /** Whether a node with this digest, in its heartbeat, should send its whole list. */
    boolean wantsAll(final NodeSession session, final Ticket ticket, final long digest, final long nowNs) {
        final RegistrationWatch watch = session.registrations();
        if (digest == HeartbeatEncoder.servicesDigestNullValue() || inFlight.contains(ticket.nodeHandle())) {
            return false;
        }
        final boolean wants = watch.wants(digest, nowNs);
        if (watch.beginRead(digest, nowNs)) {
            core.query(QueryRequest.of(QueryKind.NODE_SERVICES).id(ticket.nodeId()))
                    .whenComplete((page, error) -> inbox.add(() -> {
                        if (error == null && page.isFound()) {
                            watch.onRead(digest(page));
                        } else {
                            watch.onReadFailed();
                        }
                    }));
        }
        return wants;
    }

    private static long digest(final Page page) {
        final NodeServicesRowDecoder row = new NodeServicesRowDecoder();
        final long[] digest = new long[1];
        page.forEach((rowHeader, rows, offset) ->
                digest[0] = row.wrapAndApplyHeader(rows, offset, rowHeader).digest());
        return digest[0];
    }

    void onServices(
            final NodeSession session, final long nodeHandle, final DirectBuffer payload, final int payloadLength) {
        if (payloadLength < MessageHeaderDecoder.ENCODED_LENGTH + ServicesDecoder.BLOCK_LENGTH) {
            return;
        }
        if (!inFlight.add(nodeHandle)) {
            // The node sends it again until it is acknowledged.
            return;
        }
        header.wrap(payload, 0);
        services.wrap(payload, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        final long number = services.number();
        final CompletableFuture<ResultCode> sent = services.isFull() == Bool.YES && payloadLength <= LIST_BYTES_MAX
                ? sendAll(nodeHandle)
                : sendUpserts(nodeHandle).thenCombine(sendDeletes(), ServiceRelay::worse);
        sent.whenComplete((code, error) -> inbox.add(() -> {
            inFlight.remove(nodeHandle);
            if (error == null) {
                acknowledge(session, number, code);
            }
        }));
    }

    private CompletableFuture<ResultCode> sendAll(final long nodeHandle) {
        final ServicesDecoder.UpsertsDecoder from = services.upserts();
        all.wrapAndApplyHeader(command.buffer, 0, command.header).nodeHandle(nodeHandle);
        final NodeServicesEncoder.ServicesEncoder to = all.servicesCount(from.count());
        while (from.hasNext()) {
            from.next();
            to.next().port(from.port());
            to.allocId().high(from.allocId().high()).low(from.allocId().low());
            from.skipNamespace();
            to.serviceId(from.serviceId()).serviceName(from.serviceName()).address(from.address());
            final byte[] tags = new byte[from.tagsLength()];
            from.getTags(tags, 0, tags.length);
            to.putTags(tags, 0, tags.length);
        }
        return command.send(all.encodedLength()).thenApply(reply -> reply.code());
    }

    private static ResultCode worse(final ResultCode first, final ResultCode second) {
        return first == ResultCode.OK ? second : first;
    }

    /** Each by itself, as one that is refused, because its allocation has ended, would take all others of its command along. */
    private CompletableFuture<ResultCode> sendUpserts(final long nodeHandle) {
        CompletableFuture<ResultCode> all = CompletableFuture.completedFuture(ResultCode.OK);
        for (final ServicesDecoder.UpsertsDecoder from : services.upserts()) {
            upserts.wrapAndApplyHeader(command.buffer, 0, command.header).nodeHandle(nodeHandle);
            final ServiceUpsertsEncoder.ServicesEncoder to =
                    upserts.servicesCount(1).next().port(from.port());
            to.allocId().high(from.allocId().high()).low(from.allocId().low());
            from.skipNamespace();
            to.serviceId(from.serviceId()).serviceName(from.serviceName()).address(from.address());
            final byte[] tags = new byte[from.tagsLength()];
            from.getTags(tags, 0, tags.length);
            to.putTags(tags, 0, tags.length);
            final CompletableFuture<ResultCode> one =
                    command.send(upserts.encodedLength()).thenApply(reply -> reply.code());
            all = all.thenCombine(one, ServiceRelay::worse);
        }
        return all;
    }

    private CompletableFuture<ResultCode> sendDeletes() {
        final ServicesDecoder.DeletesDecoder from = services.deletes();
        if (from.count() == 0) {
            return CompletableFuture.completedFuture(ResultCode.OK);
        }
        deletes.wrapAndApplyHeader(command.buffer, 0, command.header);
        final ServiceDeletesEncoder.ServicesEncoder to = deletes.servicesCount(from.count());
        while (from.hasNext()) {
            from.next();
            to.next().namespace(from.namespace()).serviceId(from.serviceId());
        }
        // One that is gone already is as good as deleted.
        return command.send(deletes.encodedLength()).thenApply(reply -> ResultCode.OK);
    }

    private void acknowledge(final NodeSession session, final long number, final ResultCode code) {
        final ServicesAckEncoder ack = new ServicesAckEncoder()
                .wrapAndApplyHeader(answer, 0, new MessageHeaderEncoder())
                .number(number)
                .code(code.value());
        session.send(PayloadKind.SERVICES_ACK, answer, MessageHeaderEncoder.ENCODED_LENGTH + ack.encodedLength());
    }
}
