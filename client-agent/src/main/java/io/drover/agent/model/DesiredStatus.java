package io.drover.agent.model;

/** What the cluster wants of an allocation. */
public enum DesiredStatus {
    /** It should run. */
    RUN,
    /** It should end. */
    STOP,
    /** It should end to make room. */
    EVICT
}
