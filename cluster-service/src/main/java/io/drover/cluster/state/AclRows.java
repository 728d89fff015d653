package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a row of access control, by row. Laid out in {@link AclDescriptor}. */
public abstract class AclRows {
    final Slab slab;
    final Heap heap;

    AclRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(AclDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, AclDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, AclDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, AclDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, AclDescriptor.MODIFY_INDEX, value);
    }

    /** From when on the entry counts no more, 0 for never. */
    public long expiresMs(final int row) {
        return slab.getLong(row, AclDescriptor.EXPIRES_MS);
    }

    public void expiresMs(final int row, final long value) {
        slab.putLong(row, AclDescriptor.EXPIRES_MS, value);
    }

    public int key(final int row) {
        return slab.getInt(row, AclDescriptor.KEY);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void key(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AclDescriptor.KEY));
        slab.putInt(row, AclDescriptor.KEY, string);
    }

    /** What else the entry is found by; the empty string when nothing. */
    public int alias(final int row) {
        return slab.getInt(row, AclDescriptor.ALIAS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void putAlias(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AclDescriptor.ALIAS));
        slab.putInt(row, AclDescriptor.ALIAS, string);
    }

    public int document(final int row) {
        return slab.getInt(row, AclDescriptor.DOCUMENT);
    }

    /** Takes over a blob and frees the one before. */
    public void document(final int row, final int blob) {
        heap.free(slab.getInt(row, AclDescriptor.DOCUMENT));
        slab.putInt(row, AclDescriptor.DOCUMENT, blob);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        key(row, 0);
        putAlias(row, 0);
        document(row, 0);
        slab.free(row);
    }
}
