package io.drover.cluster.snapshot;

/** A snapshot cannot be loaded; the message says why in a sentence. The state machine is as it was. */
public class SnapshotRefused extends RuntimeException {
    public SnapshotRefused(final String message) {
        super(message);
    }

    public SnapshotRefused(final String message, final Throwable cause) {
        super(message, cause);
    }
}
