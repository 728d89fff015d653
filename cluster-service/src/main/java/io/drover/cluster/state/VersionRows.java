package io.drover.cluster.state;

import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;

/** Fields of a job version row, by row. Laid out in {@link VersionDescriptor}. */
public abstract class VersionRows {
    final Slab slab;
    final Heap heap;

    VersionRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(VersionDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    /** Of the document without the fields that do not make a new version. */
    public long digestHigh(final int row) {
        return slab.getLong(row, VersionDescriptor.DIGEST_HIGH);
    }

    public long digestLow(final int row) {
        return slab.getLong(row, VersionDescriptor.DIGEST_LOW);
    }

    public void digest(final int row, final long high, final long low) {
        slab.putLong(row, VersionDescriptor.DIGEST_HIGH, high);
        slab.putLong(row, VersionDescriptor.DIGEST_LOW, low);
    }

    public long version(final int row) {
        return slab.getLong(row, VersionDescriptor.VERSION);
    }

    public void version(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.VERSION, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, VersionDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.MODIFY_INDEX, value);
    }

    public long jobModifyIndex(final int row) {
        return slab.getLong(row, VersionDescriptor.JOB_MODIFY_INDEX);
    }

    public void jobModifyIndex(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.JOB_MODIFY_INDEX, value);
    }

    public long jobCreateIndex(final int row) {
        return slab.getLong(row, VersionDescriptor.JOB_CREATE_INDEX);
    }

    public void jobCreateIndex(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.JOB_CREATE_INDEX, value);
    }

    public long submitTimeMs(final int row) {
        return slab.getLong(row, VersionDescriptor.SUBMIT_TIME_MS);
    }

    public void submitTimeMs(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.SUBMIT_TIME_MS, value);
    }

    public long taggedTimeMs(final int row) {
        return slab.getLong(row, VersionDescriptor.TAGGED_TIME_MS);
    }

    public void taggedTimeMs(final int row, final long value) {
        slab.putLong(row, VersionDescriptor.TAGGED_TIME_MS, value);
    }

    /** Handle of the job, a stale one when the version outlived it because others share its content. */
    public long jobHandle(final int row) {
        return slab.getLong(row, VersionDescriptor.JOB);
    }

    public void jobHandle(final int row, final long handle) {
        slab.putLong(row, VersionDescriptor.JOB, handle);
    }

    public int document(final int row) {
        return slab.getInt(row, VersionDescriptor.DOCUMENT);
    }

    /** Takes over a blob and frees the one before. */
    public void document(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.DOCUMENT));
        slab.putInt(row, VersionDescriptor.DOCUMENT, blob);
    }

    public int spec(final int row) {
        return slab.getInt(row, VersionDescriptor.SPEC);
    }

    /** Takes over a blob and frees the one before. */
    public void spec(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.SPEC));
        slab.putInt(row, VersionDescriptor.SPEC, blob);
    }

    public int submission(final int row) {
        return slab.getInt(row, VersionDescriptor.SUBMISSION);
    }

    /** Takes over a blob and frees the one before. */
    public void submission(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.SUBMISSION));
        slab.putInt(row, VersionDescriptor.SUBMISSION, blob);
    }

    /** When launches are due, as {@code jobspec.PeriodicSpec}. */
    public int periodic(final int row) {
        return slab.getInt(row, VersionDescriptor.PERIODIC);
    }

    /** Takes over a blob and frees the one before. */
    public void periodic(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.PERIODIC));
        slab.putInt(row, VersionDescriptor.PERIODIC, blob);
    }

    /** How the version differs from the document that it shares, as {@code snapshot.JobOverlay}. */
    public int overlay(final int row) {
        return slab.getInt(row, VersionDescriptor.OVERLAY);
    }

    /** Takes over a blob and frees the one before. */
    public void overlay(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.OVERLAY));
        slab.putInt(row, VersionDescriptor.OVERLAY, blob);
    }

    /** Name by which people find the version; the empty string when it has none. */
    public int tagName(final int row) {
        return slab.getInt(row, VersionDescriptor.TAG_NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void tagName(final int row, final int string) {
        heap.strings().release(slab.getInt(row, VersionDescriptor.TAG_NAME));
        slab.putInt(row, VersionDescriptor.TAG_NAME, string);
    }

    public int tagDescription(final int row) {
        return slab.getInt(row, VersionDescriptor.TAG_DESCRIPTION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void tagDescription(final int row, final int string) {
        heap.strings().release(slab.getInt(row, VersionDescriptor.TAG_DESCRIPTION));
        slab.putInt(row, VersionDescriptor.TAG_DESCRIPTION, string);
    }

    /** String ids of the group names, four bytes each, in the order of the spec. */
    public int groupNames(final int row) {
        return slab.getInt(row, VersionDescriptor.GROUP_NAMES);
    }

    /** Takes over a blob and frees the one before. */
    public void groupNames(final int row, final int blob) {
        heap.free(slab.getInt(row, VersionDescriptor.GROUP_NAMES));
        slab.putInt(row, VersionDescriptor.GROUP_NAMES, blob);
    }

    public int pool(final int row) {
        return slab.getInt(row, VersionDescriptor.POOL);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void pool(final int row, final int string) {
        heap.strings().release(slab.getInt(row, VersionDescriptor.POOL));
        slab.putInt(row, VersionDescriptor.POOL, string);
    }

    /** The version whose document and spec this one has too, or none when it has its own. */
    public int source(final int row) {
        return slab.getRow(row, VersionDescriptor.SOURCE);
    }

    public void source(final int row, final int value) {
        slab.putRow(row, VersionDescriptor.SOURCE, value);
    }

    /** Allocations and deployments of this version, and 1 while the job lists it. */
    public int references(final int row) {
        return slab.getInt(row, VersionDescriptor.REFERENCES);
    }

    public void references(final int row, final int value) {
        slab.putInt(row, VersionDescriptor.REFERENCES, value);
    }

    public int priority(final int row) {
        return slab.getInt(row, VersionDescriptor.PRIORITY);
    }

    public void priority(final int row, final int value) {
        slab.putInt(row, VersionDescriptor.PRIORITY, value);
    }

    public JobType type(final int row) {
        return JobType.get(slab.getByte(row, VersionDescriptor.TYPE));
    }

    public void type(final int row, final JobType value) {
        slab.putByte(row, VersionDescriptor.TYPE, (byte) value.value());
    }

    public JobStatus status(final int row) {
        return JobStatus.get(slab.getByte(row, VersionDescriptor.STATUS));
    }

    public void status(final int row, final JobStatus value) {
        slab.putByte(row, VersionDescriptor.STATUS, (byte) value.value());
    }

    public boolean isStable(final int row) {
        return slab.getByte(row, VersionDescriptor.IS_STABLE) != 0;
    }

    public void isStable(final int row, final boolean value) {
        slab.putByte(row, VersionDescriptor.IS_STABLE, (byte) (value ? 1 : 0));
    }

    public boolean isStopped(final int row) {
        return slab.getByte(row, VersionDescriptor.IS_STOPPED) != 0;
    }

    public void isStopped(final int row, final boolean value) {
        slab.putByte(row, VersionDescriptor.IS_STOPPED, (byte) (value ? 1 : 0));
    }

    public boolean isPeriodic(final int row) {
        return slab.getByte(row, VersionDescriptor.IS_PERIODIC) != 0;
    }

    public void isPeriodic(final int row, final boolean value) {
        slab.putByte(row, VersionDescriptor.IS_PERIODIC, (byte) (value ? 1 : 0));
    }

    public boolean isParameterized(final int row) {
        return slab.getByte(row, VersionDescriptor.IS_PARAMETERIZED) != 0;
    }

    public void isParameterized(final int row, final boolean value) {
        slab.putByte(row, VersionDescriptor.IS_PARAMETERIZED, (byte) (value ? 1 : 0));
    }

    /** Whether the job still lists it; pruned ones live on while allocations refer to them. */
    public boolean isListed(final int row) {
        return slab.getByte(row, VersionDescriptor.IS_LISTED) != 0;
    }

    public void isListed(final int row, final boolean value) {
        slab.putByte(row, VersionDescriptor.IS_LISTED, (byte) (value ? 1 : 0));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        document(row, 0);
        spec(row, 0);
        submission(row, 0);
        periodic(row, 0);
        overlay(row, 0);
        tagName(row, 0);
        tagDescription(row, 0);
        groupNames(row, 0);
        pool(row, 0);
        slab.free(row);
    }
}
