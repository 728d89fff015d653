package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/** Storage plugins by id, and in that order. They follow from what nodes say of themselves. */
public final class CsiPluginTable extends CsiPluginRows {
    private final LongIndex ids;
    private final NameOrder byId;

    CsiPluginTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.CSI_PLUGINS_MAX), heap);
        ids = new LongIndex(slab.rowCountMax());
        byId = new NameOrder(
                heap.strings(), slab.rowCountMax(), (row, place) -> 0 == place ? pluginId(row) : StringTable.EMPTY);
    }

    /** The row of a plugin, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer id) {
        final int string = heap.strings().find(id, 0, id.capacity());
        return StringTable.NULL_STRING == string ? Slab.NULL_ROW : find(string);
    }

    /** The row of a plugin whose id is interned, or {@link Slab#NULL_ROW}. */
    public int find(final int id) {
        return ids.find(id);
    }

    /** The order in which plugins are listed. */
    public NameOrder byId() {
        return byId;
    }

    /** Adds a plugin, taking over the reference to its id. There must be room. */
    public int insert(final int id) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a plugin was checked");
        return link(row, id);
    }

    /** Adds a plugin in the row that a snapshot recorded. */
    public int restore(final int row, final int id) {
        slab.restore(row, 1);
        return link(row, id);
    }

    /** Removes a plugin that no node runs. */
    public void remove(final int row) {
        byId.index().remove(row);
        ids.remove(pluginId(row));
        freeRow(row);
    }

    private int link(final int row, final int id) {
        pluginId(row, id);
        Invariant.check(ids.put(id, row) && byId.index().add(row), "indexes have room for every row");
        return row;
    }
}
