package io.drover.agent.gc;

import java.io.IOException;

/**
 * How full the disk of the allocations is.
 *
 * @param usedPercent percent of the space.
 * @param inodesUsedPercent percent of the inodes.
 */
public record DiskUsage(double usedPercent, double inodesUsedPercent) {
    /** Reads the usage; called on a worker. */
    @FunctionalInterface
    public interface Reader {
        /** The usage now. */
        DiskUsage read() throws IOException;
    }
}
