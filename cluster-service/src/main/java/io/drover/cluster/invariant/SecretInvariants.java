package io.drover.cluster.invariant;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.RootKeyTable;
import io.drover.cluster.state.VariableTable;
import io.drover.sbe.common.RootKeyState;
import io.drover.scheduler.offheap.Slab;

/** Variables against the keys that sealed them, and locks against time. */
final class SecretInvariants {
    private final ClusterState state;
    private final VariableTable variables;
    private final RootKeyTable keys;

    SecretInvariants(final ClusterState state) {
        this.state = state;
        variables = state.variables();
        keys = state.rootKeys();
    }

    void check(final Violations violations) {
        final int[] sealed = new int[keys.rows().rowCountMax()];
        for (int row = variables.rows().first();
                Slab.NULL_ROW != row;
                row = variables.rows().next(row)) {
            final int key = keys.find(variables.keyHigh(row), variables.keyLow(row));
            violations.check(Slab.NULL_ROW != key, "the key of a variable is there", row);
            if (Slab.NULL_ROW != key) {
                sealed[key]++;
            }
            violations.check(
                    variables.isLocked(row) == state.deadlines().isScheduled(DeadlineKind.VARIABLE_LOCK, row),
                    "a lock ends some time",
                    row);
            violations.check(variables.isLocked(row) || !variables.isLockExpired(row), "only a lock expires", row);
        }
        final CsiVolumeTable volumes = state.csiVolumes();
        for (int row = volumes.rows().first();
                Slab.NULL_ROW != row;
                row = volumes.rows().next(row)) {
            final int key = keys.find(volumes.keyHigh(row), volumes.keyLow(row));
            if (Slab.NULL_ROW != key) {
                sealed[key]++;
            }
        }
        int active = 0;
        for (int row = keys.rows().first();
                Slab.NULL_ROW != row;
                row = keys.rows().next(row)) {
            violations.check(sealed[row] == keys.sealedCount(row), "a key counts what it sealed", row);
            violations.check(
                    keys.state(row) != RootKeyState.REKEYING || sealed[row] > 0, "a key without variables rests", row);
            violations.check(
                    keys.state(row)
                            == RootKeyState.PREPUBLISHED
                            == state.deadlines().isScheduled(DeadlineKind.ROOT_KEY_PUBLISH, row),
                    "a prepublished key is published some time",
                    row);
            active += keys.isActive(row) ? 1 : 0;
        }
        violations.check(keys.rows().count() == 0 || active == 1, "one key is active", active);
    }
}
