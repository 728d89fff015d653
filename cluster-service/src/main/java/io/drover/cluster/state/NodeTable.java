package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.IdIndex;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.TreeIdIndex;

/** Nodes by row, id and handle. What the scheduler scans of them lies in the fleet's columns, under the same row numbers. */
public final class NodeTable extends NodeRows {
    private final IdIndex ids;
    private final TreeIdIndex byId;
    private final NodeEvents eventLog;

    NodeTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.NODES_MAX), heap);
        ids = new IdIndex(slab.rowCountMax());
        eventLog = new NodeEvents(this, heap);
        byId = new TreeIdIndex(slab.rowCountMax(), this);
    }

    /** The row of a node, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    /** The order in which nodes are listed. */
    public IdOrder byId() {
        return byId;
    }

    /** What happened to nodes. */
    public NodeEvents eventLog() {
        return eventLog;
    }

    /** Adds a node, for which there must be room. */
    public int insert(final long high, final long low) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a node was checked");
        link(row, high, low);
        return row;
    }

    /** Adds a node under the handle that a snapshot recorded. */
    public int restore(final long handle, final long high, final long low) {
        final int row = Handles.restore(slab, handle);
        link(row, high, low);
        return row;
    }

    /** Removes a node that no list refers to any more. */
    public void remove(final int row) {
        byId.remove(row);
        ids.remove(idHigh(row), idLow(row));
        freeRow(row);
    }

    public boolean isReady(final int row) {
        return status(row) == NodeStatus.READY && !isIneligible(row) && !isDraining(row);
    }

    private void link(final int row, final long high, final long low) {
        id(row, high, low);
        Invariant.check(ids.put(high, low, row) && byId.add(row), "indexes have room for every row");
    }
}
