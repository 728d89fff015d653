package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a namespace or node pool row, by row. Laid out in {@link NamedDescriptor}. */
public abstract class NamedRows {
    final Slab slab;
    final Heap heap;

    NamedRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(NamedDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, NamedDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, NamedDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, NamedDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, NamedDescriptor.MODIFY_INDEX, value);
    }

    public int name(final int row) {
        return slab.getInt(row, NamedDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NamedDescriptor.NAME));
        slab.putInt(row, NamedDescriptor.NAME, string);
    }

    public int document(final int row) {
        return slab.getInt(row, NamedDescriptor.DOCUMENT);
    }

    /** Takes over a blob and frees the one before. */
    public void document(final int row, final int blob) {
        heap.free(slab.getInt(row, NamedDescriptor.DOCUMENT));
        slab.putInt(row, NamedDescriptor.DOCUMENT, blob);
    }

    /** Jobs of a namespace; jobs and nodes of a pool. */
    public int memberCount(final int row) {
        return slab.getInt(row, NamedDescriptor.MEMBER_COUNT);
    }

    public void memberCount(final int row, final int value) {
        slab.putInt(row, NamedDescriptor.MEMBER_COUNT, value);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        name(row, 0);
        document(row, 0);
        slab.free(row);
    }
}
