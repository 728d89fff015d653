package io.drover.gateway.core;

/**
 * Knows until when this member may answer default reads without asking the others. A command that was sent at some time and later
 * confirmed proves that no other leader had taken over before it was sent; for the lease from then on none can have.
 * Written by the client's thread, read by any.
 */
final class LeaderLease {
    private final long leaseNs;
    private volatile long validUntilNs;
    private volatile boolean isHeld;

    LeaderLease(final long leaseNs) {
        this.leaseNs = leaseNs;
    }

    void onConfirmed(final long sentNs) {
        final long until = sentNs + leaseNs;
        if (!isHeld || until - validUntilNs > 0) {
            validUntilNs = until;
            isHeld = true;
        }
    }

    void onRoleChange() {
        isHeld = false;
    }

    boolean isValid(final long nowNs) {
        return isHeld && validUntilNs - nowNs > 0;
    }
}
