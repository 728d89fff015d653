package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a variable row, by row. Laid out in {@link VariableDescriptor}. */
public abstract class VariableRows {
    final Slab slab;
    final Heap heap;

    VariableRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(VariableDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, VariableDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, VariableDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, VariableDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, VariableDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.MODIFY_TIME_MS, value);
    }

    public long keyHigh(final int row) {
        return slab.getLong(row, VariableDescriptor.KEY_HIGH);
    }

    public long keyLow(final int row) {
        return slab.getLong(row, VariableDescriptor.KEY_LOW);
    }

    public long lockHigh(final int row) {
        return slab.getLong(row, VariableDescriptor.LOCK_HIGH);
    }

    public long lockLow(final int row) {
        return slab.getLong(row, VariableDescriptor.LOCK_LOW);
    }

    public long lockTtlNs(final int row) {
        return slab.getLong(row, VariableDescriptor.LOCK_TTL_NS);
    }

    public void lockTtlNs(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.LOCK_TTL_NS, value);
    }

    public long lockDelayNs(final int row) {
        return slab.getLong(row, VariableDescriptor.LOCK_DELAY_NS);
    }

    public void lockDelayNs(final int row, final long value) {
        slab.putLong(row, VariableDescriptor.LOCK_DELAY_NS, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, VariableDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, VariableDescriptor.NAMESPACE));
        slab.putInt(row, VariableDescriptor.NAMESPACE, string);
    }

    public int path(final int row) {
        return slab.getInt(row, VariableDescriptor.PATH);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void path(final int row, final int string) {
        heap.strings().release(slab.getInt(row, VariableDescriptor.PATH));
        slab.putInt(row, VariableDescriptor.PATH, string);
    }

    /** The root key that sealed the items. */
    final void key(final int row, final long high, final long low) {
        slab.putLong(row, VariableDescriptor.KEY_HIGH, high);
        slab.putLong(row, VariableDescriptor.KEY_LOW, low);
    }

    /** The lock that is held; zeros for none. */
    public void lock(final int row, final long high, final long low) {
        slab.putLong(row, VariableDescriptor.LOCK_HIGH, high);
        slab.putLong(row, VariableDescriptor.LOCK_LOW, low);
    }

    public int items(final int row) {
        return slab.getInt(row, VariableDescriptor.ITEMS);
    }

    /** Takes over a blob and frees the one before. */
    final void items(final int row, final int blob) {
        heap.free(slab.getInt(row, VariableDescriptor.ITEMS));
        slab.putInt(row, VariableDescriptor.ITEMS, blob);
    }

    public boolean isLockExpired(final int row) {
        return slab.getByte(row, VariableDescriptor.IS_LOCK_EXPIRED) != 0;
    }

    public void isLockExpired(final int row, final boolean value) {
        slab.putByte(row, VariableDescriptor.IS_LOCK_EXPIRED, (byte) (value ? 1 : 0));
    }

    public boolean isLocked(final int row) {
        return (lockHigh(row) | lockLow(row)) != 0;
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        path(row, 0);
        items(row, 0);
        slab.free(row);
    }
}
