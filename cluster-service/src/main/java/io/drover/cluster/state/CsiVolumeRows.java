package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of the row of a storage plugin's volume, by row. Laid out in {@link CsiVolumeDescriptor}. */
public abstract class CsiVolumeRows {
    final Slab slab;
    final Heap heap;

    CsiVolumeRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(CsiVolumeDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.MODIFY_TIME_MS, value);
    }

    /** Root key that the secrets are sealed with; zero: there are none. */
    public long keyHigh(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.KEY_HIGH);
    }

    final void keyHigh(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.KEY_HIGH, value);
    }

    public long keyLow(final int row) {
        return slab.getLong(row, CsiVolumeDescriptor.KEY_LOW);
    }

    final void keyLow(final int row, final long value) {
        slab.putLong(row, CsiVolumeDescriptor.KEY_LOW, value);
    }

    /** Bits of {@link io.drover.scheduler.spec.VolumeModes#capability}. */
    public int capabilities(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.CAPABILITIES);
    }

    public void capabilities(final int row, final int value) {
        slab.putInt(row, CsiVolumeDescriptor.CAPABILITIES, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiVolumeDescriptor.NAMESPACE));
        slab.putInt(row, CsiVolumeDescriptor.NAMESPACE, string);
    }

    public int volumeId(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.VOLUME_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void volumeId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiVolumeDescriptor.VOLUME_ID));
        slab.putInt(row, CsiVolumeDescriptor.VOLUME_ID, string);
    }

    /** String id of its plugin, which may not be there at the moment. */
    public int plugin(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.PLUGIN);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void plugin(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiVolumeDescriptor.PLUGIN));
        slab.putInt(row, CsiVolumeDescriptor.PLUGIN, string);
    }

    public int name(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiVolumeDescriptor.NAME));
        slab.putInt(row, CsiVolumeDescriptor.NAME, string);
    }

    /** As {@link io.drover.scheduler.spec.Topologies} lays them out; 0: it can be reached from everywhere. */
    public int topologies(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.TOPOLOGIES);
    }

    /** Takes over a blob and frees the one before. */
    public void topologies(final int row, final int blob) {
        heap.free(slab.getInt(row, CsiVolumeDescriptor.TOPOLOGIES));
        slab.putInt(row, CsiVolumeDescriptor.TOPOLOGIES, blob);
    }

    /** What clients gave beside. */
    public int document(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.DOCUMENT);
    }

    /** Takes over a blob and frees the one before. */
    public void document(final int row, final int blob) {
        heap.free(slab.getInt(row, CsiVolumeDescriptor.DOCUMENT));
        slab.putInt(row, CsiVolumeDescriptor.DOCUMENT, blob);
    }

    /** Sealed. */
    public int secrets(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.SECRETS);
    }

    /** Takes over a blob and frees the one before. */
    final void secrets(final int row, final int blob) {
        heap.free(slab.getInt(row, CsiVolumeDescriptor.SECRETS));
        slab.putInt(row, CsiVolumeDescriptor.SECRETS, blob);
    }

    /** Claims that only read. */
    public int readers(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.READERS);
    }

    final void readers(final int row, final int value) {
        slab.putInt(row, CsiVolumeDescriptor.READERS, value);
    }

    /** Claims that write. */
    public int writers(final int row) {
        return slab.getInt(row, CsiVolumeDescriptor.WRITERS);
    }

    final void writers(final int row, final int value) {
        slab.putInt(row, CsiVolumeDescriptor.WRITERS, value);
    }

    /** A number of {@link io.drover.scheduler.spec.VolumeModes#ACCESS} while it is claimed, else -1. */
    public int accessMode(final int row) {
        return slab.getByte(row, CsiVolumeDescriptor.ACCESS_MODE) - 1;
    }

    public void accessMode(final int row, final int value) {
        slab.putByte(row, CsiVolumeDescriptor.ACCESS_MODE, (byte) (value + 1));
    }

    /** A number of {@link io.drover.scheduler.spec.VolumeModes#ATTACHMENT} while it is claimed, else -1. */
    public int attachmentMode(final int row) {
        return slab.getByte(row, CsiVolumeDescriptor.ATTACHMENT_MODE) - 1;
    }

    public void attachmentMode(final int row, final int value) {
        slab.putByte(row, CsiVolumeDescriptor.ATTACHMENT_MODE, (byte) (value + 1));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        volumeId(row, 0);
        plugin(row, 0);
        name(row, 0);
        topologies(row, 0);
        document(row, 0);
        secrets(row, 0);
        slab.free(row);
    }
}
