package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.CsiClaimState;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/**
 * Claims of allocations to volumes of storage plugins. A claim begins with the placement. It ends with the allocation, in the same
 * step, unless the volume was attached for it: then it is a claim of the past, and counts, until the volume is detached.
 *
 * <pre>
 *  taken ─► unpublishing ─► node detached ─► controller detached ─► ready to free ─► gone
 *    └──────── never attached ──────────────────────────────────────────────────────►
 * </pre>
 */
public final class CsiClaimTable {
    private static final CsiClaimState[] STATES = CsiClaimState.values();

    private final Slab slab;
    private final Heap heap;
    private final CsiVolumeTable volumes;
    private final SparseLists ofVolume;
    private final SparseLists ofAlloc;

    CsiClaimTable(final Limits limits, final Heap heap, final CsiVolumeTable volumes) {
        slab = new Slab(CsiClaimDescriptor.ROW_LENGTH, limits.intValue(Limits.Key.CSI_CLAIMS_MAX));
        this.heap = heap;
        this.volumes = volumes;
        ofVolume = new SparseLists(slab, CsiClaimDescriptor.OF_VOLUME);
        ofAlloc = new SparseLists(slab, CsiClaimDescriptor.OF_ALLOC);
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public SparseLists ofVolume() {
        return ofVolume;
    }

    /** Claims of an allocation that has not ended. */
    public SparseLists ofAlloc() {
        return ofAlloc;
    }

    public int volume(final int row) {
        return slab.getInt(row, CsiClaimDescriptor.VOLUME);
    }

    /** Row of the allocation, {@link Slab#NULL_ROW} once it has ended. */
    public int alloc(final int row) {
        return slab.getInt(row, CsiClaimDescriptor.ALLOC) - 1;
    }

    public long allocIdHigh(final int row) {
        return slab.getLong(row, CsiClaimDescriptor.ALLOC_ID_HIGH);
    }

    public long allocIdLow(final int row) {
        return slab.getLong(row, CsiClaimDescriptor.ALLOC_ID_LOW);
    }

    public long nodeIdHigh(final int row) {
        return slab.getLong(row, CsiClaimDescriptor.NODE_ID_HIGH);
    }

    public long nodeIdLow(final int row) {
        return slab.getLong(row, CsiClaimDescriptor.NODE_ID_LOW);
    }

    public boolean isWriter(final int row) {
        return slab.getByte(row, CsiClaimDescriptor.IS_WRITER) != 0;
    }

    public CsiClaimState state(final int row) {
        return STATES[slab.getByte(row, CsiClaimDescriptor.STATE)];
    }

    public void state(final int row, final CsiClaimState value) {
        slab.putByte(row, CsiClaimDescriptor.STATE, (byte) value.ordinal());
    }

    /** Whether somebody has to detach the volume when the allocation has ended. */
    public boolean isAttached(final int row) {
        return slab.getByte(row, CsiClaimDescriptor.IS_ATTACHED) != 0;
    }

    /** String id of what the plugin calls the node; empty as long as nothing is attached. */
    public int externalNodeId(final int row) {
        return slab.getInt(row, CsiClaimDescriptor.EXTERNAL_NODE_ID);
    }

    /** The volume is attached for the claim. Takes over the reference to the string. */
    public void attach(final int row, final int externalNodeId) {
        slab.putByte(row, CsiClaimDescriptor.IS_ATTACHED, (byte) 1);
        heap.strings().release(externalNodeId(row));
        slab.putInt(row, CsiClaimDescriptor.EXTERNAL_NODE_ID, externalNodeId);
    }

    /** The claim of an allocation to a volume, or {@link Slab#NULL_ROW}. */
    public int find(final int volume, final long allocHigh, final long allocLow) {
        int row = ofVolume.first(volume);
        while (Slab.NULL_ROW != row && (allocIdHigh(row) != allocHigh || allocIdLow(row) != allocLow)) {
            row = ofVolume.next(row);
        }
        return row;
    }

    /** Adds a claim. There must be room. */
    public int insert(
            final int volume, final int alloc, final long allocHigh, final long allocLow, final boolean isWriter) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a claim was checked");
        link(row, volume, allocHigh, allocLow, isWriter);
        linkAlloc(row, alloc);
        return row;
    }

    /** Adds a claim under the handle that a snapshot recorded; of an ended allocation unless {@link #linkAlloc} follows. */
    public int restore(
            final long handle, final int volume, final long allocHigh, final long allocLow, final boolean isWriter) {
        final int row = Handles.restore(slab, handle);
        link(row, volume, allocHigh, allocLow, isWriter);
        return row;
    }

    /** Says which allocation that lives has the claim. */
    public void linkAlloc(final int row, final int alloc) {
        slab.putInt(row, CsiClaimDescriptor.ALLOC, alloc + 1);
        ofAlloc.add(alloc, row);
    }

    /** The allocation has ended: the claim is one of the past. */
    public void unlinkAlloc(final int row) {
        ofAlloc.remove(alloc(row), row);
        slab.putInt(row, CsiClaimDescriptor.ALLOC, 0);
    }

    /** Says on which node the volume is used. */
    public void nodeId(final int row, final long high, final long low) {
        slab.putLong(row, CsiClaimDescriptor.NODE_ID_HIGH, high);
        slab.putLong(row, CsiClaimDescriptor.NODE_ID_LOW, low);
    }

    public void remove(final int row) {
        if (Slab.NULL_ROW != alloc(row)) {
            unlinkAlloc(row);
        }
        volumes.count(volume(row), isWriter(row), -1);
        ofVolume.remove(volume(row), row);
        heap.strings().release(externalNodeId(row));
        slab.free(row);
    }

    private void link(
            final int row, final int volume, final long allocHigh, final long allocLow, final boolean isWriter) {
        slab.putInt(row, CsiClaimDescriptor.VOLUME, volume);
        slab.putLong(row, CsiClaimDescriptor.ALLOC_ID_HIGH, allocHigh);
        slab.putLong(row, CsiClaimDescriptor.ALLOC_ID_LOW, allocLow);
        slab.putByte(row, CsiClaimDescriptor.IS_WRITER, (byte) (isWriter ? 1 : 0));
        ofVolume.add(volume, row);
        volumes.count(volume, isWriter, 1);
    }
}
