package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.IntColumn;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;

/**
 * Ports in use: how many allocations hold a port of an address of a node.
 *
 * <pre>
 *  key  63            40 39            16 15       0
 *      +----------------+----------------+----------+
 *      | node row       | address string | port     |  ──► holders
 *      +----------------+----------------+----------+
 * </pre>
 *
 * <p>Two may hold the same one for a while: a stopping allocation keeps its port until its node reports the end, and
 * its replacement has it already.
 */
public final class PortLedger {
    private static final int ROW_MAX = 1 << 24;

    private final LongIndex holders;
    private final IntColumn portsInUse;

    PortLedger(final int nodeCountMax, final int portCountMax) {
        Invariant.check(nodeCountMax <= ROW_MAX, "node rows fit the key", nodeCountMax);
        holders = new LongIndex(portCountMax);
        portsInUse = new IntColumn(nodeCountMax);
    }

    /** Whether this many ports more can be taken, whichever. */
    public boolean hasRoomFor(final int ports) {
        return holders.hasRoomFor(ports);
    }

    /** One holder more. */
    public void take(final int node, final int address, final int port) {
        final long key = key(node, address, port);
        final int count = holders.find(key);
        if (Slab.NULL_ROW == count) {
            portsInUse.add(node, 1);
        }
        Invariant.check(holders.put(key, Slab.NULL_ROW == count ? 1 : count + 1), "there is room for a port", port);
    }

    /** One holder less. */
    public void release(final int node, final int address, final int port) {
        final long key = key(node, address, port);
        final int count = holders.find(key);
        Invariant.check(count > 0, "port is held", node, port);
        if (1 == count) {
            holders.remove(key);
            portsInUse.add(node, -1);
        } else {
            holders.put(key, count - 1);
        }
    }

    public boolean isTaken(final int node, final int address, final int port) {
        return holders.find(key(node, address, port)) != Slab.NULL_ROW;
    }

    /** Ports of the node that are held, over all its addresses. */
    public int portsInUse(final int node) {
        return portsInUse.get(node);
    }

    private static long key(final int node, final int address, final int port) {
        Invariant.check(address >= 0 && address < ROW_MAX, "address id fits the key", address);
        return (long) node << 40 | (long) address << 16 | port & 0xffffL;
    }
}
