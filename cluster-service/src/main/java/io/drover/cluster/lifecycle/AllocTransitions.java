package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.BlockedEvals;
import io.drover.cluster.state.AllocResources;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Slab;

/**
 * The one place where statuses of allocations change. With them change the summary of the job, the usage of the node, and, when an
 * allocation ends, its registrations and its use of volumes.
 *
 * <pre>
 *  client   pending ─► running ─► complete | failed          (reported by the node)
 *              └──────────┴─► unknown ─► running | lost ...   (the node is out of reach)
 *              └──────────┴─► lost                            (the node is down)
 *  complete, failed and lost are for ever.
 * </pre>
 */
public final class AllocTransitions {
    private final ClusterState state;
    private final AllocTable allocs;
    private final SummaryTable summaries;
    private final VersionTable versions;
    private final NodeTable nodes;
    private final Fleet fleet;
    private final Step step;
    private final Registrations registrations;
    private final VolumeUses volumeUses;
    private final CsiClaims csiClaims;
    private final BlockedEvals blocked;
    private int found = Slab.NULL_ROW;
    private long foundIndex = -1;
    private int foundVersion;
    private int foundGroup;

    public AllocTransitions(
            final ClusterState state,
            final Fleet fleet,
            final Step step,
            final Registrations registrations,
            final VolumeUses volumeUses,
            final CsiClaims csiClaims,
            final BlockedEvals blocked) {
        this.state = state;
        this.fleet = fleet;
        this.step = step;
        this.registrations = registrations;
        this.volumeUses = volumeUses;
        this.csiClaims = csiClaims;
        this.blocked = blocked;
        allocs = state.allocs();
        summaries = state.summaries();
        versions = state.versions();
        nodes = state.nodes();
    }

    /** Counts an allocation that was just placed: its job's summary and its node's usage. */
    public void onPlaced(final int alloc) {
        final int summary = summary(alloc);
        if (Slab.NULL_ROW != summary) {
            summaries.onPlaced(summary);
            touchSummary(allocs.job(alloc));
        }
        take(alloc);
        volumeUses.take(alloc);
        csiClaims.take(alloc);
    }

    /** Changes both statuses. */
    public void change(final int alloc, final DesiredStatus desired, final ClientStatus client) {
        final ClientStatus before = allocs.clientStatus(alloc);
        allocs.changeStatus(alloc, desired, client);
        if (before != client) {
            count(alloc, before, client);
        }
        if (!AllocTable.isClientTerminal(before) && AllocTable.isClientTerminal(client)) {
            onEnded(alloc, client);
        }
        touch(alloc);
    }

    /** Notes a change that the node did not ask for: its agent must hear of it. */
    public void touchAssignment(final int alloc) {
        allocs.allocModifyIndex(alloc, step.index());
        touch(alloc);
    }

    /** Notes any change. */
    public void touch(final int alloc) {
        allocs.modifyIndex(alloc, step.index());
        allocs.modifyTimeMs(alloc, step.nowMs());
        step.alloc(alloc);
    }

    /** Removes an allocation from the state, its registrations first. */
    public void remove(final int alloc) {
        registrations.deleteOfAlloc(alloc);
        volumeUses.release(alloc);
        csiClaims.release(alloc);
        final int node = allocs.node(alloc);
        if (Slab.NULL_ROW != node) {
            nodes.removedIndex(node, step.index());
            if (!AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
                release(alloc);
                freeCapacity(node);
            }
        }
        final ClientStatus last = allocs.clientStatus(alloc);
        if (!AllocTable.isClientTerminal(last)) {
            // Nobody will ever hear how it ended, as its node has gone.
            count(alloc, last, ClientStatus.LOST);
        }
        step.alloc(alloc);
        allocs.remove(alloc);
    }

    /** The node goes: the allocation stays as history, without holding anything. */
    public void detachFromNode(final int alloc) {
        registrations.deleteOfAlloc(alloc);
        volumeUses.release(alloc);
        csiClaims.release(alloc);
        if (!AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
            release(alloc);
        }
        allocs.leaveNode(alloc);
        touch(alloc);
    }

    /** The node takes what the allocation holds; also when a snapshot is restored. */
    public void take(final int alloc) {
        final int node = allocs.node(alloc);
        final AllocResources resources = allocs.resources();
        fleet.take(
                node, allocs.cpuMhz(alloc), allocs.memoryMb(alloc), allocs.diskMb(alloc), resources.coreCount(alloc));
        for (int port = resources.portCount(alloc) - 1; port >= 0; port--) {
            fleet.ports().take(node, resources.portAddress(alloc, port), resources.portValue(alloc, port));
        }
        for (int device = resources.deviceCount(alloc) - 1; device >= 0; device--) {
            fleet.devices().take(node, resources.device(alloc, device));
        }
    }

    private void release(final int alloc) {
        final int node = allocs.node(alloc);
        final AllocResources resources = allocs.resources();
        fleet.release(
                node, allocs.cpuMhz(alloc), allocs.memoryMb(alloc), allocs.diskMb(alloc), resources.coreCount(alloc));
        for (int port = resources.portCount(alloc) - 1; port >= 0; port--) {
            fleet.ports().release(node, resources.portAddress(alloc, port), resources.portValue(alloc, port));
        }
        for (int device = resources.deviceCount(alloc) - 1; device >= 0; device--) {
            fleet.devices().release(node, resources.device(alloc, device));
        }
    }

    private void onEnded(final int alloc, final ClientStatus client) {
        registrations.deleteOfAlloc(alloc);
        volumeUses.release(alloc);
        csiClaims.release(alloc);
        final int node = allocs.node(alloc);
        if (Slab.NULL_ROW != node) {
            release(alloc);
            // A lost allocation's node is down: nothing can be placed there.
            if (client != ClientStatus.LOST) {
                freeCapacity(node);
            }
        }
    }

    private void freeCapacity(final int node) {
        if (nodes.isReady(node)) {
            blocked.free(node, fleet.nodeClass(node).digest(), nodes.pool(node));
        }
    }

    private void count(final int alloc, final ClientStatus before, final ClientStatus after) {
        final int summary = summary(alloc);
        if (Slab.NULL_ROW != summary) {
            summaries.onStatus(summary, before, after);
            touchSummary(allocs.job(alloc));
        }
    }

    /** The summary that counts an allocation. Those of a step are mostly of one group, whose summary stays as long as the step. */
    private int summary(final int alloc) {
        final int version = allocs.version(alloc);
        final int group = allocs.group(alloc);
        if (step.index() != foundIndex || version != foundVersion || group != foundGroup) {
            found = summaries.find(versions.job(version), versions.groupName(version, group));
            foundIndex = Slab.NULL_ROW == found ? -1 : step.index();
            foundVersion = version;
            foundGroup = group;
        }
        return found;
    }

    private void touchSummary(final int job) {
        state.jobs().summaryModifyIndex(job, step.index());
        step.summary(job);
    }
}
