package io.drover.agent.link;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.service.ServiceDigest;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.ServicesEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;

/**
 * Registrations as they should be, and which changes the cluster has not acknowledged. One message at a time is on its way; what
 * changes meanwhile goes with the next. Filled by the agent's thread, emptied by the link's.
 */
final class ServiceOutbox {
    private static final long RESEND_NS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, ServiceRegistration> wanted = new LinkedHashMap<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final Map<String, ServiceRegistration> removed = new LinkedHashMap<>();
    private final Set<String> sentUpserts = new LinkedHashSet<>();
    private final Set<String> sentRemovals = new LinkedHashSet<>();
    private final ServicesEncoder encoder = new ServicesEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long number;
    private boolean isInFlight;
    private long sentNs;

    synchronized void upsert(final ServiceRegistration registration) {
        wanted.put(registration.id(), registration);
        removed.remove(registration.id());
        dirty.add(registration.id());
        sentUpserts.remove(registration.id());
    }

    synchronized void remove(final ServiceRegistration registration) {
        wanted.remove(registration.id());
        dirty.remove(registration.id());
        removed.put(registration.id(), registration);
        sentRemovals.remove(registration.id());
    }

    /** The edge does not know what should be registered: everything goes again. */
    synchronized void resendAll() {
        dirty.addAll(wanted.keySet());
        isInFlight = false;
    }

    synchronized long digest() {
        return ServiceDigest.of(wanted.values());
    }

    /** Encodes what is due; 0 when nothing is. */
    synchronized int encode(final ExpandableArrayBuffer buffer, final long nowNs) {
        final boolean isWaiting = isInFlight && nowNs - sentNs < RESEND_NS;
        if (isWaiting || (dirty.isEmpty() && removed.isEmpty())) {
            return 0;
        }
        isInFlight = true;
        sentNs = nowNs;
        sentUpserts.clear();
        sentUpserts.addAll(dirty);
        sentRemovals.clear();
        sentRemovals.addAll(removed.keySet());
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .number(++number)
                .isFull(Bool.NO)
                .digest(digest());
        final ServicesEncoder.UpsertsEncoder upserts = encoder.upsertsCount(dirty.size());
        for (final String id : dirty) {
            final ServiceRegistration registration = wanted.get(id);
            if (registration != null) {
                encode(upserts.next(), registration);
            }
        }
        final ServicesEncoder.DeletesEncoder deletes = encoder.deletesCount(removed.size());
        removed.values()
                .forEach(registration ->
                        deletes.next().namespace(registration.namespace()).serviceId(registration.id()));
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    synchronized void onAck(final long acknowledged) {
        if (acknowledged != number) {
            return;
        }
        isInFlight = false;
        dirty.removeAll(sentUpserts);
        sentRemovals.forEach(removed::remove);
    }

    private static void encode(final ServicesEncoder.UpsertsEncoder to, final ServiceRegistration registration) {
        final UUID id = UUID.fromString(registration.allocId());
        to.allocId().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        registration.tags().forEach(tags::add);
        final byte[] tagBytes = tags.toString().getBytes(StandardCharsets.UTF_8);
        to.port(registration.port())
                .namespace(registration.namespace())
                .serviceId(registration.id())
                .serviceName(registration.serviceName())
                .address(registration.address())
                .putTags(tagBytes, 0, tagBytes.length);
    }
}
