package io.drover.gateway.endpoint;

import io.drover.gateway.core.CoreListener;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import java.util.Set;

/** Forgets what it knows when one of its tables changes. */
abstract class TableListener implements CoreListener {
    private final Set<TableId> tables;

    TableListener(final Set<TableId> tables) {
        this.tables = tables;
    }

    /** Called on the core client's thread. */
    abstract void onTableChange();

    @Override
    public void onChanges(final ChangesDecoder changes) {
        boolean isConcerned = false;
        for (final ChangesDecoder.RowsDecoder row : changes.rows()) {
            isConcerned |= tables.contains(row.table());
        }
        if (isConcerned) {
            onTableChange();
        }
    }

    @Override
    public void onChangesLost() {
        onTableChange();
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        onTableChange();
    }
}
