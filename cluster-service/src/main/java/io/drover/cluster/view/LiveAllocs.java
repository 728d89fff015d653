package io.drover.cluster.view;

import io.drover.cluster.state.AllocHistory;
import io.drover.cluster.state.AllocResources;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;
import io.drover.scheduler.AllocView;

/** Allocations by row. */
final class LiveAllocs implements AllocView {
    private final AllocTable allocs;
    private final AllocResources resources;
    private final AllocHistory histories;
    private final VersionTable versions;
    private final NodeTable nodes;

    LiveAllocs(final ClusterState state) {
        allocs = state.allocs();
        resources = allocs.resources();
        histories = allocs.histories();
        versions = state.versions();
        nodes = state.nodes();
    }

    @Override
    public long idHigh(final int alloc) {
        return allocs.idHigh(alloc);
    }

    @Override
    public long idLow(final int alloc) {
        return allocs.idLow(alloc);
    }

    @Override
    public int job(final int alloc) {
        return allocs.job(alloc);
    }

    @Override
    public int node(final int alloc) {
        return allocs.node(alloc);
    }

    @Override
    public long spec(final int alloc) {
        return versions.rows().handle(allocs.version(alloc));
    }

    @Override
    public int group(final int alloc) {
        return allocs.group(alloc);
    }

    @Override
    public int nameIndex(final int alloc) {
        return allocs.nameIndex(alloc);
    }

    @Override
    public long jobVersion(final int alloc) {
        return versions.version(allocs.version(alloc));
    }

    @Override
    public long jobCreateIndex(final int alloc) {
        return versions.jobCreateIndex(allocs.version(alloc));
    }

    @Override
    public long jobModifyIndex(final int alloc) {
        return versions.jobModifyIndex(allocs.version(alloc));
    }

    @Override
    public int priority(final int alloc) {
        return versions.priority(allocs.version(alloc));
    }

    @Override
    public long createIndex(final int alloc) {
        return allocs.createIndex(alloc);
    }

    @Override
    public long modifyTimeMs(final int alloc) {
        return allocs.modifyTimeMs(alloc);
    }

    @Override
    public DesiredStatus desiredStatus(final int alloc) {
        return allocs.desiredStatus(alloc);
    }

    @Override
    public int transition(final int alloc) {
        return allocs.transition(alloc);
    }

    @Override
    public ClientStatus clientStatus(final int alloc) {
        return allocs.clientStatus(alloc);
    }

    @Override
    public boolean hasRunSuccessfully(final int alloc) {
        return allocs.clientStatus(alloc) == ClientStatus.COMPLETE && !allocs.hasFailedTasks(alloc);
    }

    @Override
    public long lastFinishedMs(final int alloc) {
        return allocs.finishedMs(alloc);
    }

    @Override
    public ClientStatus lastRecordedStatus(final int alloc) {
        final int count = histories.stateCount(alloc);
        return 0 == count ? ClientStatus.NULL_VAL : histories.status(alloc, count - 1);
    }

    @Override
    public long lastRecordedMs(final int alloc, final ClientStatus status) {
        for (int state = histories.stateCount(alloc) - 1; state >= 0; state--) {
            if (histories.status(alloc, state) == status) {
                return histories.statusMs(alloc, state);
            }
        }
        return 0;
    }

    @Override
    public int deployment(final int alloc) {
        return allocs.deployment(alloc);
    }

    @Override
    public Health health(final int alloc) {
        return allocs.health(alloc);
    }

    @Override
    public boolean isCanary(final int alloc) {
        return allocs.isCanary(alloc);
    }

    @Override
    public int previous(final int alloc) {
        return allocs.find(allocs.previousAllocationHigh(alloc), allocs.previousAllocationLow(alloc));
    }

    @Override
    public int next(final int alloc) {
        return allocs.find(allocs.nextAllocationHigh(alloc), allocs.nextAllocationLow(alloc));
    }

    @Override
    public boolean hasNext(final int alloc) {
        return (allocs.nextAllocationHigh(alloc) | allocs.nextAllocationLow(alloc)) != 0;
    }

    @Override
    public long followUpEvalHigh(final int alloc) {
        return allocs.followUpEvalHigh(alloc);
    }

    @Override
    public long followUpEvalLow(final int alloc) {
        return allocs.followUpEvalLow(alloc);
    }

    @Override
    public int rescheduleCount(final int alloc) {
        return histories.eventCount(alloc);
    }

    @Override
    public long rescheduleTimeMs(final int alloc, final int event) {
        return histories.eventMs(alloc, event);
    }

    @Override
    public long rescheduleDelayMs(final int alloc, final int event) {
        return histories.delayMs(alloc, event);
    }

    @Override
    public int reschedulePreviousNode(final int alloc, final int event) {
        return nodes.find(histories.previousNodeHigh(alloc, event), histories.previousNodeLow(alloc, event));
    }

    @Override
    public boolean hasNoPlacement(final int alloc) {
        return allocs.hasNoPlacement(alloc);
    }

    @Override
    public long placementScore(final int alloc) {
        return allocs.score(alloc);
    }

    @Override
    public long startedMs(final int alloc) {
        return allocs.startedMs(alloc);
    }

    @Override
    public int cpuMhz(final int alloc) {
        return allocs.cpuMhz(alloc);
    }

    @Override
    public int memoryMb(final int alloc) {
        return allocs.memoryMb(alloc);
    }

    @Override
    public int diskMb(final int alloc) {
        return allocs.diskMb(alloc);
    }

    @Override
    public int coreCount(final int alloc) {
        return resources.coreCount(alloc);
    }

    @Override
    public int core(final int alloc, final int index) {
        return resources.core(alloc, index);
    }

    @Override
    public int portCount(final int alloc) {
        return resources.portCount(alloc);
    }

    @Override
    public int port(final int alloc, final int index) {
        return resources.portValue(alloc, index);
    }

    @Override
    public int portAddress(final int alloc, final int index) {
        return resources.portAddress(alloc, index);
    }

    @Override
    public int deviceCount(final int alloc) {
        return resources.deviceCount(alloc);
    }

    @Override
    public int device(final int alloc, final int index) {
        return resources.device(alloc, index);
    }

    @Override
    public int nextOfJob(final int alloc) {
        return allocs.ofJob().next(alloc);
    }

    @Override
    public int firstOnNode(final int node) {
        return allocs.liveOfNode().first(node);
    }

    @Override
    public int nextOnNode(final int alloc) {
        return allocs.liveOfNode().next(alloc);
    }
}
