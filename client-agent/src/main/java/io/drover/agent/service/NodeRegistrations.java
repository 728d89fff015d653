package io.drover.agent.service;

import io.drover.agent.model.ServiceRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** All registrations that should exist for this node, and their digest. Changed by the event thread; any thread may read the digest. */
public final class NodeRegistrations {
    private final NavigableMap<String, ServiceRegistration> byId = new TreeMap<>();
    private final AtomicLong digest = new AtomicLong();

    /** Adds a registration or replaces the one with its id. */
    public void put(final ServiceRegistration registration) {
        final ServiceRegistration before = byId.put(registration.id(), registration);
        digest.addAndGet(ServiceDigest.of(registration) - (before == null ? 0 : ServiceDigest.of(before)));
    }

    /** Removes a registration; nothing happens when there is none with its id. */
    public void remove(final ServiceRegistration registration) {
        final ServiceRegistration before = byId.remove(registration.id());
        if (before != null) {
            digest.addAndGet(-ServiceDigest.of(before));
        }
    }

    /** All of them by id. */
    public List<ServiceRegistration> all() {
        return new ArrayList<>(byId.values());
    }

    /** See {@link ServiceDigest}. */
    public long digest() {
        return digest.get();
    }
}
