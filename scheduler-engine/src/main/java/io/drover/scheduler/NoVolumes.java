package io.drover.scheduler;

/** A state without dynamic host volumes. */
final class NoVolumes implements VolumeView {
    @Override
    public int find(final long idHigh, final long idLow, final int node, final int job) {
        return StateView.NULL_ROW;
    }

    @Override
    public boolean isReady(final int volume) {
        return false;
    }

    @Override
    public int capabilities(final int volume) {
        return 0;
    }

    @Override
    public int firstUse(final int volume) {
        return StateView.NULL_ROW;
    }

    @Override
    public int nextUse(final int use) {
        return StateView.NULL_ROW;
    }

    @Override
    public int user(final int use) {
        return StateView.NULL_ROW;
    }

    @Override
    public boolean isWriter(final int use) {
        return false;
    }

    @Override
    public int firstClaim(final int job) {
        return StateView.NULL_ROW;
    }

    @Override
    public int nextClaim(final int claim) {
        return StateView.NULL_ROW;
    }

    @Override
    public int claimGroup(final int claim) {
        return 0;
    }

    @Override
    public int claimVolume(final int claim) {
        return StateView.NULL_ROW;
    }

    @Override
    public int claimAlloc(final int claim) {
        return StateView.NULL_ROW;
    }
}
