package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/**
 * Versions of jobs with their documents and specs, each stored once. A version lives while its job lists it or something refers to
 * it; its handle is the spec handle by which the scheduler knows it.
 */
public final class VersionTable extends VersionRows {
    private final RowList ofJob;

    VersionTable(final Limits limits, final Heap heap, final JobTable jobs) {
        super(limits.intValue(Limits.Key.JOB_VERSIONS_MAX), heap);
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
        job(row, job);
        return row;
    }

    /** Adds a version that has the document and spec of another one. There must be room. */
    public int insertOverlay(final int other) {
        final int row = insert(job(other));
        overlay(row, content(other));
        return row;
    }

    /** A version has the content of another one, which has its own. */
    public void overlay(final int row, final int source) {
        source(row, source);
        acquire(source);
    }

    /** The version that holds document, spec and group names of this one. */
    public int content(final int row) {
        final int source = source(row);
        return Slab.NULL_ROW == source ? row : source;
    }

    /** Adds a version under the handle that a snapshot recorded. */
    public int restore(final long handle, final int job) {
        final int row = Handles.restore(slab, handle);
        source(row, Slab.NULL_ROW);
        job(row, job);
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
    public void wrapSpec(final int row, final DirectBuffer view) {
        heap.wrap(spec(content(row)), view);
    }

    /** Points a view at the document. */
    public void wrapDocument(final int row, final DirectBuffer view) {
        heap.wrap(document(content(row)), view);
    }

    /** Whether the stored spec is byte for byte this one. */
    public boolean hasSpec(final int row, final DirectBuffer other) {
        final int blob = spec(content(row));
        return heap.length(blob) == other.capacity()
                && ByteStrings.equal(heap.blobs().buffer(blob), heap.blobs().offset(blob), other, 0, other.capacity());
    }

    private void releaseGroupNames(final int row) {
        final StringTable strings = heap.strings();
        for (int group = heap.length(groupNames(row)) / Integer.BYTES - 1; group >= 0; group--) {
            strings.release(groupName(row, group));
        }
    }
}
