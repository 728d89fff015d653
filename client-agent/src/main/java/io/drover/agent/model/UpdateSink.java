package io.drover.agent.model;

import java.util.List;

/**
 * Where the agent's news go. Called on the agent's event thread only; implementations return at once, keep the newest update
 * per allocation and re-send until the cluster has acknowledged.
 */
public interface UpdateSink {
    /** An allocation changed. */
    void allocUpdated(AllocUpdate update);

    /** A service instance is offered, or offered differently. */
    void serviceUpserted(ServiceRegistration registration);

    /** A service instance is no longer offered; it may never have been acknowledged. */
    void serviceRemoved(ServiceRegistration registration);

    /**
     * All that is offered, and nothing else is: said once the tasks of an earlier life were found again, and whenever everything is said
     * again after that. Until it was said, what the cluster has of this node and was not named here may still be true.
     */
    void servicesOffered(List<ServiceRegistration> all);

    /** Questions to the cluster that the news go to. */
    default ServerReads reads() {
        return ServerReads.NONE;
    }
}
