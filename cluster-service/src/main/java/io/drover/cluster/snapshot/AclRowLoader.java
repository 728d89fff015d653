package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AclRowDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads entries of access control. */
final class AclRowLoader {
    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    AclRowLoader(final Engine engine) {
        state = engine.state();
        heap = state.heap();
    }

    void entry(final DirectBuffer record) {
        final AclRowDecoder row = new AclRowDecoder().wrapAndApplyHeader(record, 0, header);
        final AclKind kind = row.kind();
        if (kind == AclKind.NULL_VAL || kind == AclKind.SBE_UNKNOWN) {
            throw new SnapshotRefused("the snapshot has an entry of access control of an unknown kind");
        }
        final AclTable table = state.acl(kind);
        row.wrapKey(view);
        final int entry = table.restore(row.row(), heap.intern(view));
        table.createIndex(entry, row.createIndex());
        table.modifyIndex(entry, row.modifyIndex());
        table.expiresMs(entry, row.expiresMs());
        row.wrapAlias(view);
        table.alias(entry, heap.intern(view));
        row.wrapDocument(view);
        table.document(entry, heap.put(view, 0, view.capacity()));
    }
}
