package io.drover.agent.service;

import io.drover.agent.model.ServiceRegistration;

/** Hears which registrations should exist; called on the event thread. */
public interface ServiceListener {
    /** A service instance is offered, or offered differently. */
    void serviceUpserted(ServiceRegistration registration);

    /** A service instance is no longer offered. */
    void serviceRemoved(ServiceRegistration registration);
}
