package io.drover.scheduler;

import org.agrona.DirectBuffer;

/** A state without volumes of storage plugins. */
final class NoCsiVolumes implements CsiView {
    @Override
    public int find(final int namespace, final int id) {
        return StateView.NULL_ROW;
    }

    @Override
    public int volumeId(final int volume) {
        return 0;
    }

    @Override
    public int plugin(final int volume) {
        return 0;
    }

    @Override
    public boolean isSchedulable(final int volume) {
        return false;
    }

    @Override
    public int capabilities(final int volume) {
        return 0;
    }

    @Override
    public int accessMode(final int volume) {
        return StateView.NULL_ROW;
    }

    @Override
    public int attachmentMode(final int volume) {
        return StateView.NULL_ROW;
    }

    @Override
    public void wrapTopologies(final int volume, final DirectBuffer view) {
        view.wrap(view, 0, 0);
    }

    @Override
    public int firstClaim(final int volume) {
        return StateView.NULL_ROW;
    }

    @Override
    public int nextClaim(final int claim) {
        return StateView.NULL_ROW;
    }

    @Override
    public boolean isWriter(final int claim) {
        return false;
    }

    @Override
    public int claimant(final int claim) {
        return StateView.NULL_ROW;
    }

    @Override
    public long claimantIdHigh(final int claim) {
        return 0;
    }

    @Override
    public long claimantIdLow(final int claim) {
        return 0;
    }

    @Override
    public int firstClaimOf(final int alloc) {
        return StateView.NULL_ROW;
    }

    @Override
    public int nextClaimOf(final int claim) {
        return StateView.NULL_ROW;
    }

    @Override
    public int claimed(final int claim) {
        return StateView.NULL_ROW;
    }
}
