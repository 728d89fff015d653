package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;

/**
 * Service registrations by (namespace, id), in the order of (namespace, name, id), by allocation and by node. A registration lives at
 * most as long as its allocation is not client-terminal; whether reads see it follows from the status of its node and is not stored.
 */
public final class ServiceTable extends ServiceRows {
    private final LongIndex names;
    private final NameOrder byName;
    private final RowList ofAlloc;
    private final RowList ofNode;

    ServiceTable(final Limits limits, final Heap heap, final AllocTable allocs, final NodeTable nodes) {
        super(limits.intValue(Limits.Key.SERVICES_MAX), heap);
        names = new LongIndex(slab.rowCountMax());
        byName = new NameOrder(heap.strings(), slab.rowCountMax(), this::nameAt);
        ofAlloc = new RowList(allocs.slab, AllocDescriptor.SERVICES, slab, ServiceDescriptor.OF_ALLOC);
        ofNode = new RowList(nodes.slab, NodeDescriptor.SERVICES, slab, ServiceDescriptor.OF_NODE);
    }

    /** The row of a registration, or {@link Slab#NULL_ROW}. */
    public int find(final DirectBuffer namespace, final DirectBuffer serviceId) {
        final StringTable strings = heap.strings();
        final int namespaceString = strings.find(namespace, 0, namespace.capacity());
        final int idString = strings.find(serviceId, 0, serviceId.capacity());
        return StringTable.NULL_STRING == namespaceString || StringTable.NULL_STRING == idString
                ? Slab.NULL_ROW
                : names.find(key(namespaceString, idString));
    }

    /** The order in which registrations are listed. */
    public NameOrder byName() {
        return byName;
    }

    public RowList ofAlloc() {
        return ofAlloc;
    }

    public RowList ofNode() {
        return ofNode;
    }

    /** Adds a registration of an allocation that is on a node, taking over the references to its names. There must be room. */
    public int insert(
            final int namespace, final int serviceId, final int serviceName, final int alloc, final int node) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a registration was checked");
        namespace(row, namespace);
        serviceId(row, serviceId);
        serviceName(row, serviceName);
        alloc(row, alloc);
        node(row, node);
        ofAlloc.addLast(alloc, row);
        ofNode.addLast(node, row);
        Invariant.check(
                names.put(key(namespace, serviceId), row) && byName.index().add(row),
                "indexes have room for every row");
        return row;
    }

    public void remove(final int row) {
        byName.index().remove(row);
        names.remove(key(namespace(row), serviceId(row)));
        ofAlloc.remove(alloc(row), row);
        ofNode.remove(node(row), row);
        freeRow(row);
    }

    private int nameAt(final int row, final int place) {
        return switch (place) {
            case 0 -> namespace(row);
            case 1 -> serviceName(row);
            default -> serviceId(row);
        };
    }

    private static long key(final int namespace, final int serviceId) {
        return (long) namespace << Integer.SIZE | serviceId;
    }
}
