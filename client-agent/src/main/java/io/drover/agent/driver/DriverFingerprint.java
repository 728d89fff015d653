package io.drover.agent.driver;

import java.util.Map;

/**
 * What a driver reports about itself.
 *
 * @param detected whether the driver is present on this node.
 * @param healthy whether it can run tasks now.
 * @param healthDescription shown with the node, {@code Healthy} when all is well.
 * @param attributes node attributes such as {@code driver.docker.version}; {@code driver.<name>} itself is implied.
 * @param capabilities what its tasks support.
 */
public record DriverFingerprint(
        boolean detected,
        boolean healthy,
        String healthDescription,
        Map<String, String> attributes,
        Capabilities capabilities) {

    /** Copies the attributes. */
    public DriverFingerprint {
        attributes = Map.copyOf(attributes);
    }

    /** How much of the host's file system a task sees. */
    public enum FsIsolation {
        /** The task sees the host's paths. */
        NONE,
        /** The task is confined to its task directory as root. */
        CHROOT,
        /** The task sees an image and the mounted task directories. */
        IMAGE
    }

    /**
     * Static abilities of a driver.
     *
     * @param sendSignals whether {@link TaskHandle#signal} works.
     * @param exec whether commands can be run inside a task.
     * @param fsIsolation which paths tasks are told about.
     */
    public record Capabilities(boolean sendSignals, boolean exec, FsIsolation fsIsolation) {}
}
