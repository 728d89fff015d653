package io.drover.agent.model;

/**
 * A port that the scheduler granted.
 *
 * @param label its name in the job.
 * @param value the port on the host.
 * @param to the port inside the allocation's network, 0 when it is the same, -1 when it follows {@code value}.
 * @param hostIp the host's address on which it is open.
 */
public record AssignedPort(String label, int value, int to, String hostIp) {
    /** The port that the task itself listens on. */
    public int insidePort() {
        return to > 0 ? to : value;
    }
}
