package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a claim's row, by row. Laid out in {@link HostVolumeClaimDescriptor}. */
public abstract class HostVolumeClaimRows implements CreatedRows {
    final Slab slab;
    final Heap heap;

    HostVolumeClaimRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(HostVolumeClaimDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.ID_LOW);
    }

    final void id(final int row, final long high, final long low) {
        slab.putLong(row, HostVolumeClaimDescriptor.ID_HIGH, high);
        slab.putLong(row, HostVolumeClaimDescriptor.ID_LOW, low);
    }

    public long allocIdHigh(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.ALLOC_ID_HIGH);
    }

    public long allocIdLow(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.ALLOC_ID_LOW);
    }

    /** The allocation that used the volume last, gone or not. */
    public void allocId(final int row, final long high, final long low) {
        slab.putLong(row, HostVolumeClaimDescriptor.ALLOC_ID_HIGH, high);
        slab.putLong(row, HostVolumeClaimDescriptor.ALLOC_ID_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, HostVolumeClaimDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, HostVolumeClaimDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, HostVolumeClaimDescriptor.MODIFY_INDEX, value);
    }

    public int job(final int row) {
        return slab.getInt(row, HostVolumeClaimDescriptor.JOB);
    }

    final void job(final int row, final int job) {
        slab.putInt(row, HostVolumeClaimDescriptor.JOB, job);
    }

    public int volume(final int row) {
        return slab.getInt(row, HostVolumeClaimDescriptor.VOLUME);
    }

    final void volume(final int row, final int volume) {
        slab.putInt(row, HostVolumeClaimDescriptor.VOLUME, volume);
    }

    /** String id of the task group's name. */
    public int group(final int row) {
        return slab.getInt(row, HostVolumeClaimDescriptor.GROUP);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void group(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeClaimDescriptor.GROUP));
        slab.putInt(row, HostVolumeClaimDescriptor.GROUP, string);
    }

    /** String id of the name under which the job asks for the volume. */
    public int name(final int row) {
        return slab.getInt(row, HostVolumeClaimDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, HostVolumeClaimDescriptor.NAME));
        slab.putInt(row, HostVolumeClaimDescriptor.NAME, string);
    }

    /** Gives up the strings of a row, and the row. */
    final void freeRow(final int row) {
        group(row, 0);
        name(row, 0);
        slab.free(row);
    }
}
