package io.drover.cluster.state;

import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/** Namespaces, or node pools: a name with a document, and how many rows of other tables refer to it. */
public final class NamedTable extends NamedRows {
    private final LongIndex names;
    private final NameOrder byName;

    NamedTable(final int rowCountMax, final Heap heap) {
        super(rowCountMax, heap);
        names = new LongIndex(rowCountMax);
        byName = new NameOrder(heap.strings(), rowCountMax, (row, place) -> 0 == place ? name(row) : StringTable.EMPTY);
    }

    /** The row of a name, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer name) {
        final int string = heap.strings().find(name, 0, name.capacity());
        return StringTable.NULL_STRING == string ? Slab.NULL_ROW : find(string);
    }

    /** The row of an interned name, or {@link Slab#NULL_ROW}. */
    public int find(final int name) {
        return names.find(name);
    }

    /** The order in which they are listed. */
    public NameOrder byName() {
        return byName;
    }

    /** Adds a name, taking over the reference to it. There must be room. */
    public int insert(final int name) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a name was checked");
        name(row, name);
        Invariant.check(names.put(name, row) && byName.index().add(row), "indexes have room for every row");
        return row;
    }

    /** Removes a name that nothing refers to. */
    public void remove(final int row) {
        Invariant.check(0 == memberCount(row), "nothing refers to the name", row, memberCount(row));
        byName.index().remove(row);
        names.remove(name(row));
        freeRow(row);
    }

    /** Counts one more row, or one less, that refers to a name. */
    public void addMember(final int row, final int delta) {
        memberCount(row, memberCount(row) + delta);
        Invariant.check(memberCount(row) >= 0, "members are not negative", row);
    }
}
