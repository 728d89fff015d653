package io.drover.scheduler.plan;

import java.util.Arrays;

/**
 * Allocations to create, by position in the plan. {@link #add} begins one; the setters and {@code append…} methods
 * complete the one begun last.
 */
public final class Placements {
    /** Reference to nothing. */
    public static final int NONE = -1;

    private static final byte CANARY = 1;
    private static final byte RESCHEDULED = 1 << 1;
    private static final byte IN_DEPLOYMENT = 1 << 2;

    private int count;
    private int[] groups = new int[16];
    private int[] outcomes = new int[16];
    private int[] nameIndexes = new int[16];
    private int[] nodes = new int[16];
    private long[] specs = new long[16];
    private int[] previousAllocs = new int[16];
    private byte[] flags = new byte[16];
    private long[] rescheduleDelaysMs = new long[16];
    private int[] cpuMhz = new int[16];
    private int[] memoryMb = new int[16];
    private int[] diskMb = new int[16];
    private long[] scores = new long[16];
    private int[] metricOffsets = new int[16];
    private int[] metricLengths = new int[16];
    private int[] portLimits = new int[16];
    private int[] coreLimits = new int[16];
    private int[] deviceLimits = new int[16];

    private int portCount;
    private int[] portSpecs = new int[16];
    private int[] portValues = new int[16];
    private int[] portTargets = new int[16];
    private int[] portAddresses = new int[16];

    private int coreCount;
    private int[] cores = new int[16];

    private int deviceCount;
    private int[] deviceSpecs = new int[4];
    private int[] devices = new int[4];

    void clear() {
        count = 0;
        portCount = 0;
        coreCount = 0;
        deviceCount = 0;
    }

    /**
     * Begins a placement.
     *
     * @param spec      spec of the job version to run: usually the current one, an older one while canaries are tried.
     * @param group     its group in that spec.
     * @param outcome   position of the group among the plan's outcomes.
     * @param nameIndex the n of {@code job.group[n]}.
     * @param node      row of the chosen node.
     */
    public int add(final long spec, final int group, final int outcome, final int nameIndex, final int node) {
        if (count == groups.length) {
            grow();
        }
        specs[count] = spec;
        groups[count] = group;
        outcomes[count] = outcome;
        nameIndexes[count] = nameIndex;
        nodes[count] = node;
        previousAllocs[count] = NONE;
        flags[count] = 0;
        rescheduleDelaysMs[count] = 0;
        metricOffsets[count] = 0;
        metricLengths[count] = 0;
        scores[count] = 0;
        portLimits[count] = portCount;
        coreLimits[count] = coreCount;
        deviceLimits[count] = deviceCount;
        return count++;
    }

    /** What it holds of the node; the sum over its tasks, folded by life cycle. */
    public Placements resources(final int cpu, final int memory, final int disk) {
        cpuMhz[count - 1] = cpu;
        memoryMb[count - 1] = memory;
        diskMb[count - 1] = disk;
        return this;
    }

    /** The allocation that it replaces. */
    public Placements replaces(final int alloc) {
        previousAllocs[count - 1] = alloc;
        return this;
    }

    /** Takes the placement begun last back: nothing has been appended to it yet. */
    public void removeLast() {
        count--;
    }

    /** It replaces a failed allocation: the reschedule tracker goes on with one event more. */
    public Placements rescheduled(final long delayMs) {
        flags[count - 1] |= RESCHEDULED;
        rescheduleDelaysMs[count - 1] = delayMs;
        return this;
    }

    public Placements canary() {
        flags[count - 1] |= CANARY;
        return this;
    }

    /** It belongs to the deployment of the plan or, when that has none, to the job's current one. */
    public Placements inDeployment() {
        flags[count - 1] |= IN_DEPLOYMENT;
        return this;
    }

    /** Where its metric lies in the plan's metrics, and the normalized score in it. */
    public Placements metric(final int offset, final int length, final long score) {
        metricOffsets[count - 1] = offset;
        metricLengths[count - 1] = length;
        scores[count - 1] = score;
        return this;
    }

    /**
     * Adds a port.
     *
     * @param specPort index of the port in the spec.
     * @param value    port on the node.
     * @param target   port inside the allocation, 0 for none.
     * @param address  string id of the address.
     */
    public void appendPort(final int specPort, final int value, final int target, final int address) {
        if (portCount == portSpecs.length) {
            portSpecs = Arrays.copyOf(portSpecs, portCount << 1);
            portValues = Arrays.copyOf(portValues, portCount << 1);
            portTargets = Arrays.copyOf(portTargets, portCount << 1);
            portAddresses = Arrays.copyOf(portAddresses, portCount << 1);
        }
        portSpecs[portCount] = specPort;
        portValues[portCount] = value;
        portTargets[portCount] = target;
        portAddresses[portCount] = address;
        portLimits[count - 1] = ++portCount;
    }

    /** Adds a core. Cores are in the order of the spec's tasks, each task taking as many as it asks for. */
    public void appendCore(final int core) {
        if (coreCount == cores.length) {
            cores = Arrays.copyOf(cores, coreCount << 1);
        }
        cores[coreCount] = core;
        coreLimits[count - 1] = ++coreCount;
    }

    /**
     * Adds an instance of a device.
     *
     * @param specDevice index of the ask in the spec.
     * @param key        string id of the key of the instance.
     */
    public void appendDevice(final int specDevice, final int key) {
        if (deviceCount == devices.length) {
            deviceSpecs = Arrays.copyOf(deviceSpecs, deviceCount << 1);
            devices = Arrays.copyOf(devices, deviceCount << 1);
        }
        deviceSpecs[deviceCount] = specDevice;
        devices[deviceCount] = key;
        deviceLimits[count - 1] = ++deviceCount;
    }

    public int count() {
        return count;
    }

    public long spec(final int placement) {
        return specs[placement];
    }

    public int group(final int placement) {
        return groups[placement];
    }

    /** Position of its group among the plan's outcomes. */
    public int outcome(final int placement) {
        return outcomes[placement];
    }

    public int nameIndex(final int placement) {
        return nameIndexes[placement];
    }

    public int node(final int placement) {
        return nodes[placement];
    }

    /** Row of the allocation that it replaces, or {@link #NONE}. */
    public int previous(final int placement) {
        return previousAllocs[placement];
    }

    public boolean isCanary(final int placement) {
        return (flags[placement] & CANARY) != 0;
    }

    /** Whether the reschedule tracker of {@link #previous} goes on with one event more. */
    public boolean isRescheduled(final int placement) {
        return (flags[placement] & RESCHEDULED) != 0;
    }

    /** Delay of that event. */
    public long rescheduleDelayMs(final int placement) {
        return rescheduleDelaysMs[placement];
    }

    public boolean isInDeployment(final int placement) {
        return (flags[placement] & IN_DEPLOYMENT) != 0;
    }

    public int cpuMhz(final int placement) {
        return cpuMhz[placement];
    }

    public int memoryMb(final int placement) {
        return memoryMb[placement];
    }

    public int diskMb(final int placement) {
        return diskMb[placement];
    }

    /** Normalized score, fixed point 2^-32. */
    public long score(final int placement) {
        return scores[placement];
    }

    /** Where its {@code PlacementMetric} begins in {@link PlanBuffer#metrics()}. */
    public int metricOffset(final int placement) {
        return metricOffsets[placement];
    }

    /** Length of its metric with the header, 0 for none. */
    public int metricLength(final int placement) {
        return metricLengths[placement];
    }

    /** First of its ports: the index for the {@code port…} methods. */
    public int portFirst(final int placement) {
        return 0 == placement ? 0 : portLimits[placement - 1];
    }

    /** One behind the last of its ports. */
    public int portLimit(final int placement) {
        return portLimits[placement];
    }

    /** Index of the port in the spec: there are its label, kind and host network. */
    public int portSpec(final int port) {
        return portSpecs[port];
    }

    public int portValue(final int port) {
        return portValues[port];
    }

    /** Port inside the allocation, 0 for none. */
    public int portTarget(final int port) {
        return portTargets[port];
    }

    /** String id of the address that it is bound to. */
    public int portAddress(final int port) {
        return portAddresses[port];
    }

    /** First of its cores: the index for {@link #core}. */
    public int coreFirst(final int placement) {
        return 0 == placement ? 0 : coreLimits[placement - 1];
    }

    /** One behind the last of its cores. */
    public int coreLimit(final int placement) {
        return coreLimits[placement];
    }

    public int core(final int index) {
        return cores[index];
    }

    /** First of its devices: the index for the {@code device…} methods. */
    public int deviceFirst(final int placement) {
        return 0 == placement ? 0 : deviceLimits[placement - 1];
    }

    /** One behind the last of its devices. */
    public int deviceLimit(final int placement) {
        return deviceLimits[placement];
    }

    /** Index of the ask in the spec. */
    public int deviceSpec(final int device) {
        return deviceSpecs[device];
    }

    /** String id of the key of the instance. */
    public int device(final int device) {
        return devices[device];
    }

    /** Instances of devices of all placements. */
    public int deviceCount() {
        return deviceCount;
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        outcomes = Arrays.copyOf(outcomes, capacity);
        nameIndexes = Arrays.copyOf(nameIndexes, capacity);
        nodes = Arrays.copyOf(nodes, capacity);
        specs = Arrays.copyOf(specs, capacity);
        previousAllocs = Arrays.copyOf(previousAllocs, capacity);
        flags = Arrays.copyOf(flags, capacity);
        rescheduleDelaysMs = Arrays.copyOf(rescheduleDelaysMs, capacity);
        cpuMhz = Arrays.copyOf(cpuMhz, capacity);
        memoryMb = Arrays.copyOf(memoryMb, capacity);
        diskMb = Arrays.copyOf(diskMb, capacity);
        scores = Arrays.copyOf(scores, capacity);
        metricOffsets = Arrays.copyOf(metricOffsets, capacity);
        metricLengths = Arrays.copyOf(metricLengths, capacity);
        portLimits = Arrays.copyOf(portLimits, capacity);
        coreLimits = Arrays.copyOf(coreLimits, capacity);
        deviceLimits = Arrays.copyOf(deviceLimits, capacity);
    }
}
