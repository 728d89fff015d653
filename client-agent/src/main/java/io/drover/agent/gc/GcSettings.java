package io.drover.agent.gc;

/**
 * Limits above which the oldest ended allocations are removed.
 *
 * @param intervalNs time between two looks at the disk.
 * @param parallelDestroys removals at the same time, at least 1.
 * @param diskUsageThreshold percent of the disk in use.
 * @param inodeUsageThreshold percent of the inodes in use.
 * @param maxAllocs allocations kept on the node, running ones counted.
 */
public record GcSettings(
        long intervalNs, int parallelDestroys, double diskUsageThreshold, double inodeUsageThreshold, int maxAllocs) {
    /** What the documentation promises. */
    public static final GcSettings DEFAULT = new GcSettings(60_000_000_000L, 2, 80, 70, 50);

    /** Corrects values that make no sense. */
    public GcSettings {
        parallelDestroys = Math.max(1, parallelDestroys);
    }
}
