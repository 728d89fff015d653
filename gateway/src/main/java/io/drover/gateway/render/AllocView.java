package io.drover.gateway.render;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.DesiredTransitionDecoder;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** An allocation row, read once in the row's order so that it can be written in the order of names. */
public final class AllocView {
    /** Resources of a task. */
    record Task(String name, int cpuShares, int memoryMb, int memoryMaxMb, int coresFirst, int coresCount) {}

    /** An instance of a device that a task has. */
    record Device(String task, String vendor, String type, String name, String instanceId) {
        boolean isOfGroup(final Device other) {
            return vendor.equals(other.vendor) && type.equals(other.type) && name.equals(other.name);
        }
    }

    /** A port; task index -1 is the group's. */
    record Port(
            PortKind kind,
            int value,
            int to,
            int taskIndex,
            boolean ignoreCollision,
            String label,
            String hostIp,
            String hostNetwork) {}

    /** One attempt to place it again. */
    record Reschedule(long timeMs, String previousAllocation, String previousNode, long delayMs) {}

    /** A change of the client status. */
    record State(ClientStatus clientStatus, long timeMs) {}

    final String id;
    final String evalId;
    final String nodeId;
    final String deploymentId;
    final String previousAllocation;
    final String nextAllocation;
    final String followupEvalId;
    final String preemptedBy;
    final JobType jobType;
    final long jobVersion;
    final int nameIndex;
    final DesiredStatus desiredStatus;
    final int transition;
    final ClientStatus clientStatus;
    final Health health;
    final boolean isCanary;
    final boolean hasDeploymentStatus;
    final long healthTimestampMs;
    final long healthModifyIndex;
    final long createIndex;
    final long modifyIndex;
    final long allocModifyIndex;
    final long createTimeMs;
    final long modifyTimeMs;
    final int diskMb;
    final boolean rescheduleNoPlacement;
    final JobStatus jobStatus;
    final boolean isJobStable;
    final List<Task> tasks = new ArrayList<>();
    final List<Integer> cores = new ArrayList<>();
    final List<Device> devices = new ArrayList<>();
    final List<Port> ports = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    final List<Reschedule> reschedules = new ArrayList<>();
    final List<String> preempted = new ArrayList<>();
    final String namespace;
    final String jobId;
    final String taskGroup;
    final String nodeName;
    final String networkMode;
    final String nodeAddress;
    final String desiredDescription;
    final String clientDescription;
    final byte[] taskStates;
    final byte[] networkStatus;
    final byte[] metric;

    private AllocView(final AllocRowDecoder row) {
        id = Texts.uuid(row.allocId());
        evalId = Texts.uuid(row.evalId());
        nodeId = Texts.uuid(row.nodeId());
        deploymentId = Texts.uuid(row.deploymentId());
        previousAllocation = Texts.uuid(row.previousAllocation());
        nextAllocation = Texts.uuid(row.nextAllocation());
        followupEvalId = Texts.uuid(row.followupEvalId());
        preemptedBy = Texts.uuid(row.preemptedBy());
        jobType = row.jobType();
        jobVersion = row.jobVersion();
        nameIndex = row.nameIndex();
        desiredStatus = row.desiredStatus();
        transition = bits(row.desiredTransition());
        clientStatus = row.clientStatus();
        health = row.health();
        isCanary = row.isCanary() == Bool.YES;
        hasDeploymentStatus = row.hasDeploymentStatus() == Bool.YES;
        healthTimestampMs = row.healthTimestampMs();
        healthModifyIndex = row.healthModifyIndex();
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        allocModifyIndex = row.allocModifyIndex();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        diskMb = row.diskMb();
        rescheduleNoPlacement = row.rescheduleNoPlacement() == Bool.YES;
        jobStatus = row.jobStatus();
        isJobStable = row.jobStable() == Bool.YES;
        readGroups(row);
        namespace = row.namespace();
        jobId = row.jobId();
        taskGroup = row.taskGroup();
        nodeName = row.nodeName();
        networkMode = row.networkMode();
        nodeAddress = row.nodeAddress();
        desiredDescription = row.desiredDescription();
        clientDescription = row.clientDescription();
        taskStates = new byte[row.taskStatesLength()];
        row.getTaskStates(taskStates, 0, taskStates.length);
        networkStatus = new byte[row.networkStatusLength()];
        row.getNetworkStatus(networkStatus, 0, networkStatus.length);
        metric = new byte[row.metricLength()];
        row.getMetric(metric, 0, metric.length);
    }

    /** Reads the row at the offset, which is one of an allocation. */
    public static AllocView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new AllocView(new AllocRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Id of the allocation. */
    public String id() {
        return id;
    }

    /** Node that runs it. */
    public String nodeId() {
        return nodeId;
    }

    /** Evaluation that made it. */
    public String evalId() {
        return evalId;
    }

    /** Namespace of its job. */
    public String namespace() {
        return namespace;
    }

    /** Its job. */
    public String jobId() {
        return jobId;
    }

    /** Version of its job that it runs. */
    public long jobVersion() {
        return jobVersion;
    }

    /** When it was made. */
    public long createIndex() {
        return createIndex;
    }

    /** The deployment that it belongs to; empty for none. */
    public String deploymentId() {
        return deploymentId;
    }

    /** Status that the node reported. */
    public ClientStatus clientStatus() {
        return clientStatus;
    }

    /** Its task group. */
    public String group() {
        return taskGroup;
    }

    /** {@code job.group[n]}. */
    public String name() {
        return jobId + "." + taskGroup + "[" + nameIndex + "]";
    }

    private void readGroups(final AllocRowDecoder row) {
        for (final AllocRowDecoder.TasksDecoder task : row.tasks()) {
            final int cpuShares = task.cpuShares();
            final int memoryMb = task.memoryMb();
            final int memoryMaxMb = task.memoryMaxMb();
            final int coresFirst = task.coresFirst();
            final int coresCount = task.coresCount();
            tasks.add(new Task(task.name(), cpuShares, memoryMb, memoryMaxMb, coresFirst, coresCount));
        }
        for (final AllocRowDecoder.CoresDecoder core : row.cores()) {
            cores.add(core.core());
        }
        for (final AllocRowDecoder.DevicesDecoder device : row.devices()) {
            devices.add(new Device(device.task(), device.vendor(), device.type(), device.name(), device.instanceId()));
        }
        for (final AllocRowDecoder.PortsDecoder port : row.ports()) {
            final PortKind kind = port.kind();
            final int value = port.value();
            final int to = port.to();
            final int taskIndex = port.taskIndex();
            final boolean ignoreCollision = port.ignoreCollision() == Bool.YES;
            ports.add(new Port(
                    kind, value, to, taskIndex, ignoreCollision, port.label(), port.hostIp(), port.hostNetwork()));
        }
        for (final AllocRowDecoder.StatesDecoder state : row.states()) {
            states.add(new State(state.clientStatus(), state.timeMs()));
        }
        for (final AllocRowDecoder.ReschedulesDecoder event : row.reschedules()) {
            reschedules.add(new Reschedule(
                    event.timeMs(),
                    Texts.uuid(event.previousAllocation()),
                    Texts.uuid(event.previousNode()),
                    event.delayMs()));
        }
        for (final AllocRowDecoder.PreemptedDecoder other : row.preempted()) {
            preempted.add(Texts.uuid(other.allocId()));
        }
    }

    private static int bits(final DesiredTransitionDecoder set) {
        int bits = 0;
        bits |= set.migrateSet() ? 1 : 0;
        bits |= set.migrate() ? 1 << 1 : 0;
        bits |= set.rescheduleSet() ? 1 << 2 : 0;
        bits |= set.reschedule() ? 1 << 3 : 0;
        bits |= set.forceRescheduleSet() ? 1 << 4 : 0;
        bits |= set.forceReschedule() ? 1 << 5 : 0;
        bits |= set.noShutdownDelaySet() ? 1 << 6 : 0;
        bits |= set.noShutdownDelay() ? 1 << 7 : 0;
        bits |= set.migrateDisablePlacementSet() ? 1 << 8 : 0;
        bits |= set.migrateDisablePlacement() ? 1 << 9 : 0;
        return bits;
    }
}
