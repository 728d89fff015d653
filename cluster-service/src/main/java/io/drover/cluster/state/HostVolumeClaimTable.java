package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.IdIndex;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.TreeIdIndex;

/** Which task groups stick to which host volumes: claims by id, by job and by volume. They go with the job or the volume. */
public final class HostVolumeClaimTable extends HostVolumeClaimRows {
    private final IdIndex ids;
    private final TreeIdIndex byId;
    private final SparseLists ofJob;
    private final SparseLists ofVolume;

    HostVolumeClaimTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.HOST_VOLUME_CLAIMS_MAX), heap);
        ids = new IdIndex(slab.rowCountMax());
        byId = new TreeIdIndex(slab.rowCountMax(), this);
        ofJob = new SparseLists(slab, HostVolumeClaimDescriptor.OF_JOB);
        ofVolume = new SparseLists(slab, HostVolumeClaimDescriptor.OF_VOLUME);
    }

    /** The row of a claim, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    /** The claim of a job's group to a volume, or {@link Slab#NULL_ROW}. */
    public int find(final int job, final int group, final int volume) {
        int row = ofJob.first(job);
        while (Slab.NULL_ROW != row && (group(row) != group || volume(row) != volume)) {
            row = ofJob.next(row);
        }
        return row;
    }

    /** The order in which claims are listed. */
    public IdOrder byId() {
        return byId;
    }

    public SparseLists ofJob() {
        return ofJob;
    }

    public SparseLists ofVolume() {
        return ofVolume;
    }

    /** Adds a claim, taking over the references to the names. There must be room. */
    public int insert(
            final long high, final long low, final int job, final int group, final int volume, final int name) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a claim was checked");
        return link(row, high, low, job, group, volume, name);
    }

    /** Adds a claim under the handle that a snapshot recorded. */
    public int restore(
            final long handle,
            final long high,
            final long low,
            final int job,
            final int group,
            final int volume,
            final int name) {
        return link(Handles.restore(slab, handle), high, low, job, group, volume, name);
    }

    public void remove(final int row) {
        byId.remove(row);
        ids.remove(idHigh(row), idLow(row));
        ofJob.remove(job(row), row);
        ofVolume.remove(volume(row), row);
        freeRow(row);
    }

    private int link(
            final int row,
            final long high,
            final long low,
            final int job,
            final int group,
            final int volume,
            final int name) {
        id(row, high, low);
        job(row, job);
        group(row, group);
        volume(row, volume);
        name(row, name);
        ofJob.add(job, row);
        ofVolume.add(volume, row);
        Invariant.check(ids.put(high, low, row) && byId.add(row), "indexes have room for every row");
        return row;
    }
}
