package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/**
 * Volumes of storage plugins by (namespace, id), and in that order. Their secrets are sealed: the core neither sees nor needs them in
 * clear; the key that sealed them counts them.
 */
public final class CsiVolumeTable extends CsiVolumeRows {
    /** No mode: the volume is not claimed. */
    public static final int NO_MODE = -1;

    private final LongIndex names;
    private final NameOrder byId;
    private final RootKeyTable keys;

    CsiVolumeTable(final Limits limits, final Heap heap, final RootKeyTable keys) {
        super(limits.intValue(Limits.Key.CSI_VOLUMES_MAX), heap);
        this.keys = keys;
        names = new LongIndex(slab.rowCountMax());
        byId = new NameOrder(heap.strings(), slab.rowCountMax(), this::nameAt);
    }

    /** The row of a volume, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer namespace, final DirectBuffer id) {
        final StringTable strings = heap.strings();
        final int namespaceString = strings.find(namespace, 0, namespace.capacity());
        final int idString = strings.find(id, 0, id.capacity());
        return StringTable.NULL_STRING == namespaceString || StringTable.NULL_STRING == idString
                ? Slab.NULL_ROW
                : find(namespaceString, idString);
    }

    /** The row of a volume whose namespace and id are interned, or {@link Slab#NULL_ROW}. */
    public int find(final int namespace, final int id) {
        return names.find(key(namespace, id));
    }

    /** The order in which volumes are listed. */
    public NameOrder byId() {
        return byId;
    }

    /** Adds a volume, taking over the references to its names. There must be room. */
    public int insert(final int namespace, final int id) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a volume was checked");
        return link(row, namespace, id);
    }

    /** Adds a volume in the row that a snapshot recorded. */
    public int restore(final int row, final int namespace, final int id) {
        slab.restore(row, 1);
        return link(row, namespace, id);
    }

    /** Replaces the secrets, taking over the blob, and the key that they are sealed with, which must be there; zero for none. */
    public void seal(final int row, final long high, final long low, final int blob) {
        keys.addSealed(keyHigh(row), keyLow(row), -1);
        keyHigh(row, high);
        keyLow(row, low);
        secrets(row, blob);
        keys.addSealed(high, low, 1);
    }

    /** One more claim, or one less. The modes of the first one hold until the last one is gone. */
    public void count(final int row, final boolean isWriter, final int by) {
        if (isWriter) {
            writers(row, writers(row) + by);
        } else {
            readers(row, readers(row) + by);
        }
        if (0 == readers(row) + writers(row)) {
            accessMode(row, NO_MODE);
            attachmentMode(row, NO_MODE);
        }
    }

    /** Removes a volume that nobody claims. */
    public void remove(final int row) {
        keys.addSealed(keyHigh(row), keyLow(row), -1);
        byId.index().remove(row);
        names.remove(key(namespace(row), volumeId(row)));
        freeRow(row);
    }

    private int link(final int row, final int namespace, final int id) {
        namespace(row, namespace);
        volumeId(row, id);
        accessMode(row, NO_MODE);
        attachmentMode(row, NO_MODE);
        Invariant.check(names.put(key(namespace, id), row) && byId.index().add(row), "indexes have room for every row");
        return row;
    }

    private int nameAt(final int row, final int place) {
        return switch (place) {
            case 0 -> namespace(row);
            case 1 -> volumeId(row);
            default -> StringTable.EMPTY;
        };
    }

    private static long key(final int namespace, final int id) {
        return (long) namespace << Integer.SIZE | id;
    }
}
