package io.drover.tools.rehearsal;

/**
 * What the nodes of a private cluster are like. Node i is in data center {@code i mod datacenters} and in rack {@code i mod racks}.
 *
 * @param racks 0 for nodes that name no rack.
 */
public record NodeShape(int cores, int cpuMhz, int memoryMb, int diskMb, int datacenters, int racks) {
    /** A large machine, one of many like it. */
    public static final NodeShape LARGE = new NodeShape(16, 100_000, 262_144, 1_000_000, 1, 0);

    String datacenter(final int node) {
        return "dc" + (node % datacenters + 1);
    }

    String rack(final int node) {
        return "r" + node % racks;
    }
}
