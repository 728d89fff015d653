package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocHistory;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.scheduler.offheap.Slab;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads allocations, back into their lists and onto their nodes. */
final class AllocRowLoader {
    private final Engine engine;
    private final ClusterState state;
    private final AllocTable allocs;
    private final AllocHistory histories;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    private final AllocRowDecoder row = new AllocRowDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    AllocRowLoader(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        allocs = state.allocs();
        histories = allocs.histories();
        heap = state.heap();
    }

    void alloc(final DirectBuffer record) {
        row.wrapAndApplyHeader(record, 0, header);
        final int alloc =
                allocs.restore(row.handle(), row.allocId().high(), row.allocId().low(), row.createIndex());
        final int version = state.versions().rows().resolve(row.versionHandle());
        final int node = state.nodes().rows().resolve(row.nodeHandle());
        final int eval = state.evals().find(row.evalId().high(), row.evalId().low());
        readIds(alloc);
        readState(alloc, record);
        readNumbers(alloc);
        allocs.restoreLinks(alloc, version, node, eval);
        readFormer(alloc, node, eval);
        readResources(alloc);
        readHistory(alloc);
        readPreempted(alloc);
        readTexts(alloc);
        if (Slab.NULL_ROW != node && !AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
            engine.transitions().take(alloc);
        }
    }

    private void readPreempted(final int alloc) {
        final AllocRowDecoder.PreemptedDecoder preempted = row.preempted();
        if (preempted.count() > 0) {
            allocs.resources().reservePreempted(alloc, preempted.count());
        }
        for (int i = 0; preempted.hasNext(); i++) {
            preempted.next();
            allocs.resources()
                    .preempted(
                            alloc,
                            i,
                            preempted.allocId().high(),
                            preempted.allocId().low());
        }
    }

    private void readIds(final int alloc) {
        readDeployment(alloc);
        allocs.previousAllocation(
                alloc, row.previousAllocation().high(), row.previousAllocation().low());
        allocs.nextAllocation(
                alloc, row.nextAllocation().high(), row.nextAllocation().low());
        allocs.followUpEval(
                alloc, row.followupEvalId().high(), row.followupEvalId().low());
        allocs.preemptedBy(alloc, row.preemptedBy().high(), row.preemptedBy().low());
    }

    /** In files of format 1 deployments follow, and {@link DeploymentRowLoader} finds their allocations. */
    private void readDeployment(final int alloc) {
        final long high = row.deploymentId().high();
        final long low = row.deploymentId().low();
        final int deployment = state.deployments().find(high, low);
        if (Slab.NULL_ROW == deployment) {
            allocs.formerDeployment(alloc, high, low);
        } else {
            allocs.deployment(alloc, deployment);
        }
    }

    /** Node and evaluation are known by their ids when they are gone. */
    private void readFormer(final int alloc, final int node, final int eval) {
        if (Slab.NULL_ROW == node) {
            allocs.formerNode(alloc, row.nodeId().high(), row.nodeId().low());
        }
        if (Slab.NULL_ROW == eval) {
            allocs.formerEval(alloc, row.evalId().high(), row.evalId().low());
        }
    }

    private void readState(final int alloc, final DirectBuffer record) {
        final int transition = MessageHeaderDecoder.ENCODED_LENGTH + AllocRowDecoder.desiredTransitionEncodingOffset();
        allocs.nameIndex(alloc, row.nameIndex());
        allocs.desiredStatus(alloc, row.desiredStatus());
        allocs.transition(alloc, record.getShort(transition, ByteOrder.LITTLE_ENDIAN));
        allocs.clientStatus(alloc, row.clientStatus());
        allocs.health(alloc, row.health());
        allocs.isCanary(alloc, row.isCanary() == Bool.YES);
        allocs.hasDeploymentStatus(alloc, row.hasDeploymentStatus() == Bool.YES);
    }

    private void readNumbers(final int alloc) {
        allocs.healthTimestampMs(alloc, row.healthTimestampMs());
        allocs.healthModifyIndex(alloc, row.healthModifyIndex());
        allocs.modifyIndex(alloc, row.modifyIndex());
        allocs.allocModifyIndex(alloc, row.allocModifyIndex());
        allocs.createTimeMs(alloc, row.createTimeMs());
        allocs.modifyTimeMs(alloc, row.modifyTimeMs());
        allocs.diskMb(alloc, row.diskMb());
        allocs.hasNoPlacement(alloc, row.rescheduleNoPlacement() == Bool.YES);
        allocs.jobStatus(alloc, row.jobStatus());
        allocs.isJobStable(alloc, row.jobStable() == Bool.YES);
        allocs.group(alloc, row.groupIndex());
        allocs.cpuMhz(alloc, row.cpuMhz());
        allocs.memoryMb(alloc, row.memoryMb());
        allocs.score(alloc, row.score());
        allocs.startedMs(alloc, row.startedMs());
        allocs.finishedMs(alloc, row.finishedMs());
        allocs.hasFailedTasks(alloc, row.hasFailedTasks() == Bool.YES);
    }

    private void readResources(final int alloc) {
        for (final AllocRowDecoder.TasksDecoder task : row.tasks()) {
            task.skipName();
        }
        final AllocRowDecoder.CoresDecoder cores = row.cores();
        final int coreCount = cores.count();
        final int[] numbers = new int[coreCount];
        for (int i = 0; i < coreCount; i++) {
            numbers[i] = cores.next().core();
        }
        final AllocRowDecoder.DevicesDecoder devices = row.devices();
        final int deviceCount = devices.count();
        final int[] tasks = new int[deviceCount];
        final int[] keys = new int[deviceCount];
        for (int i = 0; i < deviceCount; i++) {
            devices.next().wrapTask(view);
            tasks[i] = heap.intern(view);
            keys[i] = deviceKey(devices);
        }
        final AllocRowDecoder.PortsDecoder ports = row.ports();
        allocs.resources().reserve(alloc, ports.count(), coreCount, deviceCount);
        for (int i = 0; i < deviceCount; i++) {
            allocs.resources().device(alloc, i, tasks[i], keys[i]);
        }
        for (int i = 0; ports.hasNext(); i++) {
            ports.next();
            final int spec = ports.specIndex();
            final int value = ports.value();
            final int to = ports.to();
            ports.skipLabel();
            ports.wrapHostIp(view);
            ports.skipHostNetwork();
            allocs.resources().port(alloc, i, spec, value, to, heap.intern(view));
        }
        for (int i = 0; i < coreCount; i++) {
            allocs.resources().core(alloc, i, numbers[i]);
        }
    }

    private int deviceKey(final AllocRowDecoder.DevicesDecoder device) {
        device.wrapVendor(view);
        int length = append(0);
        device.wrapType(view);
        length = append(length);
        device.wrapName(view);
        length = append(length);
        device.wrapInstanceId(view);
        return heap.intern(scratch, 0, append(length) - 1);
    }

    private int append(final int at) {
        scratch.putBytes(at, view, 0, view.capacity());
        scratch.putByte(at + view.capacity(), (byte) 0);
        return at + view.capacity() + 1;
    }

    private void readHistory(final int alloc) {
        final AllocRowDecoder.StatesDecoder states = row.states();
        while (states.hasNext()) {
            states.next();
            histories.addState(alloc, states.clientStatus(), states.timeMs());
        }
        final AllocRowDecoder.ReschedulesDecoder events = row.reschedules();
        histories.addRoom(alloc, events.count());
        for (int i = 0; events.hasNext(); i++) {
            events.next();
            histories.event(
                    alloc,
                    i,
                    events.timeMs(),
                    events.previousAllocation().high(),
                    events.previousAllocation().low(),
                    events.previousNode().high(),
                    events.previousNode().low(),
                    events.delayMs());
        }
    }

    private void readTexts(final int alloc) {
        row.skipNamespace();
        row.skipJobId();
        row.skipTaskGroup();
        row.wrapNodeName(view);
        allocs.nodeName(alloc, heap.intern(view));
        row.skipNetworkMode();
        row.wrapNodeAddress(view);
        allocs.nodeAddress(alloc, heap.intern(view));
        row.wrapDesiredDescription(view);
        allocs.desiredDescription(alloc, heap.intern(view));
        row.wrapClientDescription(view);
        allocs.clientDescription(alloc, heap.intern(view));
        row.wrapTaskStates(view);
        allocs.taskStates(alloc, heap.put(view, 0, view.capacity()));
        row.wrapNetworkStatus(view);
        allocs.networkStatus(alloc, heap.put(view, 0, view.capacity()));
        row.wrapMetric(view);
        allocs.metrics().store(alloc, view, 0, view.capacity());
    }
}
