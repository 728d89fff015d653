package io.drover.agent.link;

import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.service.ServiceDigest;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.HeartbeatEncoder;
import io.drover.sbe.link.ServicesEncoder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Registrations as they should be, and which changes the cluster has not acknowledged. One message at a time is on its way; what
 * changes meanwhile goes with the next. What is not acknowledged goes again, after longer and longer pauses. Filled by the agent's
 * thread, emptied by the link's.
 *
 * <pre>
 *   changes: those that are not acknowledged       all: the whole list, after which the cluster forgets everything else of this node
 * </pre>
 */
final class ServiceOutbox {
    private static final long RESEND_MIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RESEND_MAX_NS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, ServiceRegistration> wanted = new LinkedHashMap<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final Map<String, ServiceRegistration> removed = new LinkedHashMap<>();
    private final Set<String> sentUpserts = new LinkedHashSet<>();
    private final Set<String> sentRemovals = new LinkedHashSet<>();
    private final ServicesEncoder encoder = new ServicesEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long digest;
    private boolean isComplete;
    private boolean isAllDue;
    private long number;
    private boolean isInFlight;
    private boolean wasAllSent;
    private long sentNs;
    private long pauseNs = RESEND_MIN_NS;

    synchronized void upsert(final ServiceRegistration registration) {
        put(registration);
        removed.remove(registration.id());
        dirty.add(registration.id());
        sentUpserts.remove(registration.id());
    }

    synchronized void remove(final ServiceRegistration registration) {
        digest -= digestOf(wanted.remove(registration.id()));
        dirty.remove(registration.id());
        removed.put(registration.id(), registration);
        sentRemovals.remove(registration.id());
    }

    /** These are all there are: whatever else the cluster has of this node is stale. */
    synchronized void complete(final Collection<ServiceRegistration> all) {
        wanted.clear();
        digest = 0;
        all.forEach(this::put);
        isComplete = true;
        allAreDue();
    }

    /** The cluster has other registrations of this node. */
    synchronized void resendAll() {
        if (isComplete) {
            allAreDue();
        } else {
            dirty.addAll(wanted.keySet());
            isInFlight = false;
        }
    }

    /** Another edge listens: it goes again at once. */
    synchronized void restart() {
        isInFlight = false;
        pauseNs = RESEND_MIN_NS;
    }

    /** Of all that is offered; null in the sense of the codec while that is not known. */
    synchronized long digest() {
        return isComplete ? digest : HeartbeatEncoder.servicesDigestNullValue();
    }

    /** Encodes what is due; 0 when nothing is. */
    synchronized int encode(final ExpandableArrayBuffer buffer, final long nowNs) {
        final boolean isWaiting = isInFlight && nowNs - sentNs < pauseNs;
        if (isWaiting || (!isAllDue && dirty.isEmpty() && removed.isEmpty())) {
            return 0;
        }
        pauseNs = isInFlight ? Math.min(2 * pauseNs, RESEND_MAX_NS) : RESEND_MIN_NS;
        isInFlight = true;
        wasAllSent = isAllDue;
        sentNs = nowNs;
        sentUpserts.clear();
        sentUpserts.addAll(dirty);
        sentRemovals.clear();
        sentRemovals.addAll(removed.keySet());
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .number(++number)
                .isFull(isAllDue ? Bool.YES : Bool.NO)
                .digest(digest);
        encodeUpserts(isAllDue ? wanted.keySet() : dirty);
        final ServicesEncoder.DeletesEncoder deletes = encoder.deletesCount(isAllDue ? 0 : removed.size());
        if (!isAllDue) {
            removed.values()
                    .forEach(registration ->
                            deletes.next().namespace(registration.namespace()).serviceId(registration.id()));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    synchronized void onAck(final long acknowledged) {
        if (acknowledged != number || !isInFlight) {
            return;
        }
        isInFlight = false;
        if (wasAllSent) {
            isAllDue = false;
        }
        dirty.removeAll(sentUpserts);
        sentRemovals.forEach(removed::remove);
    }

    private void allAreDue() {
        isAllDue = true;
        isInFlight = false;
    }

    private void put(final ServiceRegistration registration) {
        digest += ServiceDigest.of(registration) - digestOf(wanted.put(registration.id(), registration));
    }

    private static long digestOf(final @Nullable ServiceRegistration registration) {
        return registration == null ? 0 : ServiceDigest.of(registration);
    }

    private void encodeUpserts(final Set<String> ids) {
        final ServicesEncoder.UpsertsEncoder upserts = encoder.upsertsCount(ids.size());
        for (final String id : ids) {
            final ServiceRegistration registration = wanted.get(id);
            if (registration != null) {
                encode(upserts.next(), registration);
            }
        }
    }

    private static void encode(final ServicesEncoder.UpsertsEncoder to, final ServiceRegistration registration) {
        final UUID id = UUID.fromString(registration.allocId());
        to.allocId().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        final byte[] tags = ServiceDigest.tags(registration);
        to.port(registration.port())
                .namespace(registration.namespace())
                .serviceId(registration.id())
                .serviceName(registration.serviceName())
                .address(registration.address())
                .putTags(tags, 0, tags.length);
    }
}
