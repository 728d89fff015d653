package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.RootKeyTable;
import io.drover.cluster.state.VariableTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.RootKeyState;
import io.drover.scheduler.offheap.Slab;

/**
 * Locks of variables in time, and the states of root keys that follow from what they sealed.
 *
 * <pre>
 *            acquire                2 × TTL without renewal            delay
 *   free ──────────────► held ────────────────────────────► expired ─────────► free
 *     ▲                   │ release                            │ release
 *     └───────────────────┴────────────────────────────────────┘
 * </pre>
 *
 * <p>An expired lock can no longer be renewed, but still keeps others out for its delay.
 */
public final class VariableLocks {
    private static final long NS_PER_MS = 1_000_000;
    private static final int TTLS = 2;

    private final ClusterState state;
    private final VariableTable variables;
    private final RootKeyTable keys;
    private final Step step;

    public VariableLocks(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        variables = state.variables();
        keys = state.rootKeys();
    }

    /** Gives a held lock its full time. There must be room for a deadline when it had none. */
    public void arm(final int row) {
        schedule(row, TTLS * (variables.lockTtlNs(row) / NS_PER_MS));
    }

    /** Forgets when the lock ends. */
    public void disarm(final int row) {
        state.deadlines().cancel(DeadlineKind.VARIABLE_LOCK, row);
    }

    /** Frees a locked variable, within a step. */
    public void release(final int row) {
        disarm(row);
        variables.lock(row, 0, 0);
        variables.lockTtlNs(row, 0);
        variables.lockDelayNs(row, 0);
        variables.isLockExpired(row, false);
        variables.modifyIndex(row, step.index());
        step.variable(row);
    }

    /** Whether what comes next frees the lock, and needs a step: its delay is over, or it has none. */
    public boolean isOver(final int row) {
        return variables.isLockExpired(row) || variables.lockDelayNs(row) < NS_PER_MS;
    }

    /** The holder was silent for too long: the delay begins. */
    public void expire(final int row) {
        variables.isLockExpired(row, true);
        schedule(row, variables.lockDelayNs(row) / NS_PER_MS);
    }

    /** A key of which everything was sealed anew has done its work. */
    public void settleKey(final long high, final long low) {
        final int row = keys.find(high, low);
        if (Slab.NULL_ROW != row && keys.state(row) == RootKeyState.REKEYING && 0 == keys.sealedCount(row)) {
            changeKey(row, RootKeyState.INACTIVE);
        }
    }

    /** Makes a key the active one, and the one before, or with {@code isFull} all before, something else. */
    public void activateKey(final int active, final boolean isFull) {
        for (int row = keys.rows().first();
                Slab.NULL_ROW != row;
                row = keys.rows().next(row)) {
            final RootKeyState before = keys.state(row);
            if (row != active && (before == RootKeyState.ACTIVE || isFull && before == RootKeyState.INACTIVE)) {
                changeKey(row, isFull && keys.sealedCount(row) > 0 ? RootKeyState.REKEYING : RootKeyState.INACTIVE);
            }
        }
        changeKey(active, RootKeyState.ACTIVE);
    }

    private void changeKey(final int row, final RootKeyState to) {
        if (keys.state(row) != to) {
            keys.state(row, to);
            keys.modifyIndex(row, step.index());
            step.rootKey(row);
        }
    }

    private void schedule(final int row, final long delayMs) {
        state.deadlines().schedule(DeadlineKind.VARIABLE_LOCK, row, step.nowMs() + delayMs);
    }
}
