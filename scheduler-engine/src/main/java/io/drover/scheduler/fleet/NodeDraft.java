package io.drover.scheduler.fleet;

import io.drover.sbe.common.DeviceValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A node as its registration describes it, on the way into the {@link Fleet}. Reusable: {@link #begin}, then whatever the node
 * has, then {@link Fleet#put}. Strings are copied, so that buffers may be reused at once.
 *
 * <p>Attributes and meta keys are kept as constraints name them, {@code attr.KEY} and {@code meta.KEY}.
 */
public final class NodeDraft {
    /** Most MHz, MB of memory or MB of disk that are believed; sums over many allocations then stay within 32 bits. */
    public static final int CAPACITY_MAX = 1 << 28;

    /** Default range of dynamic ports, both ends included. */
    public static final int DYNAMIC_PORT_MIN = 20_000;

    public static final int DYNAMIC_PORT_MAX = 32_000;

    private static final int CORE_BITS = 16;

    static final byte[] ATTRIBUTE_PREFIX = "attr.".getBytes(StandardCharsets.US_ASCII);
    static final byte[] META_PREFIX = "meta.".getBytes(StandardCharsets.US_ASCII);
    private static final int DATACENTER = 0;
    private static final int NODE_CLASS = 1;
    private static final int POOL = 2;
    private static final int NAME = 3;

    final TextList identity = new TextList();
    final TextList keys = new TextList();
    final TextList values = new TextList();
    final TextList driverNames = new TextList();
    final TextList networkTexts = new TextList();
    final TextList volumeNames = new TextList();
    final PluginDrafts plugins = new PluginDrafts();
    final DeviceDraft devices = new DeviceDraft();
    boolean[] driversUsable = new boolean[8];
    boolean[] volumesReadOnly = new boolean[8];
    long[] volumeIds = new long[16];
    int[] cores = new int[8];
    int[] coreNumaNodes = new int[8];
    int[] coreMhzs = new int[8];
    int coreEntries;
    int[] reservedPorts = new int[8];
    int reservedPortCount;

    long idHigh;
    long idLow;
    int cpuMhz;
    int memoryMb;
    int diskMb;
    int cpuPerCoreMhz;
    int coreCount;
    int allocsMax;
    int dynamicPortMin;
    int dynamicPortMax;

    /** Forgets the last node and begins another one. */
    public NodeDraft begin(final long high, final long low) {
        idHigh = high;
        idLow = low;
        identity.clear();
        keys.clear();
        values.clear();
        driverNames.clear();
        networkTexts.clear();
        volumeNames.clear();
        plugins.clear();
        devices.clear();
        coreEntries = 0;
        reservedPortCount = 0;
        cpuMhz = 0;
        memoryMb = 0;
        diskMb = 0;
        cpuPerCoreMhz = 0;
        coreCount = 0;
        allocsMax = 0;
        dynamicPortMin = DYNAMIC_PORT_MIN;
        dynamicPortMax = DYNAMIC_PORT_MAX;
        return this;
    }

    /** Names the node. To be called first, once, in this order. */
    public NodeDraft names(
            final DirectBuffer datacenter,
            final DirectBuffer nodeClass,
            final DirectBuffer pool,
            final DirectBuffer name) {
        identity.clear();
        identity.add(datacenter, 0, datacenter.capacity());
        identity.add(nodeClass, 0, nodeClass.capacity());
        identity.add(pool, 0, pool.capacity());
        identity.add(name, 0, name.capacity());
        return this;
    }

    /** Total compute in MHz, memory and disk in MB, and what of it is reserved for other purposes. */
    public NodeDraft capacity(
            final int totalCpu,
            final int totalMemory,
            final int totalDisk,
            final int reservedCpu,
            final int reservedMemory,
            final int reservedDisk) {
        cpuMhz = net(totalCpu, reservedCpu);
        memoryMb = net(totalMemory, reservedMemory);
        diskMb = net(totalDisk, reservedDisk);
        cpuPerCoreMhz = coreCount > 0 ? Math.max(0, totalCpu) / coreCount : 0;
        return this;
    }

    /** Cores that tasks may reserve, numbered from 0. Call before {@link #capacity}, which derives what one is worth. */
    public NodeDraft cores(final int count) {
        coreCount = Math.max(0, count);
        return this;
    }

    /** A core that tasks may reserve; where none is described, they are counted from 0. */
    public NodeDraft core(final int core, final int numaNode, final int mhz) {
        if (coreEntries == cores.length) {
            cores = Arrays.copyOf(cores, coreEntries << 1);
            coreNumaNodes = Arrays.copyOf(coreNumaNodes, coreEntries << 1);
            coreMhzs = Arrays.copyOf(coreMhzs, coreEntries << 1);
        }
        cores[coreEntries] = core;
        coreNumaNodes[coreEntries] = numaNode;
        coreMhzs[coreEntries++] = Math.max(0, Math.min(mhz, CAPACITY_MAX >> CORE_BITS));
        return this;
    }

    /** Most allocations at a time; 0 for no limit. */
    public NodeDraft allocsMax(final int count) {
        allocsMax = Math.max(0, count);
        return this;
    }

    /** Range of dynamic ports, both ends included; 0 for the default. */
    public NodeDraft dynamicPorts(final int min, final int max) {
        dynamicPortMin = min > 0 ? Math.min(min, 65_535) : DYNAMIC_PORT_MIN;
        dynamicPortMax = max > 0 ? Math.min(max, 65_535) : DYNAMIC_PORT_MAX;
        return this;
    }

    /** A port that nobody gets, on any address. */
    public NodeDraft reservedPort(final int port) {
        if (reservedPortCount == reservedPorts.length) {
            reservedPorts = Arrays.copyOf(reservedPorts, reservedPortCount << 1);
        }
        reservedPorts[reservedPortCount++] = port;
        return this;
    }

    public NodeDraft attribute(final DirectBuffer key, final DirectBuffer value) {
        keys.add(ATTRIBUTE_PREFIX, key, 0, key.capacity());
        values.add(value, 0, value.capacity());
        return this;
    }

    public NodeDraft meta(final DirectBuffer key, final DirectBuffer value) {
        keys.add(META_PREFIX, key, 0, key.capacity());
        values.add(value, 0, value.capacity());
        return this;
    }

    public NodeDraft driver(final DirectBuffer name, final boolean detected, final boolean healthy) {
        final int index = driverNames.add(name, 0, name.capacity());
        if (index == driversUsable.length) {
            driversUsable = Arrays.copyOf(driversUsable, index << 1);
        }
        driversUsable[index] = detected && healthy;
        return this;
    }

    /** A network; the order matters: the first address of a matching alias that works is taken. */
    public NodeDraft network(
            final DirectBuffer mode, final DirectBuffer device, final DirectBuffer address, final DirectBuffer alias) {
        networkTexts.add(mode, 0, mode.capacity());
        networkTexts.add(device, 0, device.capacity());
        networkTexts.add(address, 0, address.capacity());
        networkTexts.add(alias, 0, alias.capacity());
        return this;
    }

    /** A host volume of the node's configuration. */
    public NodeDraft hostVolume(final DirectBuffer name, final boolean readOnly) {
        return hostVolume(name, readOnly, 0, 0);
    }

    /** A host volume; those that came while the node ran have an id. */
    public NodeDraft hostVolume(
            final DirectBuffer name, final boolean readOnly, final long volumeIdHigh, final long volumeIdLow) {
        final int index = volumeNames.add(name, 0, name.capacity());
        if (index == volumesReadOnly.length) {
            volumesReadOnly = Arrays.copyOf(volumesReadOnly, index << 1);
            volumeIds = Arrays.copyOf(volumeIds, index << 2);
        }
        volumesReadOnly[index] = readOnly;
        volumeIds[2 * index] = volumeIdHigh;
        volumeIds[2 * index + 1] = volumeIdLow;
        return this;
    }

    /** Names the group of like devices whose instances and attributes were added since the last one. */
    public NodeDraft device(final DirectBuffer vendor, final DirectBuffer type, final DirectBuffer name) {
        devices.group(vendor, type, name);
        return this;
    }

    /** An instance of the group that is named next. */
    public NodeDraft deviceInstance(final DirectBuffer id, final boolean isHealthy, final int numaNode) {
        devices.instance(id, isHealthy, numaNode);
        return this;
    }

    /** An attribute of the group that is named next: the number of those that are not texts, a decimal one as its bits. */
    public NodeDraft deviceAttribute(
            final DirectBuffer key,
            final DeviceValueKind kind,
            final long number,
            final DirectBuffer text,
            final DirectBuffer unit) {
        devices.attribute(key, kind, number, text, unit);
        return this;
    }

    /**
     * A storage plugin that can mount volumes on the node, where the segments say that were added since the one before.
     *
     * @param volumesMax volumes that the node can have of it at a time, 0 for no limit.
     */
    public NodeDraft storagePlugin(final DirectBuffer name, final boolean isHealthy, final long volumesMax) {
        plugins.add(name, isHealthy, (int) Math.max(0, Math.min(Integer.MAX_VALUE, volumesMax)));
        return this;
    }

    /** Where the node is, in the terms of the storage plugin that is added next. */
    public NodeDraft segment(final DirectBuffer key, final DirectBuffer value) {
        plugins.addSegment(key, value);
        return this;
    }

    /** Strings that {@link Fleet#put} may add to the table at most. */
    public int stringCountMax() {
        return identity.count()
                + keys.count()
                + values.count()
                + driverNames.count()
                + networkTexts.count()
                + 2 * volumeNames.count()
                + plugins.stringCount()
                + devices.stringCount();
    }

    int datacenter() {
        return DATACENTER;
    }

    int nodeClass() {
        return NODE_CLASS;
    }

    int pool() {
        return POOL;
    }

    int name() {
        return NAME;
    }

    private static int net(final int total, final int reserved) {
        return Math.min(CAPACITY_MAX, Math.max(0, total - Math.max(0, reserved)));
    }
}
