package io.drover.agent.model;

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

    /** Questions to the cluster that the news go to. */
    default ServerReads reads() {
        return ServerReads.NONE;
    }
}
