package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.AclBootstrapDecoder;
import io.drover.sbe.command.AclDeleteDecoder;
import io.drover.sbe.command.AclUpsertDecoder;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Entries of access control. What they mean is the gateways' affair; here it is decided what must hold at the moment of a write:
 * that names and secrets are unique, that what is referred to is there, and that nobody overwrites what he has not seen.
 */
final class AclCommands {
    private static final DirectBuffer KEY = Text.of("key is empty");
    private static final DirectBuffer EXPIRES = Text.of("what expires must be a token that is removed later");
    private static final DirectBuffer KIND = Text.of("kind is unknown");

    private final ClusterState state;
    private final Heap heap;
    private final Step step;
    private final AclUpsertDecoder upsert = new AclUpsertDecoder();
    private final AclDeleteDecoder delete = new AclDeleteDecoder();
    private final AclBootstrapDecoder bootstrap = new AclBootstrapDecoder();
    private final UnsafeBuffer key = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer alias = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer reference = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer other = new UnsafeBuffer(0, 0);

    AclCommands(final Engine engine) {
        state = engine.state();
        heap = state.heap();
        step = engine.step();
    }

    ResultCode onUpsert(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        upsert.wrap(buffer, offset, blockLength, version);
        final AclKind kind = upsert.kind();
        if (!isKnown(kind)) {
            return outcome.reject(ResultCode.MALFORMED, KIND);
        }
        for (final AclUpsertDecoder.ReferencesDecoder each : upsert.references()) {
            final AclKind of = each.kind();
            each.wrapKey(reference);
            if (!isKnown(of) || Slab.NULL_ROW == state.acl(of).find(reference)) {
                return outcome.reject(ResultCode.ACL_REFERENCE_MISSING, reference);
            }
        }
        upsert.wrapKey(key);
        upsert.wrapAlias(alias);
        upsert.wrapDocument(document);
        final AclTable table = state.acl(kind);
        final int found = table.find(key);
        final long modifyIndex = Slab.NULL_ROW == found ? 0 : table.modifyIndex(found);
        if (upsert.checkIndex() == Bool.YES && upsert.modifyIndex() != modifyIndex) {
            outcome.value(modifyIndex);
            return outcome.reject(ResultCode.ACL_INDEX_CONFLICT, key);
        }
        if (upsert.expiresMs() > 0 && (upsert.removeMs() < upsert.expiresMs() || !hasDeadline(kind))) {
            return outcome.reject(ResultCode.MALFORMED, EXPIRES);
        }
        final ResultCode refusal = refusal(kind, found, outcome);
        if (refusal != ResultCode.OK) {
            return refusal;
        }

        step.begin();
        final int row = store(table, found);
        table.expiresMs(row, upsert.expiresMs());
        schedule(kind, row, upsert.removeMs());
        return ResultCode.OK;
    }

    ResultCode onDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        delete.wrap(buffer, offset, blockLength, version);
        delete.wrapKey(key);
        if (!isKnown(delete.kind())) {
            return outcome.reject(ResultCode.MALFORMED, KIND);
        }
        final AclTable table = state.acl(delete.kind());
        final boolean byAlias = delete.byAlias() == Bool.YES;
        final int row = byAlias ? table.findAlias(key) : table.find(key);
        if (Slab.NULL_ROW == row || byAlias && isExpired(table, row)) {
            return delete.mustExist() == Bool.YES ? outcome.reject(ResultCode.ACL_ENTRY_NOT_FOUND, key) : ResultCode.OK;
        }
        heap.strings().wrap(table.key(row), other);
        outcome.about(other);

        step.begin();
        step.acl(table, row);
        step.leaving(table.id(), row);
        schedule(delete.kind(), row, 0);
        table.remove(row);
        return ResultCode.OK;
    }

    ResultCode onBootstrap(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        bootstrap.wrap(buffer, offset, blockLength, version);
        bootstrap.wrapKey(key);
        bootstrap.wrapAlias(alias);
        bootstrap.wrapDocument(document);
        final long last = state.indexes().of(TableId.ACL_BOOTSTRAP);
        if (last > 0 && bootstrap.resetIndex() != last) {
            outcome.value(last);
            return ResultCode.ACL_BOOTSTRAPPED;
        }
        final AclTable tokens = state.acl(AclKind.TOKEN);
        final int found = tokens.find(key);
        final ResultCode refusal = refusal(AclKind.TOKEN, found, outcome);
        if (refusal != ResultCode.OK) {
            return refusal;
        }

        step.begin();
        final int row = store(tokens, found);
        tokens.expiresMs(row, 0);
        schedule(AclKind.TOKEN, row, 0);
        step.single(TableId.ACL_BOOTSTRAP);
        return ResultCode.OK;
    }

    private ResultCode refusal(final AclKind kind, final int found, final Outcome outcome) {
        final AclTable table = state.acl(kind);
        if (0 == key.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, KEY);
        }
        final int holder = table.findAlias(alias);
        if (Slab.NULL_ROW != holder && holder != found) {
            heap.strings().wrap(table.key(holder), other);
            return outcome.reject(ResultCode.ACL_ALIAS_TAKEN, other);
        }
        if (Slab.NULL_ROW == found && !table.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.ACL[kind.value()]);
        }
        if (!state.deadlines().hasRoomFor(1)) {
            return outcome.full(LimitNames.DEADLINES);
        }
        if (!heap.hasRoomFor((long) key.capacity() + alias.capacity() + document.capacity(), 3)) {
            return outcome.full(LimitNames.ofHeap(heap, 3));
        }
        return ResultCode.OK;
    }

    private int store(final AclTable table, final int found) {
        final int row = Slab.NULL_ROW == found ? table.insert(heap.intern(key)) : found;
        if (Slab.NULL_ROW == found) {
            table.createIndex(row, step.index());
        }
        table.modifyIndex(row, step.index());
        table.alias(row, heap.intern(alias));
        table.document(row, heap.put(document, 0, document.capacity()));
        step.acl(table, row);
        return row;
    }

    private void schedule(final AclKind kind, final int row, final long removeMs) {
        if (!hasDeadline(kind)) {
            return;
        }
        final int deadline = kind == AclKind.TOKEN ? DeadlineKind.ACL_TOKEN : DeadlineKind.ACL_ONE_TIME_TOKEN;
        if (removeMs > 0) {
            state.deadlines().schedule(deadline, row, removeMs);
        } else {
            state.deadlines().cancel(deadline, row);
        }
    }

    private boolean isExpired(final AclTable table, final int row) {
        return table.expiresMs(row) > 0 && table.expiresMs(row) <= step.nowMs();
    }

    private static boolean hasDeadline(final AclKind kind) {
        return kind == AclKind.TOKEN || kind == AclKind.ONE_TIME_TOKEN;
    }

    private static boolean isKnown(final AclKind kind) {
        return kind != AclKind.NULL_VAL && kind != AclKind.SBE_UNKNOWN;
    }
}
