package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/**
 * Which allocations use which host volumes. A use begins with the placement and ends with the allocation, in the same step: never
 * does a volume count as used by what has ended, nor as free while something uses it.
 */
public final class VolumeUseTable {
    private final Slab slab;
    private final Heap heap;
    private final SparseLists ofAlloc;
    private final SparseLists ofVolume;

    VolumeUseTable(final Limits limits, final Heap heap) {
        slab = new Slab(VolumeUseDescriptor.ROW_LENGTH, limits.intValue(Limits.Key.VOLUME_USES_MAX));
        this.heap = heap;
        ofAlloc = new SparseLists(slab, VolumeUseDescriptor.OF_ALLOC);
        ofVolume = new SparseLists(slab, VolumeUseDescriptor.OF_VOLUME);
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public SparseLists ofAlloc() {
        return ofAlloc;
    }

    public SparseLists ofVolume() {
        return ofVolume;
    }

    public int alloc(final int row) {
        return slab.getInt(row, VolumeUseDescriptor.ALLOC);
    }

    public int volume(final int row) {
        return slab.getInt(row, VolumeUseDescriptor.VOLUME);
    }

    /** String id of the name under which the job asked for the volume. */
    public int name(final int row) {
        return slab.getInt(row, VolumeUseDescriptor.NAME);
    }

    public boolean isWriter(final int row) {
        return slab.getByte(row, VolumeUseDescriptor.IS_WRITER) != 0;
    }

    /** Adds a use, taking over the reference to the name. There must be room. */
    public void insert(final int alloc, final int volume, final int name, final boolean isWriter) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a use was checked");
        link(row, alloc, volume, name, isWriter);
    }

    /** Adds a use under the handle that a snapshot recorded. */
    public void restore(final long handle, final int alloc, final int volume, final int name, final boolean isWriter) {
        link(Handles.restore(slab, handle), alloc, volume, name, isWriter);
    }

    public void remove(final int row) {
        ofAlloc.remove(alloc(row), row);
        ofVolume.remove(volume(row), row);
        heap.strings().release(name(row));
        slab.free(row);
    }

    private void link(final int row, final int alloc, final int volume, final int name, final boolean isWriter) {
        slab.putInt(row, VolumeUseDescriptor.ALLOC, alloc);
        slab.putInt(row, VolumeUseDescriptor.VOLUME, volume);
        slab.putInt(row, VolumeUseDescriptor.NAME, name);
        slab.putByte(row, VolumeUseDescriptor.IS_WRITER, (byte) (isWriter ? 1 : 0));
        ofAlloc.add(alloc, row);
        ofVolume.add(volume, row);
    }
}
