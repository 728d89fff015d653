package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.sbe.common.AclKind;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.concurrent.UnsafeBuffer;

/** Entries of access control are found by their key and alias, and what expires will be removed. */
final class AclInvariants {
    private final ClusterState state;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    AclInvariants(final Engine engine) {
        state = engine.state();
    }

    void check(final Violations violations) {
        for (final AclKind kind : AclKind.values()) {
            if (kind != AclKind.NULL_VAL && kind != AclKind.SBE_UNKNOWN) {
                check(kind, state.acl(kind), violations);
            }
        }
    }

    private void check(final AclKind kind, final AclTable table, final Violations violations) {
        for (int row = table.rows().first();
                Slab.NULL_ROW != row;
                row = table.rows().next(row)) {
            state.heap().strings().wrap(table.key(row), view);
            violations.equal(row, table.find(view), "an entry is found by its key", row);
            if (StringTable.EMPTY != table.alias(row)) {
                state.heap().strings().wrap(table.alias(row), view);
                violations.equal(row, table.findAlias(view), "an entry is found by its alias", row);
            }
            violations.check(table.createIndex(row) <= table.modifyIndex(row), "indexes rise", row);
            violations.check(
                    0 == table.expiresMs(row) || isRemovedLater(kind, row), "what expires is removed later", row);
        }
    }

    private boolean isRemovedLater(final AclKind kind, final int row) {
        return kind == AclKind.TOKEN && state.deadlines().isScheduled(DeadlineKind.ACL_TOKEN, row)
                || kind == AclKind.ONE_TIME_TOKEN
                        && state.deadlines().isScheduled(DeadlineKind.ACL_ONE_TIME_TOKEN, row);
    }
}
