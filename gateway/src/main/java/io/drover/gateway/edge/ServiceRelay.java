package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.sbe.command.ServiceDeletesEncoder;
import io.drover.sbe.command.ServiceUpsertsEncoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.ServicesAckEncoder;
import io.drover.sbe.link.ServicesDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Registrations of nodes on their way into the state; acknowledged once they are there. The edge's thread. */
final class ServiceRelay {
    private final CommandBuffer command;
    private final Runnables inbox;
    private final ServicesDecoder services = new ServicesDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ServiceUpsertsEncoder upserts = new ServiceUpsertsEncoder();
    private final ServiceDeletesEncoder deletes = new ServiceDeletesEncoder();
    private final ExpandableArrayBuffer answer = new ExpandableArrayBuffer();
    private final Map<Long, Long> digests = new HashMap<>();
    /** Nodes of which a list is on its way: a later one that overtook it would be undone by it. */
    private final Set<Long> inFlight = new HashSet<>();

    ServiceRelay(final Core core, final Runnables inbox) {
        this.command = new CommandBuffer(core);
        this.inbox = inbox;
    }

    /**
     * Whether this edge has not seen the registrations behind a node's digest. It knows a digest only after it passed the node's
     * whole list on, so a new home, or a change that got lost, makes the node send everything.
     */
    boolean isStale(final long nodeHandle, final long digest) {
        return digest != 0 && digests.getOrDefault(nodeHandle, 0L) != digest;
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
        final long digest = services.digest();
        final CompletableFuture<ResultCode> upserted = sendUpserts(nodeHandle);
        final CompletableFuture<ResultCode> deleted = sendDeletes();
        upserted.thenCombine(deleted, ServiceRelay::worse)
                .whenComplete((code, error) -> inbox.add(() -> {
                    inFlight.remove(nodeHandle);
                    if (error == null) {
                        // What was refused now may be taken later: as long as the digest is not known, the node is
                        // asked again.
                        digests.put(nodeHandle, code == ResultCode.OK ? digest : 0L);
                        acknowledge(session, number, code);
                    }
                }));
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
