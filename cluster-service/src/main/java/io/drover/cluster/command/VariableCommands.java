package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.VariableLocks;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VariableTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.VariableApplyDecoder;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.command.VariableRenewDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Variables and their locks. A locked variable is changed by those alone who name its lock. A check for an index comes before that of
 * the lock, as clients expect; an answer tells the variable's indexes and times in fields that are other commands' otherwise:
 *
 * <pre>
 *  evalId = lock id   evalIndex = CreateIndex   jobModifyIndex = ModifyIndex   nodeHandle = CreateTime ms   value = ModifyTime ms
 * </pre>
 */
final class VariableCommands {
    private static final DirectBuffer NAME = Text.of("namespace or path is empty");
    private static final DirectBuffer LOCK = Text.of("lock id is missing");
    private static final DirectBuffer OPERATION = Text.of("unknown operation");

    private final ClusterState state;
    private final VariableTable variables;
    private final Heap heap;
    private final Step step;
    private final VariableLocks locks;
    private final VariableApplyDecoder apply = new VariableApplyDecoder();
    private final VariableRenewDecoder renew = new VariableRenewDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer path = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer items = new UnsafeBuffer(0, 0);

    VariableCommands(final Engine engine) {
        state = engine.state();
        variables = state.variables();
        heap = state.heap();
        step = engine.step();
        locks = engine.variableLocks();
    }

    ResultCode onApply(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        apply.wrap(buffer, offset, blockLength, version);
        apply.wrapNamespace(namespace);
        apply.wrapPath(path);
        apply.wrapItems(items);
        if (0 == namespace.capacity() || 0 == path.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, NAME);
        }
        final int row = variables.find(namespace, path);
        return switch (apply.operation()) {
            case SET -> isLockedAgainst(row) ? locked(outcome) : write(row, outcome);
            case CHECK_AND_SET ->
                indexOf(row) != apply.checkIndex()
                        ? conflict(outcome)
                        : isLockedAgainst(row) ? locked(outcome) : write(row, outcome);
            case DELETE -> isLockedAgainst(row) ? locked(outcome) : delete(row);
            case CHECK_AND_DELETE ->
                indexOf(row) != apply.checkIndex()
                        ? conflict(outcome)
                        : isLockedAgainst(row) ? locked(outcome) : delete(row);
            case LOCK_ACQUIRE -> acquire(row, outcome);
            case LOCK_RELEASE -> release(row, outcome);
            default -> outcome.reject(ResultCode.MALFORMED, OPERATION);
        };
    }

    /** Nothing that has an index changes: only when the lock ends. */
    ResultCode onRenew(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        renew.wrap(buffer, offset, blockLength, version);
        renew.wrapNamespace(namespace);
        renew.wrapPath(path);
        final int row = variables.find(namespace, path);
        if (Slab.NULL_ROW == row) {
            return outcome.reject(ResultCode.VARIABLE_NOT_FOUND, path);
        }
        if (!variables.isLocked(row)) {
            return outcome.reject(ResultCode.VARIABLE_NOT_LOCKED, path);
        }
        if (!isLock(row, renew.lockId().high(), renew.lockId().low())) {
            return outcome.reject(ResultCode.VARIABLE_LOCKED, path);
        }
        if (variables.isLockExpired(row)) {
            return outcome.reject(ResultCode.VARIABLE_LOCK_EXPIRED, path);
        }
        locks.arm(row);
        return ResultCode.OK;
    }

    private ResultCode acquire(final int row, final Outcome outcome) {
        if (0 == (apply.lockId().high() | apply.lockId().low())) {
            return outcome.reject(ResultCode.MALFORMED, LOCK);
        }
        if (isLockedAgainst(row)) {
            return locked(outcome);
        }
        return state.deadlines().hasRoomFor(1) ? write(row, outcome) : outcome.full(LimitNames.DEADLINES);
    }

    /** The items stay as they are, and so does their time. */
    private ResultCode release(final int row, final Outcome outcome) {
        if (Slab.NULL_ROW == row) {
            return outcome.reject(ResultCode.VARIABLE_NOT_FOUND, path);
        }
        if (!variables.isLocked(row)) {
            return outcome.reject(ResultCode.VARIABLE_NOT_LOCKED, path);
        }
        if (isLockedAgainst(row)) {
            return locked(outcome);
        }
        step.begin();
        locks.release(row);
        answer(row, outcome);
        return ResultCode.OK;
    }

    private ResultCode write(final int found, final Outcome outcome) {
        final int key =
                state.rootKeys().find(apply.keyId().high(), apply.keyId().low());
        if (Slab.NULL_ROW == key) {
            return ResultCode.ROOT_KEY_NOT_FOUND;
        }
        if (Slab.NULL_ROW == found && !variables.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.VARIABLES);
        }
        if (!heap.hasRoomFor((long) namespace.capacity() + path.capacity() + items.capacity(), 3)) {
            return outcome.full(LimitNames.ofHeap(heap, 3));
        }

        step.begin();
        final int row = Slab.NULL_ROW == found ? create() : found;
        final long usedHigh = variables.keyHigh(row);
        final long usedLow = variables.keyLow(row);
        variables.modifyIndex(row, step.index());
        variables.modifyTimeMs(row, step.nowMs());
        variables.seal(row, apply.keyId().high(), apply.keyId().low(), heap.put(items, 0, items.capacity()));
        locks.settleKey(usedHigh, usedLow);
        if (apply.operation() == VariableOperation.LOCK_ACQUIRE) {
            final boolean isNew = !variables.isLocked(row);
            variables.lock(row, apply.lockId().high(), apply.lockId().low());
            variables.lockTtlNs(row, apply.lockTtlNs());
            variables.lockDelayNs(row, apply.lockDelayNs());
            if (isNew) {
                locks.arm(row);
            }
        } else if (variables.isLocked(row) && apply.lockTtlNs() > 0) {
            variables.lockTtlNs(row, apply.lockTtlNs());
            variables.lockDelayNs(row, apply.lockDelayNs());
        }
        step.variable(row);
        answer(row, outcome);
        return ResultCode.OK;
    }

    private int create() {
        final int row = variables.insert(heap.intern(namespace), heap.intern(path));
        variables.createIndex(row, step.index());
        variables.createTimeMs(row, step.nowMs());
        return row;
    }

    /** Deleting what is not there is no error. */
    private ResultCode delete(final int row) {
        if (Slab.NULL_ROW == row) {
            return ResultCode.OK;
        }
        step.begin();
        step.variable(row);
        step.leaving(TableId.VARIABLES, row);
        locks.disarm(row);
        final long usedHigh = variables.keyHigh(row);
        final long usedLow = variables.keyLow(row);
        variables.remove(row);
        locks.settleKey(usedHigh, usedLow);
        return ResultCode.OK;
    }

    private ResultCode conflict(final Outcome outcome) {
        return outcome.reject(ResultCode.VARIABLE_CONFLICT, path);
    }

    private ResultCode locked(final Outcome outcome) {
        return outcome.reject(ResultCode.VARIABLE_LOCKED, path);
    }

    private long indexOf(final int row) {
        return Slab.NULL_ROW == row ? 0 : variables.modifyIndex(row);
    }

    private boolean isLockedAgainst(final int row) {
        return Slab.NULL_ROW != row
                && variables.isLocked(row)
                && !isLock(row, apply.lockId().high(), apply.lockId().low());
    }

    private boolean isLock(final int row, final long high, final long low) {
        return variables.lockHigh(row) == high && variables.lockLow(row) == low;
    }

    private void answer(final int row, final Outcome outcome) {
        outcome.eval(variables.lockHigh(row), variables.lockLow(row), variables.createIndex(row))
                .jobModifyIndex(variables.modifyIndex(row))
                .node(variables.createTimeMs(row), 0)
                .value(variables.modifyTimeMs(row));
    }
}
