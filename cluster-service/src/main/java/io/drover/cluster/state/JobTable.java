package io.drover.cluster.state;

import io.drover.sbe.KeyHash;
import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/** Jobs by row and by (namespace, id). Their versions, groups, allocations, evaluations and deployments hang on lists. */
public final class JobTable extends JobRows {
    private final LongIndex names;
    private final NameOrder byName;
    private final Bits systemJobs;
    private final RowList children;

    JobTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.JOBS_MAX), heap);
        names = new LongIndex(slab.rowCountMax());
        systemJobs = new Bits(slab.rowCountMax());
        children = new RowList(slab, JobDescriptor.CHILDREN, slab, JobDescriptor.OF_PARENT);
        byName = new NameOrder(heap.strings(), slab.rowCountMax(), this::nameAt);
    }

    /** Jobs whose current version is of type system, which every new node concerns. */
    public Bits systemJobs() {
        return systemJobs;
    }

    /** Launches and dispatches of a job, oldest first. */
    public RowList children() {
        return children;
    }

    /** Makes a job the youngest child of another one. */
    public void adopt(final int parent, final int child) {
        parent(child, parent);
        children.addLast(parent, child);
    }

    /** The row of a job, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer namespace, final DirectBuffer jobId) {
        final StringTable strings = heap.strings();
        final int namespaceString = strings.find(namespace, 0, namespace.capacity());
        final int idString = strings.find(jobId, 0, jobId.capacity());
        return StringTable.NULL_STRING == namespaceString || StringTable.NULL_STRING == idString
                ? Slab.NULL_ROW
                : find(namespaceString, idString);
    }

    /** The row of a job by interned names, or {@link Slab#NULL_ROW}. */
    public int find(final int namespace, final int jobId) {
        return names.find(key(namespace, jobId));
    }

    /** The order in which jobs are listed. */
    public NameOrder byName() {
        return byName;
    }

    /** Adds a job, taking over the references to its names. There must be room. */
    public int insert(final int namespace, final int jobId) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a job was checked");
        return link(row, namespace, jobId);
    }

    /** Adds a job under the handle that a snapshot recorded. */
    public int restore(final long handle, final int namespace, final int jobId) {
        return link(Handles.restore(slab, handle), namespace, jobId);
    }

    /** Removes a job whose other lists are empty; its children go on without a parent. */
    public void remove(final int row) {
        while (Slab.NULL_ROW != children.first(row)) {
            orphan(children.first(row));
        }
        if (Slab.NULL_ROW != parent(row)) {
            orphan(row);
        }
        systemJobs.clear(row);
        byName.index().remove(row);
        names.remove(key(namespace(row), jobId(row)));
        freeRow(row);
    }

    private void orphan(final int child) {
        children.remove(parent(child), child);
        parent(child, Slab.NULL_ROW);
    }

    private int link(final int row, final int namespace, final int jobId) {
        namespace(row, namespace);
        jobId(row, jobId);
        current(row, Slab.NULL_ROW);
        parent(row, Slab.NULL_ROW);
        blockedEval(row, Slab.NULL_ROW);
        key(row, keyHash(namespace, jobId));
        Invariant.check(
                names.put(key(namespace, jobId), row) && byName.index().add(row), "indexes have room for every row");
        return row;
    }

    private long keyHash(final int namespace, final int jobId) {
        final StringTable strings = heap.strings();
        final long hash = KeyHash.of(strings.buffer(namespace), strings.offset(namespace), strings.length(namespace));
        return KeyHash.within(hash, strings.buffer(jobId), strings.offset(jobId), strings.length(jobId));
    }

    private int nameAt(final int row, final int place) {
        return switch (place) {
            case 0 -> namespace(row);
            case 1 -> jobId(row);
            default -> StringTable.EMPTY;
        };
    }

    private static long key(final int namespace, final int jobId) {
        return (long) namespace << Integer.SIZE | jobId;
    }
}
