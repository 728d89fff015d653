package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of an edge row, by row. Laid out in {@link EdgeDescriptor}. */
public abstract class EdgeRows {
    final Slab slab;
    final Heap heap;

    EdgeRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(EdgeDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long id(final int row) {
        return slab.getLong(row, EdgeDescriptor.ID);
    }

    public void id(final int row, final long value) {
        slab.putLong(row, EdgeDescriptor.ID, value);
    }

    public long lastSeenMs(final int row) {
        return slab.getLong(row, EdgeDescriptor.LAST_SEEN_MS);
    }

    public void lastSeenMs(final int row, final long value) {
        slab.putLong(row, EdgeDescriptor.LAST_SEEN_MS, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, EdgeDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, EdgeDescriptor.MODIFY_INDEX, value);
    }

    public int memberId(final int row) {
        return slab.getInt(row, EdgeDescriptor.MEMBER_ID);
    }

    public void memberId(final int row, final int value) {
        slab.putInt(row, EdgeDescriptor.MEMBER_ID, value);
    }

    public int name(final int row) {
        return slab.getInt(row, EdgeDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EdgeDescriptor.NAME));
        slab.putInt(row, EdgeDescriptor.NAME, string);
    }

    public int httpAddress(final int row) {
        return slab.getInt(row, EdgeDescriptor.HTTP_ADDRESS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void httpAddress(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EdgeDescriptor.HTTP_ADDRESS));
        slab.putInt(row, EdgeDescriptor.HTTP_ADDRESS, string);
    }

    public int linkAddress(final int row) {
        return slab.getInt(row, EdgeDescriptor.LINK_ADDRESS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void linkAddress(final int row, final int string) {
        heap.strings().release(slab.getInt(row, EdgeDescriptor.LINK_ADDRESS));
        slab.putInt(row, EdgeDescriptor.LINK_ADDRESS, string);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        name(row, 0);
        httpAddress(row, 0);
        linkAddress(row, 0);
        slab.free(row);
    }
}
