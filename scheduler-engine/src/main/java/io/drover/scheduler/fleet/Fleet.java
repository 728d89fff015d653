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
 *  row     | class | cpu without reserve | cpu free | memory ... | disk ... | allocs | flags |
 *            └─► {@link NodeClasses}: data center, pool, attributes, drivers, networks, volumes, devices
 *  row ──► unique attributes, addresses, reserved ports          (objects, changed by registrations only)
 *  ports in use ──► {@link PortLedger}          devices in use ──► {@link DeviceLedger}
 * </pre>
 *
 * <p>Usage is what allocations hold that are not client-terminal; {@link #take} and {@link #release} are called with exactly
 * what the placement said. The scheduler itself takes and releases while it tries, and undoes that before it returns.
 * Owned by one thread. Only registrations allocate.
 */
public final class Fleet {
    /** Stands for no limit: more than there can be. */
    private static final int SLOTS_UNBOUNDED = 1 << 30;

    private static final NodeStatus[] STATUSES = NodeStatus.values();

    private final StringTable strings;
    private final NodeClasses classes;
    private final PortLedger ports;
    private final DeviceLedger devices;
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
    private final IntColumn cpuFree;
    private final IntColumn memoryFree;
    private final IntColumn diskFree;
    private final IntColumn slotsFree;
    private final IntColumn coresUsed;
    private final IntColumn slotCapacities;
    private @Nullable NodeDetail[] details = new NodeDetail[16];
    private int rowLimit;

    /**
     * @param nodeCountMax nodes that may be known at a time.
     * @param portCountMax ports that allocations may hold at a time.
     * @param deviceCountMax instances of devices that allocations may hold at a time.
     * @param strings      the cluster's strings; the fleet holds references of its own.
     */
    public Fleet(final int nodeCountMax, final int portCountMax, final int deviceCountMax, final StringTable strings) {
        this.strings = strings;
        classes = new NodeClasses(nodeCountMax + 1, strings);
        ports = new PortLedger(nodeCountMax, portCountMax);
        devices = new DeviceLedger(nodeCountMax, deviceCountMax);
        present = new Bits(nodeCountMax);
        ready = new Bits(nodeCountMax);
        classRows = new IntColumn(nodeCountMax);
        idHighs = new LongColumn(nodeCountMax);
        idLows = new LongColumn(nodeCountMax);
        statuses = new IntColumn(nodeCountMax);
        cpuCapacities = new IntColumn(nodeCountMax);
        memoryCapacities = new IntColumn(nodeCountMax);
        diskCapacities = new IntColumn(nodeCountMax);
        cpuFree = new IntColumn(nodeCountMax);
        memoryFree = new IntColumn(nodeCountMax);
        diskFree = new IntColumn(nodeCountMax);
        slotsFree = new IntColumn(nodeCountMax);
        coresUsed = new IntColumn(nodeCountMax);
        slotCapacities = new IntColumn(nodeCountMax);
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
            if (ready.get(node)) {
                classes.addReady(formerClass, -1);
                classes.addReady(classRows.get(node), 1);
            }
            classes.release(formerClass);
        }
        idHighs.set(node, from.idHigh);
        idLows.set(node, from.idLow);
        capacity(cpuCapacities, cpuFree, node, from.cpuMhz);
        capacity(memoryCapacities, memoryFree, node, from.memoryMb);
        capacity(diskCapacities, diskFree, node, from.diskMb);
        capacity(slotCapacities, slotsFree, node, from.allocsMax == 0 ? SLOTS_UNBOUNDED : from.allocsMax);
        present.set(node);
        rowLimit = Math.max(rowLimit, node + 1);
    }

    /** Forgets a node. Its allocations have released what they held. */
    public void remove(final int node) {
        Invariant.check(present.get(node), "node is known", node);
        ready(node, false);
        classes.release(classRows.get(node));
        detail(node).releaseStrings(strings);
        details[node] = null;
        present.clear(node);
        statuses.set(node, 0);
    }

    /** Whether the node takes new allocations follows from these three. */
    public void status(final int node, final NodeStatus status, final boolean eligible, final boolean draining) {
        Invariant.check(present.get(node), "node is known", node);
        statuses.set(node, status.ordinal() << 1 | (draining ? 1 : 0));
        ready(node, NodeStatus.READY == status && eligible && !draining);
    }

    private void ready(final int node, final boolean isReady) {
        if (ready.get(node) != isReady) {
            ready.put(node, isReady);
            classes.addReady(classRows.get(node), isReady ? 1 : -1);
        }
    }

    /** An allocation holds this much more. */
    public void take(final int node, final int cpuMhz, final int memoryMb, final int diskMb, final int cores) {
        cpuFree.add(node, -cpuMhz);
        memoryFree.add(node, -memoryMb);
        diskFree.add(node, -diskMb);
        coresUsed.add(node, cores);
        slotsFree.add(node, -1);
    }

    /** An allocation does not hold this any more. */
    public void release(final int node, final int cpuMhz, final int memoryMb, final int diskMb, final int cores) {
        cpuFree.add(node, cpuMhz);
        memoryFree.add(node, memoryMb);
        diskFree.add(node, diskMb);
        coresUsed.add(node, -cores);
        slotsFree.add(node, 1);
    }

    /** Points a chunk at the columns of its rows, so that a scan finds them without asking row by row. */
    public void wrap(final int index, final NodeChunk chunk) {
        chunk.classRows = classRows.chunk(index);
        chunk.idHighs = idHighs.chunk(index);
        chunk.idLows = idLows.chunk(index);
        chunk.cpuCapacities = cpuCapacities.chunk(index);
        chunk.memoryCapacities = memoryCapacities.chunk(index);
        chunk.cpuFree = cpuFree.chunk(index);
        chunk.memoryFree = memoryFree.chunk(index);
        chunk.diskFree = diskFree.chunk(index);
        chunk.slotsFree = slotsFree.chunk(index);
    }

    public PortLedger ports() {
        return ports;
    }

    public DeviceLedger devices() {
        return devices;
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
        return cpuCapacities.get(node) - cpuFree.get(node);
    }

    public int memoryUsedMb(final int node) {
        return memoryCapacities.get(node) - memoryFree.get(node);
    }

    public int diskUsedMb(final int node) {
        return diskCapacities.get(node) - diskFree.get(node);
    }

    /** MHz that nobody holds, below 0 while replaced allocations are still stopping. */
    public int cpuFreeMhz(final int node) {
        return cpuFree.get(node);
    }

    public int memoryFreeMb(final int node) {
        return memoryFree.get(node);
    }

    public int diskFreeMb(final int node) {
        return diskFree.get(node);
    }

    /** Allocations that the node may hold beyond those that it holds. */
    public int slotsFree(final int node) {
        return slotsFree.get(node);
    }

    public int coresUsed(final int node) {
        return coresUsed.get(node);
    }

    public int allocCount(final int node) {
        return slotCapacities.get(node) - slotsFree.get(node);
    }

    /** Most allocations at a time, 0 for no limit. */
    public int allocsMax(final int node) {
        final int capacity = slotCapacities.get(node);
        return capacity == SLOTS_UNBOUNDED ? 0 : capacity;
    }

    private static void capacity(final IntColumn capacities, final IntColumn free, final int node, final int capacity) {
        free.add(node, capacity - capacities.get(node));
        capacities.set(node, capacity);
    }
}
