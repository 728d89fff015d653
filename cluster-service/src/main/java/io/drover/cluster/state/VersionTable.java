package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Versions of jobs with their documents and specs, each stored once. A version lives while its job lists it or something refers to
 * it; its handle is the spec handle by which the scheduler knows it.
 */
public final class VersionTable extends VersionRows {
    private final RowList ofJob;
    private final Slab jobRows;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    VersionTable(final Limits limits, final Heap heap, final JobTable jobs) {
        super(limits.intValue(Limits.Key.JOB_VERSIONS_MAX), heap);
        jobRows = jobs.slab;
        ofJob = new RowList(jobs.slab, JobDescriptor.VERSIONS, slab, VersionDescriptor.OF_JOB);
    }

    /** Versions that a job lists, oldest first. */
    public RowList ofJob() {
        return ofJob;
    }

    /** Adds a version that nothing refers to yet. There must be room. */
    public int insert(final int job) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a job version was checked");
        source(row, Slab.NULL_ROW);
        jobHandle(row, jobRows.handle(job));
        return row;
    }

    /** Adds a version of a job that says what another one says, be it of the same job or not. There must be room. */
    public int insertOverlay(final int job, final int other) {
        final int row = insert(job);
        share(row, content(other));
        overlay(row, copy(overlay(other)));
        if (Slab.NULL_ROW != source(other)) {
            spec(row, copy(spec(other)));
        }
        return row;
    }

    /** The job of a version, or {@link Slab#NULL_ROW} when it was purged. */
    public int job(final int row) {
        return jobRows.resolve(jobHandle(row));
    }

    /** A version has the content of another one, which has its own. */
    public void share(final int row, final int source) {
        source(row, source);
        acquire(source);
    }

    /** The version that holds document, spec and group names of this one. */
    public int content(final int row) {
        final int source = source(row);
        return Slab.NULL_ROW == source ? row : source;
    }

    /** Adds a version under the handle that a snapshot recorded. */
    public int restore(final long handle, final long ofJobHandle) {
        final int row = Handles.restore(slab, handle);
        source(row, Slab.NULL_ROW);
        jobHandle(row, ofJobHandle);
        return row;
    }

    /** The job lists a version from now on. */
    public void list(final int row) {
        ofJob.addLast(job(row), row);
        isListed(row, true);
        acquire(row);
    }

    /** The job does not list a version any more; it goes when nothing refers to it. */
    public void unlist(final int row) {
        ofJob.remove(job(row), row);
        isListed(row, false);
        release(row);
    }

    public void acquire(final int row) {
        references(row, references(row) + 1);
    }

    public void release(final int row) {
        final int left = references(row) - 1;
        Invariant.check(left >= 0, "references are not negative", row);
        references(row, left);
        if (0 == left) {
            final int source = source(row);
            releaseGroupNames(row);
            freeRow(row);
            if (Slab.NULL_ROW != source) {
                release(source);
            }
        }
    }

    /** The listed version of this number, or {@link Slab#NULL_ROW}. */
    public int find(final int job, final long number) {
        for (int row = ofJob.last(job); Slab.NULL_ROW != row; row = ofJob.previous(row)) {
            if (version(row) == number) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Number of task groups. */
    public int groupCount(final int row) {
        return heap.length(groupNames(content(row))) / Integer.BYTES;
    }

    /** String id of a group's name. */
    public int groupName(final int row, final int group) {
        Invariant.checkIndex(group, groupCount(row), "group");
        final int blob = groupNames(content(row));
        return heap.blobs().buffer(blob).getInt(heap.blobs().offset(blob) + group * Integer.BYTES);
    }

    /** The group of this name, or -1. */
    public int findGroup(final int row, final int name) {
        for (int group = groupCount(row) - 1; group >= 0; group--) {
            if (groupName(row, group) == name) {
                return group;
            }
        }
        return -1;
    }

    /** Stores the group names; the strings' references are taken over. */
    public void groupNames(final int row, final int[] names, final int count) {
        if (count > 0) {
            final int blob = heap.blobs().reserve(count * Integer.BYTES);
            Invariant.check(blob > 0, "room for group names was checked");
            for (int group = 0; group < count; group++) {
                heap.blobs().buffer(blob).putInt(heap.blobs().offset(blob) + group * Integer.BYTES, names[group]);
            }
            groupNames(row, blob);
        }
    }

    /** Points a view at the spec, an empty one when there is none. */
    public void wrapSpec(final int row, final DirectBuffer target) {
        heap.wrap(specOf(row), target);
    }

    /** Gives a version a spec of its own, equal to the one that it shares, to be changed by the caller. */
    public void copySpec(final int row, final DirectBuffer target) {
        if (Slab.NULL_ROW != source(row) && BlobHeap.NULL_BLOB == spec(row)) {
            spec(row, copy(specOf(row)));
        }
        heap.wrap(spec(row), target);
    }

    /** Points a view at the rules of launches, an empty one when there are none. */
    public void wrapPeriodic(final int row, final DirectBuffer target) {
        heap.wrap(periodic(content(row)), target);
    }

    /** Points a view at the document. */
    public void wrapDocument(final int row, final DirectBuffer target) {
        heap.wrap(document(content(row)), target);
    }

    /** Whether the stored spec is byte for byte this one. */
    public boolean hasSpec(final int row, final DirectBuffer other) {
        final int blob = specOf(row);
        return heap.length(blob) == other.capacity()
                && ByteStrings.equal(heap.blobs().buffer(blob), heap.blobs().offset(blob), other, 0, other.capacity());
    }

    private int specOf(final int row) {
        return BlobHeap.NULL_BLOB == spec(row) ? spec(content(row)) : spec(row);
    }

    private int copy(final int blob) {
        heap.wrap(blob, view);
        return heap.put(view, 0, view.capacity());
    }

    private void releaseGroupNames(final int row) {
        final StringTable strings = heap.strings();
        for (int group = heap.length(groupNames(row)) / Integer.BYTES - 1; group >= 0; group--) {
            strings.release(groupName(row, group));
        }
    }
}
