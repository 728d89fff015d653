package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.VariableLocks;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.RootKeyTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.RootKeyAddDecoder;
import io.drover.sbe.command.RootKeyRemoveDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Root keys come, made elsewhere, and go. One is active at any time. */
final class RootKeyCommands {
    private static final DirectBuffer KEY_ID = Text.of("key id is missing or taken");
    private static final long NS_PER_MS = 1_000_000;

    private final ClusterState state;
    private final RootKeyTable keys;
    private final Heap heap;
    private final Step step;
    private final VariableLocks locks;
    private final RootKeyAddDecoder add = new RootKeyAddDecoder();
    private final RootKeyRemoveDecoder remove = new RootKeyRemoveDecoder();
    private final UnsafeBuffer publicKey = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer sealed = new UnsafeBuffer(0, 0);

    RootKeyCommands(final Engine engine) {
        state = engine.state();
        keys = state.rootKeys();
        heap = state.heap();
        step = engine.step();
        locks = engine.variableLocks();
    }

    ResultCode onAdd(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        add.wrap(buffer, offset, blockLength, version);
        final long high = add.keyId().high();
        final long low = add.keyId().low();
        final long publishTimeNs = add.publishTimeNs();
        final boolean isFull = add.isFull() == Bool.YES;
        add.wrapPublicKey(publicKey);
        add.wrapSealed(sealed);
        if (0 == (high | low) || Slab.NULL_ROW != keys.find(high, low)) {
            return outcome.reject(ResultCode.MALFORMED, KEY_ID);
        }
        if (!keys.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.ROOT_KEYS);
        }
        if (!heap.hasRoomFor((long) publicKey.capacity() + sealed.capacity(), 2)) {
            return outcome.full(LimitNames.ofHeap(heap, 2));
        }
        if (publishTimeNs != 0 && !state.deadlines().hasRoomFor(1)) {
            return outcome.full(LimitNames.DEADLINES);
        }

        step.begin();
        final int row = keys.insert(high, low);
        keys.publicKey(row, heap.put(publicKey, 0, publicKey.capacity()));
        keys.sealed(row, heap.put(sealed, 0, sealed.capacity()));
        keys.createIndex(row, step.index());
        keys.modifyIndex(row, step.index());
        keys.createTimeMs(row, step.nowMs());
        keys.publishTimeNs(row, publishTimeNs);
        if (publishTimeNs == 0) {
            locks.activateKey(row, isFull);
        } else {
            keys.state(row, RootKeyState.PREPUBLISHED);
            state.deadlines().schedule(DeadlineKind.ROOT_KEY_PUBLISH, row, publishTimeNs / NS_PER_MS);
            step.rootKey(row);
        }
        return ResultCode.OK;
    }

    /** The key that the cluster was born with is hidden, not erased: the secret of its links follows from it. */
    ResultCode onRemove(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        remove.wrap(buffer, offset, blockLength, version);
        final int row = keys.find(remove.keyId().high(), remove.keyId().low());
        if (Slab.NULL_ROW == row || keys.state(row) == RootKeyState.REMOVED) {
            return ResultCode.ROOT_KEY_NOT_FOUND;
        }
        if (keys.isActive(row)) {
            return ResultCode.ROOT_KEY_ACTIVE;
        }
        // Forcing cannot make a variable unreadable: references resolve, whoever asks.
        if (keys.sealedCount(row) > 0) {
            return ResultCode.ROOT_KEY_IN_USE;
        }

        step.begin();
        step.rootKey(row);
        state.deadlines().cancel(DeadlineKind.ROOT_KEY_PUBLISH, row);
        if (keys.isFirst(row)) {
            keys.state(row, RootKeyState.REMOVED);
            keys.modifyIndex(row, step.index());
        } else {
            keys.remove(row);
        }
        return ResultCode.OK;
    }
}
