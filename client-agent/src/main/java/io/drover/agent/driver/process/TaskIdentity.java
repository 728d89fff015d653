package io.drover.agent.driver.process;

/**
 * Names of a task.
 *
 * @param id unique per start.
 * @param allocId its allocation.
 * @param taskName its name in the job.
 */
record TaskIdentity(String id, String allocId, String taskName) {
    /** Unique on the node at any moment, for the task's control group. */
    String groupName() {
        return allocId + "." + taskName;
    }
}
