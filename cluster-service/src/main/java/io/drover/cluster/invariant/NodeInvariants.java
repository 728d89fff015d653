package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocResources;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.ServiceTable;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.LookupOnly;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Slab;
import org.agrona.collections.IntHashSet;

/** Nodes: what they hold, what is registered on them, and that somebody watches over them. */
@LookupOnly("Whether an instance of a device was seen before on the node; only sizes and membership are asked.")
final class NodeInvariants {
    private final ClusterState state;
    private final NodeTable nodes;
    private final AllocTable allocs;
    private final ServiceTable services;
    private final Fleet fleet;
    private final IntHashSet heldDevices = new IntHashSet();
    private final IntHashSet wantedDevices = new IntHashSet();

    NodeInvariants(final Engine engine) {
        state = engine.state();
        nodes = state.nodes();
        allocs = state.allocs();
        services = state.services();
        fleet = engine.fleet();
    }

    void check(final Violations violations) {
        final Slab rows = nodes.rows();
        for (int node = rows.first(); Slab.NULL_ROW != node; node = rows.next(node)) {
            checkUsage(node, violations);
            checkNode(node, violations);
        }
        for (int row = services.rows().first();
                Slab.NULL_ROW != row;
                row = services.rows().next(row)) {
            checkService(row, violations);
        }
    }

    private void checkUsage(final int node, final Violations violations) {
        final AllocResources resources = allocs.resources();
        long cpu = 0;
        long memory = 0;
        long disk = 0;
        long wantedCpu = 0;
        long wantedMemory = 0;
        long cores = 0;
        int count = 0;
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            cpu += allocs.cpuMhz(alloc);
            memory += allocs.memoryMb(alloc);
            disk += allocs.diskMb(alloc);
            cores += resources.coreCount(alloc);
            count++;
            if (allocs.desiredStatus(alloc) == DesiredStatus.RUN) {
                wantedCpu += allocs.cpuMhz(alloc);
                wantedMemory += allocs.memoryMb(alloc);
            }
            for (int port = 0; port < resources.portCount(alloc); port++) {
                violations.check(
                        fleet.ports()
                                .isTaken(node, resources.portAddress(alloc, port), resources.portValue(alloc, port)),
                        "ports of live allocations are taken",
                        alloc);
            }
        }
        checkDevices(node, violations);
        violations.equal(cpu, fleet.cpuUsedMhz(node), "cpu in use is that of the live allocations", node);
        violations.equal(memory, fleet.memoryUsedMb(node), "memory in use is that of the live allocations", node);
        violations.equal(disk, fleet.diskUsedMb(node), "disk in use is that of the live allocations", node);
        violations.equal(cores, fleet.coresUsed(node), "cores in use are those of the live allocations", node);
        violations.equal(count, fleet.allocCount(node), "allocations are counted", node);
        violations.check(wantedCpu <= fleet.cpuMhz(node), "wanted allocations fit the node's cpu", node);
        violations.check(wantedMemory <= fleet.memoryMb(node), "wanted allocations fit the node's memory", node);
    }

    /** Instances that live allocations hold are taken, no others are, and no two that are wanted share one. */
    private void checkDevices(final int node, final Violations violations) {
        final AllocResources resources = allocs.resources();
        heldDevices.clear();
        wantedDevices.clear();
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            for (int device = 0; device < resources.deviceCount(alloc); device++) {
                final int key = resources.device(alloc, device);
                heldDevices.add(key);
                violations.check(fleet.devices().isTaken(node, key), "devices of live allocations are taken", alloc);
                if (allocs.desiredStatus(alloc) == DesiredStatus.RUN) {
                    violations.check(wantedDevices.add(key), "wanted allocations share no device", alloc);
                }
            }
        }
        violations.equal(
                heldDevices.size(), fleet.devices().inUse(node), "devices in use are those of live allocations", node);
    }

    private void checkNode(final int node, final Violations violations) {
        final boolean isDown = nodes.status(node) == NodeStatus.DOWN;
        violations.check(
                isDown != state.deadlines().isScheduled(DeadlineKind.NODE_TTL, node),
                "nodes have a time to live unless they are down",
                node);
        violations.check(fleet.isPresent(node), "the fleet knows every node", node);
        violations.check(fleet.nodeStatus(node) == nodes.status(node), "the fleet knows the status", node);
        violations.check(fleet.isReady(node) == nodes.isReady(node), "the fleet knows who is ready", node);
        violations.check(nodes.createIndex(node) <= nodes.modifyIndex(node), "indexes rise", node);
        violations.check(Slab.NULL_ROW != state.pools().find(nodes.pool(node)), "the pool of a node is there", node);
    }

    private void checkService(final int row, final Violations violations) {
        final int alloc = services.alloc(row);
        final boolean isThere = state.allocs().rows().isLive(alloc);
        violations.check(isThere, "the allocation of a registration is there", row);
        if (isThere) {
            violations.check(
                    !AllocTable.isClientTerminal(allocs.clientStatus(alloc)),
                    "the allocation of a registration has not ended",
                    row);
            violations.equal(
                    allocs.node(alloc), services.node(row), "a registration is on the node of its allocation", row);
        }
    }
}
