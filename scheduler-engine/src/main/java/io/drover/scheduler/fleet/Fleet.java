package io.drover.scheduler.fleet;

import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.IntColumn;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongColumn;
import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All nodes as columns over node rows: what feasibility and ranking scan. The node table gives out the rows and keeps
 * everything that people see; this keeps what decides.
 *
 * <pre>
 *  row     | class | cpu free of reserve | cpu in use | memory ... | disk ... | allocs | flags |
 *            └─► {@link NodeClasses}: data center, pool, attributes, drivers, networks, volumes, devices
 *  row ──► unique attributes, addresses, reserved ports          (objects, changed by registrations only)
 *  ports in use ──► {@link PortLedger}
 * </pre>
 *
 * <p>Usage is what allocations hold that are not client-terminal; {@link #take} and {@link #release} are called with exactly
 * what the placement said. The scheduler itself takes and releases while it tries, and undoes that before it returns.
 * Owned by one thread. Only registrations allocate.
 */
public final class Fleet {
    private static final NodeStatus[] STATUSES = NodeStatus.values();

    private final StringTable strings;
    private final NodeClasses classes;
    private final PortLedger ports;
    private final NodeDraft draft = new NodeDraft();

    private final Bits present;
    private final Bits ready;
    private final IntColumn classRows;
    private final LongColumn idHighs;
    private final LongColumn idLows;
    private final IntColumn statuses;
    private final IntColumn cpuCapacities;
    private final IntColumn memoryCapacities;
    private final IntColumn diskCapacities;
    private final IntColumn cpuUsed;
    private final IntColumn memoryUsed;
    private final IntColumn diskUsed;
    private final IntColumn allocCounts;
    private final IntColumn coresUsed;
    private final IntColumn allocsMaxes;
    private final LongColumn cpuReciprocals;
    private final LongColumn memoryReciprocals;
    private @Nullable NodeDetail[] details = new NodeDetail[16];
    private int rowLimit;

    /**
     * @param nodeCountMax nodes that may be known at a time.
     * @param portCountMax ports that allocations may hold at a time.
     * @param strings      the cluster's strings; the fleet holds references of its own.
     */
    public Fleet(final int nodeCountMax, final int portCountMax, final StringTable strings) {
        this.strings = strings;
        classes = new NodeClasses(nodeCountMax + 1, strings);
        ports = new PortLedger(nodeCountMax, portCountMax);
        present = new Bits(nodeCountMax);
        ready = new Bits(nodeCountMax);
        classRows = new IntColumn(nodeCountMax);
        idHighs = new LongColumn(nodeCountMax);
        idLows = new LongColumn(nodeCountMax);
        statuses = new IntColumn(nodeCountMax);
        cpuCapacities = new IntColumn(nodeCountMax);
        memoryCapacities = new IntColumn(nodeCountMax);
        diskCapacities = new IntColumn(nodeCountMax);
        cpuUsed = new IntColumn(nodeCountMax);
        memoryUsed = new IntColumn(nodeCountMax);
        diskUsed = new IntColumn(nodeCountMax);
        allocCounts = new IntColumn(nodeCountMax);
        coresUsed = new IntColumn(nodeCountMax);
        allocsMaxes = new IntColumn(nodeCountMax);
        cpuReciprocals = new LongColumn(nodeCountMax);
        memoryReciprocals = new LongColumn(nodeCountMax);
    }

    /** A reusable draft for {@link #put}. */
    public NodeDraft draft() {
        return draft;
    }

    /** Adds a node, or replaces what is known of it; usage and status stay. The caller has checked that its strings fit. */
    public void put(final int node, final NodeDraft from) {
        final int formerClass = present.get(node) ? classRows.get(node) : -1;
        classRows.set(node, classes.acquire(from));
        if (node >= details.length) {
            details = Arrays.copyOf(details, Math.max(node + 1, details.length << 1));
        }
        final NodeDetail former = details[node];
        details[node] = new NodeDetail(from, strings);
        if (former != null) {
            former.releaseStrings(strings);
        }
        if (formerClass >= 0) {
            classes.release(formerClass);
        }
        idHighs.set(node, from.idHigh);
        idLows.set(node, from.idLow);
        cpuCapacities.set(node, from.cpuMhz);
        memoryCapacities.set(node, from.memoryMb);
        diskCapacities.set(node, from.diskMb);
        allocsMaxes.set(node, from.allocsMax);
        cpuReciprocals.set(node, Fixed.reciprocal(from.cpuMhz));
        memoryReciprocals.set(node, Fixed.reciprocal(from.memoryMb));
        present.set(node);
        rowLimit = Math.max(rowLimit, node + 1);
    }

    /** Forgets a node. Its allocations have released what they held. */
    public void remove(final int node) {
        Invariant.check(present.get(node), "node is known", node);
        classes.release(classRows.get(node));
        detail(node).releaseStrings(strings);
        details[node] = null;
        present.clear(node);
        ready.clear(node);
        statuses.set(node, 0);
    }

    /** Whether the node takes new allocations follows from these three. */
    public void status(final int node, final NodeStatus status, final boolean eligible, final boolean draining) {
        Invariant.check(present.get(node), "node is known", node);
        statuses.set(node, status.ordinal() << 1 | (draining ? 1 : 0));
        ready.put(node, NodeStatus.READY == status && eligible && !draining);
    }

    /** An allocation holds this much more. */
    public void take(final int node, final int cpuMhz, final int memoryMb, final int diskMb, final int cores) {
        cpuUsed.add(node, cpuMhz);
        memoryUsed.add(node, memoryMb);
        diskUsed.add(node, diskMb);
        coresUsed.add(node, cores);
        allocCounts.add(node, 1);
    }

    /** An allocation does not hold this any more. */
    public void release(final int node, final int cpuMhz, final int memoryMb, final int diskMb, final int cores) {
        cpuUsed.add(node, -cpuMhz);
        memoryUsed.add(node, -memoryMb);
        diskUsed.add(node, -diskMb);
        coresUsed.add(node, -cores);
        allocCounts.add(node, -1);
    }

    /** Points a chunk at the columns of its rows, so that a scan finds them without asking row by row. */
    public void wrap(final int index, final NodeChunk chunk) {
        chunk.classRows = classRows.chunk(index);
        chunk.idHighs = idHighs.chunk(index);
        chunk.idLows = idLows.chunk(index);
        chunk.cpuCapacities = cpuCapacities.chunk(index);
        chunk.memoryCapacities = memoryCapacities.chunk(index);
        chunk.diskCapacities = diskCapacities.chunk(index);
        chunk.cpuUsed = cpuUsed.chunk(index);
        chunk.memoryUsed = memoryUsed.chunk(index);
        chunk.diskUsed = diskUsed.chunk(index);
        chunk.allocCounts = allocCounts.chunk(index);
        chunk.allocsMaxes = allocsMaxes.chunk(index);
        chunk.cpuReciprocals = cpuReciprocals.chunk(index);
        chunk.memoryReciprocals = memoryReciprocals.chunk(index);
    }

    public PortLedger ports() {
        return ports;
    }

    public StringTable strings() {
        return strings;
    }

    public NodeClasses classes() {
        return classes;
    }

    /** One above the highest row that was ever used. */
    public int rowLimit() {
        return rowLimit;
    }

    public boolean isPresent(final int node) {
        return present.get(node);
    }

    /** Whether the node takes new allocations. */
    public boolean isReady(final int node) {
        return ready.get(node);
    }

    /** The nodes that take new allocations, to read only. */
    public Bits ready() {
        return ready;
    }

    public NodeStatus nodeStatus(final int node) {
        return STATUSES[statuses.get(node) >>> 1];
    }

    public boolean isDraining(final int node) {
        return (statuses.get(node) & 1) != 0;
    }

    public int classRow(final int node) {
        return classRows.get(node);
    }

    /** Class rows by node. */
    public IntColumn classRows() {
        return classRows;
    }

    public NodeClass nodeClass(final int node) {
        return classes.get(classRows.get(node));
    }

    public NodeDetail detail(final int node) {
        final NodeDetail detail = details[node];
        if (detail == null) {
            throw Invariant.unreachable("node is known");
        }
        return detail;
    }

    public long idHigh(final int node) {
        return idHighs.get(node);
    }

    public long idLow(final int node) {
        return idLows.get(node);
    }

    /** MHz that allocations may use. */
    public int cpuMhz(final int node) {
        return cpuCapacities.get(node);
    }

    public int memoryMb(final int node) {
        return memoryCapacities.get(node);
    }

    public int diskMb(final int node) {
        return diskCapacities.get(node);
    }

    /** MHz that allocations hold; more than there is while replaced ones are still stopping. */
    public int cpuUsedMhz(final int node) {
        return cpuUsed.get(node);
    }

    public int memoryUsedMb(final int node) {
        return memoryUsed.get(node);
    }

    public int diskUsedMb(final int node) {
        return diskUsed.get(node);
    }

    public int coresUsed(final int node) {
        return coresUsed.get(node);
    }

    public int allocCount(final int node) {
        return allocCounts.get(node);
    }

    /** Most allocations at a time, 0 for no limit. */
    public int allocsMax(final int node) {
        return allocsMaxes.get(node);
    }

    /** See {@link Fixed#reciprocal}. */
    public long cpuReciprocal(final int node) {
        return cpuReciprocals.get(node);
    }

    public long memoryReciprocal(final int node) {
        return memoryReciprocals.get(node);
    }
}
