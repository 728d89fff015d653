package io.drover.cluster.state;

import io.drover.sbe.common.HostVolumeState;
import io.drover.scheduler.offheap.Slab;

/** Fields of a host volume's row, by row. Laid out in {@link HostVolumeDescriptor}. */
public abstract class HostVolumeRows implements CreatedRows {
    private static final HostVolumeState[] STATES = HostVolumeState.values();

    final Slab slab;
    final Heap heap;

    HostVolumeRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(HostVolumeDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.ID_LOW);
    }

    final void id(final int row, final long high, final long low) {
        slab.putLong(row, HostVolumeDescriptor.ID_HIGH, high);
        slab.putLong(row, HostVolumeDescriptor.ID_LOW, low);
    }

    public long nodeIdHigh(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.NODE_ID_HIGH);
    }

    public long nodeIdLow(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.NODE_ID_LOW);
    }

    /** The node that has it, known at the moment or not. */
    final void nodeId(final int row, final long high, final long low) {
        slab.putLong(row, HostVolumeDescriptor.NODE_ID_HIGH, high);
        slab.putLong(row, HostVolumeDescriptor.NODE_ID_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, HostVolumeDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, HostVolumeDescriptor.MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, HostVolumeDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, HostVolumeDescriptor.MODIFY_TIME_MS, value);
    }

    public long capacityBytes(final int row) {
        return slab.getLong(row, HostVolumeDescriptor.CAPACITY_BYTES);
    }

    public void capacityBytes(final int row, final long value) {
        slab.putLong(row, HostVolumeDescriptor.CAPACITY_BYTES, value);
    }

    /** Bits of {@link io.drover.scheduler.spec.VolumeModes#capability}. */
    public int capabilities(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.CAPABILITIES);
    }

    public void capabilities(final int row, final int value) {
        slab.putInt(row, HostVolumeDescriptor.CAPABILITIES, value);
    }

    /** Row of its node, or {@link Slab#NULL_ROW} while the cluster does not know the node. */
    public int node(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.NODE) - 1;
    }

    final void node(final int row, final int node) {
        slab.putInt(row, HostVolumeDescriptor.NODE, node + 1);
    }

    public int namespace(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeDescriptor.NAMESPACE));
        slab.putInt(row, HostVolumeDescriptor.NAMESPACE, string);
    }

    public int name(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeDescriptor.NAME));
        slab.putInt(row, HostVolumeDescriptor.NAME, string);
    }

    public int plugin(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.PLUGIN);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void plugin(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeDescriptor.PLUGIN));
        slab.putInt(row, HostVolumeDescriptor.PLUGIN, string);
    }

    public int pool(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.POOL);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void pool(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeDescriptor.POOL));
        slab.putInt(row, HostVolumeDescriptor.POOL, string);
    }

    public int document(final int row) {
        return slab.getInt(row, HostVolumeDescriptor.DOCUMENT);
    }

    /** Takes over a blob and frees the one before. */
    public void document(final int row, final int blob) {
        heap.free(slab.getInt(row, HostVolumeDescriptor.DOCUMENT));
        slab.putInt(row, HostVolumeDescriptor.DOCUMENT, blob);
    }

    public HostVolumeState state(final int row) {
        return STATES[slab.getByte(row, HostVolumeDescriptor.STATE)];
    }

    public void state(final int row, final HostVolumeState value) {
        slab.putByte(row, HostVolumeDescriptor.STATE, (byte) value.ordinal());
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        name(row, 0);
        plugin(row, 0);
        pool(row, 0);
        document(row, 0);
        slab.free(row);
    }
}
