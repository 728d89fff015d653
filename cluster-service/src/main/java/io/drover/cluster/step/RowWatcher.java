package io.drover.cluster.step;

import io.drover.sbe.common.TableId;

/**
 * Sees which rows a step changes, in order, and can read them. It has no influence on state and never throws. Called on the service
 * thread.
 */
public interface RowWatcher {
    /** Sees nothing. */
    RowWatcher NONE = new RowWatcher() {
        @Override
        public void onChange(final TableId table, final int row) {}

        @Override
        public void onRemoval(final TableId table, final int row) {}

        @Override
        public void onEnd(final long index, final int cause, final int causeDetail) {}
    };

    /** A row was made or changed, perhaps not for the last time in this step; it may even be gone at its end. */
    void onChange(TableId table, int row);

    /** A row is still there, and will be removed next. */
    void onRemoval(TableId table, int row);

    /**
     * The step is complete.
     *
     * @param cause template id of the command, {@link Step#TIME} or {@link Step#EVALUATION}.
     * @param causeDetail what {@link Step#causeDetail} said, else 0.
     */
    void onEnd(long index, int cause, int causeDetail);
}
