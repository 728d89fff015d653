package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.IdIndex;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.TreeIdIndex;
import java.util.Arrays;

/** Dynamic host volumes by id and by node. A volume stays when its node is forgotten, and finds it again when it comes back. */
public final class HostVolumeTable extends HostVolumeRows {
    private final IdIndex ids;
    private final TreeIdIndex byId;
    private final SparseLists ofNode;
    private int lostCount;

    HostVolumeTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.HOST_VOLUMES_MAX), heap);
        ids = new IdIndex(slab.rowCountMax());
        byId = new TreeIdIndex(slab.rowCountMax(), this);
        ofNode = new SparseLists(slab, HostVolumeDescriptor.OF_NODE);
    }

    /** The row of a volume, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    /** The order in which volumes are listed. */
    public IdOrder byId() {
        return byId;
    }

    /** Volumes of a node, in the order in which they were made. */
    public SparseLists ofNode() {
        return ofNode;
    }

    /** Adds a volume, taking over the reference to its namespace. There must be room. */
    public int insert(final long high, final long low, final int namespace) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a volume was checked");
        return link(row, high, low, namespace);
    }

    /** Adds a volume under the handle that a snapshot recorded. */
    public int restore(final long handle, final long high, final long low, final int namespace) {
        return link(Handles.restore(slab, handle), high, low, namespace);
    }

    /** Says which node a new volume is on; the row may be {@link Slab#NULL_ROW}. */
    public void settle(final int row, final long nodeHigh, final long nodeLow, final int node) {
        nodeId(row, nodeHigh, nodeLow);
        node(row, node);
        if (Slab.NULL_ROW == node) {
            lostCount++;
        } else {
            ofNode.add(node, row);
        }
    }

    /** The node is forgotten. */
    public void loseNode(final int node) {
        for (int row = ofNode.first(node); Slab.NULL_ROW != row; row = ofNode.first(node)) {
            ofNode.remove(node, row);
            node(row, Slab.NULL_ROW);
            lostCount++;
        }
    }

    /** A node is there, again perhaps: volumes that have waited for it are on it, in the order in which they were made. */
    public void findNode(final int node, final long nodeHigh, final long nodeLow) {
        if (0 == lostCount) {
            return;
        }
        long[] handles = new long[8];
        int count = 0;
        for (int row = slab.first(); Slab.NULL_ROW != row; row = slab.next(row)) {
            if (Slab.NULL_ROW == node(row) && nodeIdHigh(row) == nodeHigh && nodeIdLow(row) == nodeLow) {
                if (count == handles.length) {
                    handles = Arrays.copyOf(handles, count << 1);
                }
                handles[count++] = slab.handle(row);
            }
        }
        Arrays.sort(handles, 0, count);
        for (int i = 0; i < count; i++) {
            node((int) handles[i], node);
            ofNode.add(node, (int) handles[i]);
        }
        lostCount -= count;
    }

    /** Removes a volume that nothing uses and nobody claims. */
    public void remove(final int row) {
        byId.remove(row);
        ids.remove(idHigh(row), idLow(row));
        if (Slab.NULL_ROW == node(row)) {
            lostCount--;
        } else {
            ofNode.remove(node(row), row);
        }
        freeRow(row);
    }

    private int link(final int row, final long high, final long low, final int namespace) {
        id(row, high, low);
        namespace(row, namespace);
        Invariant.check(ids.put(high, low, row) && byId.add(row), "indexes have room for every row");
        return row;
    }
}
