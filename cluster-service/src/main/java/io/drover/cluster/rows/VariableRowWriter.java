package io.drover.cluster.rows;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.VariableTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.VariableRowEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes variables. */
public final class VariableRowWriter {
    private final VariableTable variables;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final VariableRowEncoder encoder = new VariableRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public VariableRowWriter(final ClusterState state) {
        variables = state.variables();
        heap = state.heap();
    }

    /** Writes a variable, with its sealed items or without, and returns the length of the message with its header. */
    public int write(final int row, final boolean withItems, final MutableDirectBuffer target, final int offset) {
        encoder.wrapAndApplyHeader(target, offset, header);
        encoder.createIndex(variables.createIndex(row))
                .modifyIndex(variables.modifyIndex(row))
                .createTimeMs(variables.createTimeMs(row))
                .modifyTimeMs(variables.modifyTimeMs(row));
        encoder.keyId().high(variables.keyHigh(row)).low(variables.keyLow(row));
        encoder.lockId().high(variables.lockHigh(row)).low(variables.lockLow(row));
        encoder.lockTtlNs(variables.lockTtlNs(row))
                .lockDelayNs(variables.lockDelayNs(row))
                .isLockExpired(Bools.of(variables.isLockExpired(row)))
                .row(row);
        heap.strings().wrap(variables.namespace(row), view);
        encoder.putNamespace(view, 0, view.capacity());
        heap.strings().wrap(variables.path(row), view);
        encoder.putPath(view, 0, view.capacity());
        heap.wrap(variables.items(row), view);
        encoder.putItems(view, 0, withItems ? view.capacity() : 0);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
