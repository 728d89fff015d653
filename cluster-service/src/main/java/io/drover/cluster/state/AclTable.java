package io.drover.cluster.state;

import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/**
 * Entries of access control of one kind: documents found by a key and, where they have one, by an alias that no other entry of the
 * kind has. What a document says is not known here, but for when it expires.
 */
public final class AclTable extends AclRows {
    private final TableId table;
    private final LongIndex keys;
    private final LongIndex aliases;
    private final NameOrder byKey;

    AclTable(final TableId table, final int rowCountMax, final Heap heap) {
        super(rowCountMax, heap);
        this.table = table;
        keys = new LongIndex(rowCountMax);
        aliases = new LongIndex(rowCountMax);
        byKey = new NameOrder(heap.strings(), rowCountMax, (row, place) -> 0 == place ? key(row) : StringTable.EMPTY);
    }

    /** Which table this is to readers. */
    public TableId id() {
        return table;
    }

    /** The row of a key, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer key) {
        final int string = heap.strings().find(key, 0, key.capacity());
        return StringTable.NULL_STRING == string ? Slab.NULL_ROW : keys.find(string);
    }

    /** The row of an alias, or {@link Slab#NULL_ROW}. */
    public int findAlias(final DirectBuffer alias) {
        final int string = heap.strings().find(alias, 0, alias.capacity());
        return 0 == alias.capacity() || StringTable.NULL_STRING == string ? Slab.NULL_ROW : aliases.find(string);
    }

    /** The order in which they are listed. */
    public NameOrder byKey() {
        return byKey;
    }

    /** Adds an entry, taking over the reference to its key. There must be room. */
    public int insert(final int key) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for an entry was checked");
        return index(row, key);
    }

    /** Adds an entry in the row that a snapshot recorded. */
    public int restore(final int row, final int key) {
        slab.restore(row, 1);
        return index(row, key);
    }

    /** Changes what else the entry is found by, taking over the reference to it; no other entry may have it. */
    public void alias(final int row, final int string) {
        if (StringTable.EMPTY != alias(row)) {
            aliases.remove(alias(row));
        }
        putAlias(row, string);
        if (StringTable.EMPTY != string) {
            Invariant.check(aliases.put(string, row), "aliases have room for every row");
        }
    }

    /** Removes an entry. */
    public void remove(final int row) {
        byKey.index().remove(row);
        keys.remove(key(row));
        if (StringTable.EMPTY != alias(row)) {
            aliases.remove(alias(row));
        }
        freeRow(row);
    }

    private int index(final int row, final int key) {
        key(row, key);
        putAlias(row, StringTable.EMPTY);
        Invariant.check(keys.put(key, row) && byKey.index().add(row), "indexes have room for every row");
        return row;
    }
}
