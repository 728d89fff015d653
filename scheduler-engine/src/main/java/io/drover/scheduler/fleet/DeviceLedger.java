package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.IntColumn;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;

/**
 * Instances of devices in use: how many allocations hold an instance of a node.
 *
 * <pre>
 *  key  63            32 31                   0
 *      +----------------+----------------------+
 *      | node row       | string of the key    |  ──► holders
 *      +----------------+----------------------+
 * </pre>
 *
 * <p>Two may hold the same one for a while: a stopping allocation keeps its devices until its node reports the end, and its replacement
 * has them already.
 */
public final class DeviceLedger {
    private final LongIndex holders;
    private final IntColumn inUse;

    DeviceLedger(final int nodeCountMax, final int deviceCountMax) {
        holders = new LongIndex(deviceCountMax);
        inUse = new IntColumn(nodeCountMax);
    }

    /** Whether this many instances more can be taken, whichever. */
    public boolean hasRoomFor(final int instances) {
        return holders.hasRoomFor(instances);
    }

    /** One holder more. */
    public void take(final int node, final int instance) {
        final long key = key(node, instance);
        final int count = holders.find(key);
        if (Slab.NULL_ROW == count) {
            inUse.add(node, 1);
        }
        Invariant.check(holders.put(key, Slab.NULL_ROW == count ? 1 : count + 1), "there is room for a device", node);
    }

    /** One holder less. */
    public void release(final int node, final int instance) {
        final long key = key(node, instance);
        final int count = holders.find(key);
        Invariant.check(count > 0, "device is held", node, instance);
        if (1 == count) {
            holders.remove(key);
            inUse.add(node, -1);
        } else {
            holders.put(key, count - 1);
        }
    }

    public boolean isTaken(final int node, final int instance) {
        return inUse.get(node) > 0 && holders.find(key(node, instance)) != Slab.NULL_ROW;
    }

    /** Instances of the node that are held. */
    public int inUse(final int node) {
        return inUse.get(node);
    }

    private static long key(final int node, final int instance) {
        return (long) node << Integer.SIZE | instance & 0xffff_ffffL;
    }
}
