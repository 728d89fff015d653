package io.drover.agent.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.agent.model.ServiceRegistration;
import io.drover.sbe.RegistrationDigest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A number over all registrations of a node, sent with heartbeats: when it differs from the one that the state has for the node, one
 * side missed something and the agent sends all of them again. See {@link RegistrationDigest}.
 */
public final class ServiceDigest {
    private ServiceDigest() {}

    /** The digest of a set; 0 when it is empty. */
    public static long of(final Collection<ServiceRegistration> registrations) {
        long sum = 0;
        for (final ServiceRegistration registration : registrations) {
            sum += of(registration);
        }
        return sum;
    }

    /** The part of one registration. */
    public static long of(final ServiceRegistration registration) {
        final UUID alloc = UUID.fromString(registration.allocId());
        final RegistrationDigest digest = new RegistrationDigest()
                .begin(alloc.getMostSignificantBits(), alloc.getLeastSignificantBits(), registration.port());
        add(digest, registration.id().getBytes(StandardCharsets.UTF_8));
        add(digest, registration.serviceName().getBytes(StandardCharsets.UTF_8));
        add(digest, registration.address().getBytes(StandardCharsets.UTF_8));
        add(digest, tags(registration));
        return digest.end();
    }

    /** Tags as they are registered: a JSON array. */
    public static byte[] tags(final ServiceRegistration registration) {
        final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        registration.tags().forEach(tags::add);
        return tags.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void add(final RegistrationDigest digest, final byte[] field) {
        digest.add(new UnsafeBuffer(field), 0, field.length);
    }
}
