package io.drover.agent.model;

/**
 * A network of the task group.
 *
 * @param mode {@code host} (or empty), {@code bridge}, {@code none} or {@code cni/<name>}.
 * @param ip the host's address in it.
 */
public record AssignedNetwork(String mode, String ip) {
    /** Whether tasks see the host's own network. */
    public boolean isHost() {
        return mode.isEmpty() || "host".equals(mode);
    }
}
