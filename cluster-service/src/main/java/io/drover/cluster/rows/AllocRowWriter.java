package io.drover.cluster.rows;

import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.state.AllocHistory;
import io.drover.cluster.state.AllocMetrics;
import io.drover.cluster.state.AllocResources;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.snapshot.AllocRowEncoder;
import io.drover.scheduler.fleet.DeviceKeys;
import io.drover.scheduler.offheap.Slab;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes allocations; names and resources of tasks and labels of ports come from the spec of their version. */
public final class AllocRowWriter {
    /** How much of an allocation is written. */
    public enum Detail {
        /** What the node needs to run it. */
        ASSIGNMENT,
        /** What lists show. */
        STUB,
        /** All. */
        FULL
    }

    private static final int WISH_BITS = 0x3ff;
    private static final byte[] NO_BYTES = {};

    private final ClusterState state;
    private final AllocTable allocs;
    private final AllocResources resources;
    private final AllocHistory histories;
    private final AllocMetrics metrics;
    private final VersionTable versions;
    private final Heap heap;
    private final SpecLayout layout;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AllocRowEncoder encoder = new AllocRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public AllocRowWriter(final ClusterState state) {
        this.state = state;
        allocs = state.allocs();
        resources = allocs.resources();
        histories = allocs.histories();
        metrics = allocs.metrics();
        versions = state.versions();
        heap = state.heap();
        layout = new SpecLayout(versions);
    }

    /** Writes an allocation and returns the length of the message with its header. */
    public int write(final int row, final Detail detail, final MutableDirectBuffer target, final int offset) {
        layout.of(allocs.version(row));
        encoder.wrapAndApplyHeader(target, offset, header);
        writeIds(row);
        writeState(row);
        writeTimes(row);
        writeHoldings(row);
        writeTasks(row);
        writeDevices(row);
        writePorts(row);
        writeHistory(row);
        writePreempted(row);
        writeTexts(row, detail);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void writePreempted(final int row) {
        final int count = allocs.resources().preemptedCount(row);
        final AllocRowEncoder.PreemptedEncoder each = encoder.preemptedCount(count);
        for (int i = 0; i < count; i++) {
            each.next()
                    .allocId()
                    .high(allocs.resources().preemptedHigh(row, i))
                    .low(allocs.resources().preemptedLow(row, i));
        }
    }

    private void writeIds(final int row) {
        final int node = allocs.node(row);
        encoder.allocId().high(allocs.idHigh(row)).low(allocs.idLow(row));
        encoder.handle(allocs.rows().handle(row));
        encoder.evalId().high(allocs.evalIdHigh(row)).low(allocs.evalIdLow(row));
        encoder.nodeId().high(allocs.nodeIdHigh(row)).low(allocs.nodeIdLow(row));
        encoder.nodeHandle(
                Slab.NULL_ROW == node ? Slab.NULL_HANDLE : state.nodes().rows().handle(node));
        encoder.deploymentId().high(allocs.deploymentIdHigh(row)).low(allocs.deploymentIdLow(row));
        encoder.previousAllocation().high(allocs.previousAllocationHigh(row)).low(allocs.previousAllocationLow(row));
        encoder.nextAllocation().high(allocs.nextAllocationHigh(row)).low(allocs.nextAllocationLow(row));
        encoder.followupEvalId().high(allocs.followUpEvalHigh(row)).low(allocs.followUpEvalLow(row));
        encoder.preemptedBy().high(allocs.preemptedByHigh(row)).low(allocs.preemptedByLow(row));
    }

    private void writeState(final int row) {
        final int version = allocs.version(row);
        encoder.jobType(versions.type(version))
                .jobVersion(versions.version(version))
                .jobCreateIndex(versions.jobCreateIndex(version))
                .nameIndex(allocs.nameIndex(row))
                .desiredStatus(allocs.desiredStatus(row));
        // The codec of the set knows its choices only one by one.
        encoder.buffer()
                .putShort(
                        encoder.offset() + AllocRowEncoder.desiredTransitionEncodingOffset(),
                        (short) (allocs.transition(row) & WISH_BITS),
                        ByteOrder.LITTLE_ENDIAN);
        encoder.clientStatus(allocs.clientStatus(row))
                .health(allocs.health(row))
                .isCanary(Bools.of(allocs.isCanary(row)))
                .hasDeploymentStatus(Bools.of(allocs.hasDeploymentStatus(row)));
    }

    private void writeTimes(final int row) {
        encoder.healthTimestampMs(allocs.healthTimestampMs(row))
                .healthModifyIndex(allocs.healthModifyIndex(row))
                .createIndex(allocs.createIndex(row))
                .modifyIndex(allocs.modifyIndex(row))
                .allocModifyIndex(allocs.allocModifyIndex(row))
                .createTimeMs(allocs.createTimeMs(row))
                .modifyTimeMs(allocs.modifyTimeMs(row));
    }

    private void writeHoldings(final int row) {
        encoder.diskMb(allocs.diskMb(row))
                .rescheduleNoPlacement(Bools.of(allocs.hasNoPlacement(row)))
                .jobStatus(allocs.jobStatus(row))
                .jobStable(Bools.of(allocs.isJobStable(row)))
                .versionHandle(versions.rows().handle(allocs.version(row)))
                .groupIndex(allocs.group(row))
                .cpuMhz(allocs.cpuMhz(row))
                .memoryMb(allocs.memoryMb(row))
                .coreCount(resources.coreCount(row))
                .score(allocs.score(row))
                .startedMs(allocs.startedMs(row))
                .finishedMs(allocs.finishedMs(row))
                .hasFailedTasks(Bools.of(allocs.hasFailedTasks(row)));
    }

    private void writeTasks(final int row) {
        final int group = allocs.group(row);
        int taskCount = 0;
        for (int task = 0; task < layout.taskCount(); task++) {
            taskCount += layout.taskGroup(task) == group ? 1 : 0;
        }
        final AllocRowEncoder.TasksEncoder tasks = encoder.tasksCount(taskCount);
        int firstCore = 0;
        for (int task = 0; task < layout.taskCount(); task++) {
            if (layout.taskGroup(task) == group) {
                layout.wrapTaskName(task, view);
                tasks.next()
                        .cpuShares(cpuShares(row, task))
                        .memoryMb(layout.memoryMb(task))
                        .memoryMaxMb(state.config().isMemoryOversubscribed ? layout.memoryMaxMb(task) : 0)
                        .coresFirst(layout.cores(task) > 0 ? firstCore : -1)
                        .coresCount(layout.cores(task))
                        .putName(view, 0, view.capacity());
                firstCore += layout.cores(task);
            }
        }
        final AllocRowEncoder.CoresEncoder cores = encoder.coresCount(resources.coreCount(row));
        for (int core = 0; core < resources.coreCount(row); core++) {
            cores.next().core(resources.core(row, core));
        }
    }

    /** A task with cores of its own gets what they are worth: the allocation's compute less that of the other tasks. */
    private int cpuShares(final int row, final int task) {
        if (0 == layout.cores(task)) {
            return layout.cpuMhz(task);
        }
        final int all = Math.max(1, resources.coreCount(row));
        int others = 0;
        for (int other = 0; other < layout.taskCount(); other++) {
            final boolean shares = layout.taskGroup(other) == allocs.group(row) && 0 == layout.cores(other);
            others += shares ? layout.cpuMhz(other) : 0;
        }
        return (int) ((long) Math.max(0, allocs.cpuMhz(row) - others) * layout.cores(task) / all);
    }

    private void writeDevices(final int row) {
        final int count = resources.deviceCount(row);
        final AllocRowEncoder.DevicesEncoder devices = encoder.devicesCount(count);
        for (int i = 0; i < count; i++) {
            string(resources.deviceTask(row, i));
            devices.next().putTask(view, 0, view.capacity());
            string(resources.device(row, i));
            final int length = view.capacity();
            final int type = DeviceKeys.start(view, 0, length, DeviceKeys.TYPE);
            final int name = DeviceKeys.start(view, 0, length, DeviceKeys.NAME);
            final int id = DeviceKeys.start(view, 0, length, DeviceKeys.ID);
            devices.putVendor(view, 0, Math.max(0, type - 1));
            devices.putType(view, type, Math.max(0, name - 1 - type));
            devices.putName(view, name, Math.max(0, id - 1 - name));
            devices.putInstanceId(view, id, length - id);
        }
    }

    private void writePorts(final int row) {
        final AllocRowEncoder.PortsEncoder ports = encoder.portsCount(resources.portCount(row));
        for (int port = 0; port < resources.portCount(row); port++) {
            final int inSpec = resources.portSpec(row, port);
            ports.next()
                    .kind(hasSpec(inSpec) ? layout.portKind(inSpec) : PortKind.DYNAMIC)
                    .value(resources.portValue(row, port))
                    .to(resources.portTo(row, port))
                    .taskIndex(hasSpec(inSpec) ? layout.portTask(inSpec) : -1)
                    .specIndex(inSpec)
                    .ignoreCollision(Bools.of(hasSpec(inSpec) && layout.ignoresCollision(inSpec)));
            wrapLabel(inSpec);
            ports.putLabel(view, 0, view.capacity());
            string(resources.portAddress(row, port));
            ports.putHostIp(view, 0, view.capacity());
            wrapHostNetwork(inSpec);
            ports.putHostNetwork(view, 0, view.capacity());
        }
    }

    private static boolean hasSpec(final int port) {
        return AllocResources.NO_SPEC != port;
    }

    private void wrapLabel(final int port) {
        if (hasSpec(port)) {
            layout.wrapLabel(port, view);
        } else {
            view.wrap(NO_BYTES);
        }
    }

    private void wrapHostNetwork(final int port) {
        if (hasSpec(port)) {
            layout.wrapHostNetwork(port, view);
        } else {
            view.wrap(NO_BYTES);
        }
    }

    private void writeHistory(final int row) {
        final AllocRowEncoder.StatesEncoder states = encoder.statesCount(histories.stateCount(row));
        for (int i = 0; i < histories.stateCount(row); i++) {
            states.next().clientStatus(histories.status(row, i)).timeMs(histories.statusMs(row, i));
        }
        final AllocRowEncoder.ReschedulesEncoder events = encoder.reschedulesCount(histories.eventCount(row));
        for (int i = 0; i < histories.eventCount(row); i++) {
            events.next().timeMs(histories.eventMs(row, i));
            events.previousAllocation()
                    .high(histories.previousAllocHigh(row, i))
                    .low(histories.previousAllocLow(row, i));
            events.previousNode().high(histories.previousNodeHigh(row, i)).low(histories.previousNodeLow(row, i));
            events.delayMs(histories.delayMs(row, i));
        }
    }

    private void writeTexts(final int row, final Detail detail) {
        final int job = allocs.job(row);
        string(state.jobs().namespace(job));
        encoder.putNamespace(view, 0, view.capacity());
        string(state.jobs().jobId(job));
        encoder.putJobId(view, 0, view.capacity());
        string(versions.groupName(allocs.version(row), allocs.group(row)));
        encoder.putTaskGroup(view, 0, view.capacity());
        string(allocs.nodeName(row));
        encoder.putNodeName(view, 0, view.capacity());
        layout.wrapNetworkMode(allocs.group(row), view);
        encoder.putNetworkMode(view, 0, view.capacity());
        string(allocs.nodeAddress(row));
        encoder.putNodeAddress(view, 0, view.capacity());
        string(allocs.desiredDescription(row));
        encoder.putDesiredDescription(view, 0, view.capacity());
        string(allocs.clientDescription(row));
        encoder.putClientDescription(view, 0, view.capacity());
        blob(allocs.taskStates(row), detail != Detail.ASSIGNMENT);
        encoder.putTaskStates(view, 0, view.capacity());
        blob(allocs.networkStatus(row), detail == Detail.FULL);
        encoder.putNetworkStatus(view, 0, view.capacity());
        encoder.putMetric(metrics.message(), 0, detail == Detail.FULL ? metrics.read(row) : 0);
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }

    private void blob(final int id, final boolean isWanted) {
        heap.wrap(isWanted ? id : 0, view);
    }
}
