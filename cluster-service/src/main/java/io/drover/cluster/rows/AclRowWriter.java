package io.drover.cluster.rows;

import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.AclRowEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes entries of access control. */
public final class AclRowWriter {
    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AclRowEncoder entry = new AclRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public AclRowWriter(final ClusterState state) {
        this.state = state;
        heap = state.heap();
    }

    /** Writes a row and answers the length of the message. */
    public int write(final AclKind kind, final int row, final MutableDirectBuffer target, final int offset) {
        final AclTable table = state.acl(kind);
        entry.wrapAndApplyHeader(target, offset, header)
                .kind(kind)
                .row(row)
                .createIndex(table.createIndex(row))
                .modifyIndex(table.modifyIndex(row))
                .expiresMs(table.expiresMs(row));
        heap.strings().wrap(table.key(row), view);
        entry.putKey(view, 0, view.capacity());
        heap.strings().wrap(table.alias(row), view);
        entry.putAlias(view, 0, view.capacity());
        heap.wrap(table.document(row), view);
        entry.putDocument(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + entry.encodedLength();
    }
}
