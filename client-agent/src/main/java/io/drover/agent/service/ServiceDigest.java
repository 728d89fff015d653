package io.drover.agent.service;

import io.drover.agent.model.ServiceRegistration;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A number over all registrations of a node, sent with heartbeats: when it differs from what the cluster computes over what it
 * has, one side missed something and the agent sends all of them again.
 *
 * <p>The sum, modulo 2^64, of one 64-bit FNV-1a hash per registration. Sums make it independent of order and cheap to keep up
 * to date. A registration is hashed as its UTF-8 fields id, service name, namespace, address, port in decimal, then each
 * tag, every one followed by a zero byte.
 */
public final class ServiceDigest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

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
        long hash = FNV_OFFSET;
        hash = add(hash, registration.id());
        hash = add(hash, registration.serviceName());
        hash = add(hash, registration.namespace());
        hash = add(hash, registration.address());
        hash = add(hash, Integer.toString(registration.port()));
        for (final String tag : registration.tags()) {
            hash = add(hash, tag);
        }
        return hash;
    }

    private static long add(final long start, final String field) {
        long hash = start;
        for (final byte b : field.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash * FNV_PRIME;
    }
}
