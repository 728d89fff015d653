package io.drover.scheduler.plan;

/**
 * Why an allocation is stopped. The text is what clients read as its desired description.
 */
public enum StopReason {
    NOT_NEEDED("alloc not needed due to job update"),
    LOST("alloc is lost since its node is down"),
    MIGRATED("alloc is being migrated"),
    UPDATED("alloc is being updated due to job update"),
    /** It failed; its successor says so. */
    SUCCEEDED(""),
    RESCHEDULED("alloc was rescheduled because it failed"),
    NODE_TAINTED("alloc not needed as node is tainted"),
    RECONNECTED("alloc not needed due to disconnected client reconnect"),
    PREEMPTED("Preempted by alloc ID ");

    private final String text;

    StopReason(final String text) {
        this.text = text;
    }

    /** The desired description; that of {@link #PREEMPTED} is completed by the id of the other allocation. */
    public String text() {
        return text;
    }
}
