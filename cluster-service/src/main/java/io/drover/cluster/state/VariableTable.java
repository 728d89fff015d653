package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/**
 * Variables by (namespace, path), and in that order. Items are sealed: the core neither sees nor needs them in clear. How many items
 * each root key sealed is counted with the key.
 */
public final class VariableTable extends VariableRows {
    private final LongIndex names;
    private final NameOrder byPath;
    private final RootKeyTable keys;

    VariableTable(final Limits limits, final Heap heap, final RootKeyTable keys) {
        super(limits.intValue(Limits.Key.VARIABLES_MAX), heap);
        this.keys = keys;
        names = new LongIndex(slab.rowCountMax());
        byPath = new NameOrder(heap.strings(), slab.rowCountMax(), this::nameAt);
    }

    /** The row of a variable, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer namespace, final DirectBuffer path) {
        final StringTable strings = heap.strings();
        final int namespaceString = strings.find(namespace, 0, namespace.capacity());
        final int pathString = strings.find(path, 0, path.capacity());
        return StringTable.NULL_STRING == namespaceString || StringTable.NULL_STRING == pathString
                ? Slab.NULL_ROW
                : names.find(key(namespaceString, pathString));
    }

    /** The order in which variables are listed. */
    public NameOrder byPath() {
        return byPath;
    }

    /** Adds a variable, taking over the references to its names. There must be room. */
    public int insert(final int namespace, final int path) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a variable was checked");
        return index(row, namespace, path);
    }

    /** Adds a variable in the row that a snapshot recorded. */
    public int restore(final int row, final int namespace, final int path) {
        slab.restore(row, 1);
        return index(row, namespace, path);
    }

    /** Replaces the items, taking over the blob, and the key that they are sealed with, which must be there. */
    public void seal(final int row, final long keyHigh, final long keyLow, final int blob) {
        keys.addSealed(keyHigh(row), keyLow(row), -1);
        key(row, keyHigh, keyLow);
        items(row, blob);
        keys.addSealed(keyHigh, keyLow, 1);
    }

    /** Removes a variable, whose deadline was cancelled. */
    public void remove(final int row) {
        keys.addSealed(keyHigh(row), keyLow(row), -1);
        byPath.index().remove(row);
        names.remove(key(namespace(row), path(row)));
        freeRow(row);
    }

    private int index(final int row, final int namespace, final int path) {
        namespace(row, namespace);
        path(row, path);
        Invariant.check(
                names.put(key(namespace, path), row) && byPath.index().add(row), "indexes have room for every row");
        return row;
    }

    private int nameAt(final int row, final int place) {
        return switch (place) {
            case 0 -> namespace(row);
            case 1 -> path(row);
            default -> StringTable.EMPTY;
        };
    }

    private static long key(final int namespace, final int path) {
        return (long) namespace << Integer.SIZE | path;
    }
}
