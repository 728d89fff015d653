package io.drover.agent;

import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.model.UpdateSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps everything that an agent reports and lets a test wait for it. */
final class RecordingSink implements UpdateSink {
    private static final long TIMEOUT_S = 30;

    private final List<AllocUpdate> updates = new ArrayList<>();
    private final Map<String, AllocUpdate> newest = new TreeMap<>();
    private final Map<String, ServiceRegistration> services = new TreeMap<>();

    @Override
    public synchronized void allocUpdated(final AllocUpdate update) {
        updates.add(update);
        newest.put(update.allocId(), update);
        notifyAll();
    }

    @Override
    public synchronized void serviceUpserted(final ServiceRegistration registration) {
        services.put(registration.id(), registration);
        notifyAll();
    }

    @Override
    public synchronized void serviceRemoved(final ServiceRegistration registration) {
        services.remove(registration.id());
        notifyAll();
    }

    @Override
    public synchronized void servicesOffered(final List<ServiceRegistration> all) {
        services.clear();
        all.forEach(registration -> services.put(registration.id(), registration));
        notifyAll();
    }

    synchronized Map<String, ServiceRegistration> services() {
        return new TreeMap<>(services);
    }

    synchronized List<AllocUpdate> updates() {
        return new ArrayList<>(updates);
    }

    AllocUpdate awaitStatus(final String allocId, final ClientStatus status) throws InterruptedException {
        return await(allocId, update -> update.clientStatus() == status);
    }

    synchronized AllocUpdate await(final String allocId, final Predicate<AllocUpdate> condition)
            throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (true) {
            final AllocUpdate update = newest.get(allocId);
            if (update != null && condition.test(update)) {
                return update;
            }
            final long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (remainingMs <= 0) {
                throw new AssertionError("not reported within " + TIMEOUT_S + " s; last: "
                        + (update == null ? "nothing" : update.clientStatus() + " " + states(update)));
            }
            wait(remainingMs);
        }
    }

    static String states(final AllocUpdate update) {
        return new String(update.taskStates(), StandardCharsets.UTF_8);
    }
}
