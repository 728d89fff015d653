package io.drover.cluster.snapshot;

/** Hands out records of a snapshot in the order in which they were written. */
@FunctionalInterface
public interface SnapshotSource {
    /** Gives the next record to the sink; false when there is none any more. */
    boolean next(SnapshotSink sink);
}
