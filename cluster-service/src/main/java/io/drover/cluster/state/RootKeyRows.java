package io.drover.cluster.state;

import io.drover.sbe.common.RootKeyState;
import io.drover.scheduler.offheap.Slab;

/** Fields of a root key row, by row. Laid out in {@link RootKeyDescriptor}. */
public abstract class RootKeyRows {
    final Slab slab;
    final Heap heap;

    RootKeyRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(RootKeyDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long idHigh(final int row) {
        return slab.getLong(row, RootKeyDescriptor.ID_HIGH);
    }

    public long idLow(final int row) {
        return slab.getLong(row, RootKeyDescriptor.ID_LOW);
    }

    public void id(final int row, final long high, final long low) {
        slab.putLong(row, RootKeyDescriptor.ID_HIGH, high);
        slab.putLong(row, RootKeyDescriptor.ID_LOW, low);
    }

    public long createIndex(final int row) {
        return slab.getLong(row, RootKeyDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, RootKeyDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, RootKeyDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, RootKeyDescriptor.MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, RootKeyDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, RootKeyDescriptor.CREATE_TIME_MS, value);
    }

    public int publicKey(final int row) {
        return slab.getInt(row, RootKeyDescriptor.PUBLIC_KEY);
    }

    /** Takes over a blob and frees the one before. */
    public void publicKey(final int row, final int blob) {
        heap.free(slab.getInt(row, RootKeyDescriptor.PUBLIC_KEY));
        slab.putInt(row, RootKeyDescriptor.PUBLIC_KEY, blob);
    }

    public int sealed(final int row) {
        return slab.getInt(row, RootKeyDescriptor.SEALED);
    }

    /** Takes over a blob and frees the one before. */
    public void sealed(final int row, final int blob) {
        heap.free(slab.getInt(row, RootKeyDescriptor.SEALED));
        slab.putInt(row, RootKeyDescriptor.SEALED, blob);
    }

    public boolean isActive(final int row) {
        return RootKeyState.ACTIVE == state(row);
    }

    public RootKeyState state(final int row) {
        return RootKeyState.get(slab.getByte(row, RootKeyDescriptor.STATE));
    }

    public void state(final int row, final RootKeyState value) {
        slab.putByte(row, RootKeyDescriptor.STATE, (byte) value.value());
    }

    public long publishTimeNs(final int row) {
        return slab.getLong(row, RootKeyDescriptor.PUBLISH_TIME_NS);
    }

    public void publishTimeNs(final int row, final long value) {
        slab.putLong(row, RootKeyDescriptor.PUBLISH_TIME_NS, value);
    }

    /** How many variables the key sealed. */
    public int sealedCount(final int row) {
        return slab.getInt(row, RootKeyDescriptor.SEALED_COUNT);
    }

    final void sealedCount(final int row, final int value) {
        slab.putInt(row, RootKeyDescriptor.SEALED_COUNT, value);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        publicKey(row, 0);
        sealed(row, 0);
        slab.free(row);
    }
}
