package io.drover.cluster.state;

import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import org.agrona.MutableDirectBuffer;

/**
 * Ports, cores and devices that an allocation holds, and what was evicted for it: most have few or none, so they share one blob.
 *
 * <pre>
 *  | port count (4) | core count (2) | device count (2) | port | ... | core (4) | ... | device | ... | id of an evicted one (16) | ... |
 *      port = | index in the spec (4) | value (4) | to (4) | string id of the address (4) |
 *      device = | string id of the task (4) | string id of the key of the instance (4) |
 * </pre>
 */
public final class AllocResources {
    /** The spec of the allocation has no such port. */
    public static final int NO_SPEC = -1;

    private static final int CORE_COUNT = 4;
    private static final int DEVICE_COUNT = 6;
    private static final int PORTS = 8;
    private static final int DEVICE_LENGTH = 8;
    private static final int DEVICE_KEY = 4;
    private static final int COUNT_MASK = 0xffff;
    private static final int PORT_LENGTH = 16;
    private static final int ID_LENGTH = 2 * Long.BYTES;
    private static final int PORT_VALUE = 4;
    private static final int PORT_TO = 8;
    private static final int PORT_ADDRESS = 12;

    private final AllocTable allocs;
    private final Heap heap;

    public AllocResources(final AllocTable allocs, final Heap heap) {
        this.allocs = allocs;
        this.heap = heap;
    }

    /** Makes room for ports, cores and devices, which must then all be set. There must be room. */
    public void reserve(final int alloc, final int portCount, final int coreCount, final int deviceCount) {
        if (0 == portCount && 0 == coreCount && 0 == deviceCount) {
            return;
        }
        final int blob = heap.blobs()
                .reserve(PORTS + portCount * PORT_LENGTH + coreCount * Integer.BYTES + deviceCount * DEVICE_LENGTH);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for ports, cores and devices was checked");
        final MutableDirectBuffer buffer = heap.blobs().buffer(blob);
        final int offset = heap.blobs().offset(blob);
        buffer.putInt(offset, portCount);
        buffer.putShort(offset + CORE_COUNT, (short) coreCount);
        buffer.putShort(offset + DEVICE_COUNT, (short) deviceCount);
        allocs.resources(alloc, blob);
    }

    /** Sets a port and takes over the reference to its address. */
    public void port(
            final int alloc, final int index, final int spec, final int value, final int to, final int address) {
        final MutableDirectBuffer buffer = buffer(alloc);
        final int offset = portOffset(alloc, index);
        buffer.putInt(offset, spec);
        buffer.putInt(offset + PORT_VALUE, value);
        buffer.putInt(offset + PORT_TO, to);
        buffer.putInt(offset + PORT_ADDRESS, address);
    }

    public void core(final int alloc, final int index, final int core) {
        buffer(alloc).putInt(coreOffset(alloc, index), core);
    }

    /** Sets an instance of a device and takes over the references to its task's name and its key. */
    public void device(final int alloc, final int index, final int task, final int key) {
        final int offset = deviceOffset(alloc, index);
        buffer(alloc).putInt(offset, task);
        buffer(alloc).putInt(offset + DEVICE_KEY, key);
    }

    /** Gives up addresses, tasks and keys; the blob itself goes with the row. */
    public void release(final int alloc) {
        for (int device = deviceCount(alloc) - 1; device >= 0; device--) {
            heap.strings().release(deviceTask(alloc, device));
            heap.strings().release(device(alloc, device));
        }
        for (int port = portCount(alloc) - 1; port >= 0; port--) {
            heap.strings().release(portAddress(alloc, port));
        }
        allocs.resources(alloc, BlobHeap.NULL_BLOB);
    }

    public int portCount(final int alloc) {
        return hasAny(alloc) ? buffer(alloc).getInt(offset(alloc)) : 0;
    }

    public int coreCount(final int alloc) {
        return hasAny(alloc) ? buffer(alloc).getShort(offset(alloc) + CORE_COUNT) & COUNT_MASK : 0;
    }

    public int deviceCount(final int alloc) {
        return hasAny(alloc) ? buffer(alloc).getShort(offset(alloc) + DEVICE_COUNT) & COUNT_MASK : 0;
    }

    /** String id of the name of the task that has the instance. */
    public int deviceTask(final int alloc, final int index) {
        return buffer(alloc).getInt(deviceOffset(alloc, index));
    }

    /** String id of the key of the instance. */
    public int device(final int alloc, final int index) {
        return buffer(alloc).getInt(deviceOffset(alloc, index) + DEVICE_KEY);
    }

    /** Where the port is in the spec from now on. */
    public void portSpec(final int alloc, final int index, final int spec) {
        buffer(alloc).putInt(portOffset(alloc, index), spec);
    }

    /** Index of the port in the spec, or {@link #NO_SPEC}. */
    public int portSpec(final int alloc, final int index) {
        return buffer(alloc).getInt(portOffset(alloc, index));
    }

    public int portValue(final int alloc, final int index) {
        return buffer(alloc).getInt(portOffset(alloc, index) + PORT_VALUE);
    }

    public int portTo(final int alloc, final int index) {
        return buffer(alloc).getInt(portOffset(alloc, index) + PORT_TO);
    }

    /** String id of the address. */
    public int portAddress(final int alloc, final int index) {
        return buffer(alloc).getInt(portOffset(alloc, index) + PORT_ADDRESS);
    }

    public int core(final int alloc, final int index) {
        return buffer(alloc).getInt(coreOffset(alloc, index));
    }

    /** Makes room for the ids of allocations that were evicted in favour of this one, behind what it holds. There must be room. */
    public void reservePreempted(final int alloc, final int count) {
        final int before = hasAny(alloc) ? heap.length(allocs.resources(alloc)) : PORTS;
        final int blob = heap.blobs().reserve(before + count * ID_LENGTH);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for evicted allocations was checked");
        final MutableDirectBuffer buffer = heap.blobs().buffer(blob);
        final int offset = heap.blobs().offset(blob);
        if (hasAny(alloc)) {
            heap.blobs().copyTo(allocs.resources(alloc), buffer, offset);
        } else {
            buffer.putLong(offset, 0);
        }
        allocs.resources(alloc, blob);
    }

    public void preempted(final int alloc, final int index, final long idHigh, final long idLow) {
        final int offset = preemptedOffset(alloc, index);
        buffer(alloc).putLong(offset, idHigh);
        buffer(alloc).putLong(offset + Long.BYTES, idLow);
    }

    /** Allocations that were evicted in favour of this one. */
    public int preemptedCount(final int alloc) {
        return hasAny(alloc) ? (heap.length(allocs.resources(alloc)) - heldLength(alloc)) / ID_LENGTH : 0;
    }

    public long preemptedHigh(final int alloc, final int index) {
        return buffer(alloc).getLong(preemptedOffset(alloc, index));
    }

    public long preemptedLow(final int alloc, final int index) {
        return buffer(alloc).getLong(preemptedOffset(alloc, index) + Long.BYTES);
    }

    private int heldLength(final int alloc) {
        return PORTS
                + portCount(alloc) * PORT_LENGTH
                + coreCount(alloc) * Integer.BYTES
                + deviceCount(alloc) * DEVICE_LENGTH;
    }

    private int deviceOffset(final int alloc, final int index) {
        Invariant.checkIndex(index, deviceCount(alloc), "device");
        return offset(alloc)
                + PORTS
                + portCount(alloc) * PORT_LENGTH
                + coreCount(alloc) * Integer.BYTES
                + index * DEVICE_LENGTH;
    }

    private int preemptedOffset(final int alloc, final int index) {
        Invariant.checkIndex(index, preemptedCount(alloc), "evicted allocation");
        return offset(alloc) + heldLength(alloc) + index * ID_LENGTH;
    }

    private boolean hasAny(final int alloc) {
        return BlobHeap.NULL_BLOB != allocs.resources(alloc);
    }

    private MutableDirectBuffer buffer(final int alloc) {
        return heap.blobs().buffer(allocs.resources(alloc));
    }

    private int offset(final int alloc) {
        return heap.blobs().offset(allocs.resources(alloc));
    }

    private int portOffset(final int alloc, final int index) {
        Invariant.checkIndex(index, portCount(alloc), "port");
        return offset(alloc) + PORTS + index * PORT_LENGTH;
    }

    private int coreOffset(final int alloc, final int index) {
        Invariant.checkIndex(index, coreCount(alloc), "core");
        return offset(alloc) + PORTS + portCount(alloc) * PORT_LENGTH + index * Integer.BYTES;
    }
}
