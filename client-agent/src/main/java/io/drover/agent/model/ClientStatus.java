package io.drover.agent.model;

/** What an agent says about an allocation. */
public enum ClientStatus {
    /** No task has started. */
    PENDING("pending", "No tasks have started"),
    /** At least one task runs. */
    RUNNING("running", "Tasks are running"),
    /** All tasks have ended as they should. */
    COMPLETE("complete", "All tasks have completed"),
    /** A task has failed. */
    FAILED("failed", "Failed tasks");

    private final String apiName;
    private final String description;

    ClientStatus(final String apiName, final String description) {
        this.apiName = apiName;
        this.description = description;
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** The sentence that goes with it when there is no better one. */
    public String description() {
        return description;
    }

    /** Whether nothing will change any more. */
    public boolean isTerminal() {
        return this == COMPLETE || this == FAILED;
    }
}
