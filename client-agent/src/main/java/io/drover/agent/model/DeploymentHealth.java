package io.drover.agent.model;

/**
 * The agent's verdict about an allocation.
 *
 * @param healthy the verdict.
 * @param timestampNs when it was reached, nanoseconds since the epoch.
 */
public record DeploymentHealth(boolean healthy, long timestampNs) {}
