package io.drover.cluster.spec;

import io.drover.cluster.wire.DocumentShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.Limits;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import io.drover.scheduler.offheap.ByteStrings;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a spec that came from outside may be stored: that it is one message of its shape, that every reference in it
 * resolves, and that it is within the limits. What passed is trusted by everybody else. Allocates nothing.
 */
public final class SpecCheck {
    private static final int VALUE_MAX = 1 << 28;

    private final int groupsMax;
    private final int tasksMax;
    private final int countMax;
    private final int priorityMax;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulingSpecDecoder spec = new SchedulingSpecDecoder();
    private final UnsafeBuffer[] groupNames;
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer pool = new UnsafeBuffer(0, 0);
    private int groupCount;
    private int taskCount;
    private JobType type = JobType.NULL_VAL;
    private int priority;
    private boolean isStopped;

    public SpecCheck(final Limits limits) {
        groupsMax = limits.intValue(Limits.Key.JOB_GROUPS_MAX);
        tasksMax = limits.intValue(Limits.Key.JOB_TASKS_MAX);
        countMax = limits.intValue(Limits.Key.JOB_COUNT_MAX);
        priorityMax = limits.intValue(Limits.Key.JOB_PRIORITY_MAX);
        groupNames = new UnsafeBuffer[groupsMax];
        for (int i = 0; i < groupsMax; i++) {
            groupNames[i] = new UnsafeBuffer(0, 0);
        }
    }

    /** What is wrong with a spec, or null when nothing is; then the accessors tell what is in it. */
    public @Nullable DirectBuffer check(final DirectBuffer bytes) {
        if (!isWellFormed(bytes)) {
            return SpecErrors.MALFORMED;
        }
        spec.wrapAndApplyHeader(bytes, 0, header);
        type = spec.type();
        priority = spec.priority();
        isStopped = spec.isStopped() == Bool.YES;
        if (type == JobType.SBE_UNKNOWN || type == JobType.NULL_VAL) {
            return SpecErrors.TYPE;
        }
        if (priority < 1 || priority > priorityMax) {
            return SpecErrors.PRIORITY;
        }
        for (final SchedulingSpecDecoder.DatacentersDecoder datacenter : spec.datacenters()) {
            datacenter.skipPattern();
        }
        final DirectBuffer groupError = checkGroups();
        if (groupError != null) {
            return groupError;
        }
        final DirectBuffer referenceError = checkReferences();
        if (referenceError != null) {
            return referenceError;
        }
        spec.wrapNamespace(namespace);
        spec.wrapJobId(jobId);
        spec.wrapNodePool(pool);
        return null;
    }

    public int groupCount() {
        return groupCount;
    }

    /** Name of a group, valid as long as the checked bytes. */
    public DirectBuffer groupName(final int group) {
        return groupNames[group];
    }

    public JobType type() {
        return type;
    }

    public int priority() {
        return priority;
    }

    public boolean isStopped() {
        return isStopped;
    }

    public DirectBuffer namespace() {
        return namespace;
    }

    public DirectBuffer jobId() {
        return jobId;
    }

    public DirectBuffer pool() {
        return pool;
    }

    private boolean isWellFormed(final DirectBuffer bytes) {
        if (bytes.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(bytes, 0);
        if (header.schemaId() != SchedulingSpecDecoder.SCHEMA_ID
                || header.templateId() != SchedulingSpecDecoder.TEMPLATE_ID) {
            return false;
        }
        final int end = DocumentShapes.SCHEDULING_SPEC.walk(
                bytes, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), bytes.capacity());
        return Shape.MISFIT != end;
    }

    private @Nullable DirectBuffer checkGroups() {
        final SchedulingSpecDecoder.GroupsDecoder groups = spec.groups();
        groupCount = groups.count();
        if (0 == groupCount || groupCount > groupsMax) {
            return SpecErrors.GROUP_COUNT;
        }
        long total = 0;
        int at = 0;
        while (groups.hasNext()) {
            groups.next();
            final int count = groups.desiredCount();
            total += count;
            if (count < 0 || total > countMax) {
                return SpecErrors.COUNT;
            }
            if (!isValue(groups.diskMb())) {
                return SpecErrors.RESOURCES;
            }
            groups.wrapName(groupNames[at]);
            groups.skipNetworkMode();
            if (0 == groupNames[at].capacity() || isRepeated(at)) {
                return SpecErrors.GROUP_NAME;
            }
            at++;
        }
        return checkTasks();
    }

    private @Nullable DirectBuffer checkTasks() {
        final SchedulingSpecDecoder.TasksDecoder tasks = spec.tasks();
        taskCount = tasks.count();
        if (taskCount > tasksMax) {
            return SpecErrors.TASK_COUNT;
        }
        while (tasks.hasNext()) {
            tasks.next();
            if (tasks.groupIndex() < 0 || tasks.groupIndex() >= groupCount) {
                return SpecErrors.REFERENCE;
            }
            if (!isValue(tasks.cpuMhz())
                    || !isValue(tasks.memoryMb())
                    || tasks.memoryMaxMb() < -1
                    || tasks.cores() < 0
                    || tasks.cores() > Short.MAX_VALUE) {
                return SpecErrors.RESOURCES;
            }
            tasks.skipName();
            tasks.skipDriver();
        }
        return null;
    }

    private @Nullable DirectBuffer checkReferences() {
        boolean resolves = true;
        for (final SchedulingSpecDecoder.ConstraintsDecoder constraint : spec.constraints()) {
            resolves &= resolves(constraint.groupIndex(), constraint.taskIndex());
            constraint.skipLeft();
            constraint.skipRight();
            constraint.skipOperandText();
        }
        for (final SchedulingSpecDecoder.AffinitiesDecoder affinity : spec.affinities()) {
            resolves &= resolves(affinity.groupIndex(), affinity.taskIndex());
            affinity.skipLeft();
            affinity.skipRight();
        }
        for (final SchedulingSpecDecoder.SpreadsDecoder spread : spec.spreads()) {
            resolves &= resolves(spread.groupIndex(), -1);
            for (final SchedulingSpecDecoder.SpreadsDecoder.TargetsDecoder target : spread.targets()) {
                target.skipValue();
            }
            spread.skipAttribute();
        }
        boolean portsFit = true;
        for (final SchedulingSpecDecoder.PortsDecoder port : spec.ports()) {
            resolves &= port.groupIndex() >= 0 && resolves(port.groupIndex(), port.taskIndex());
            portsFit &= port.value() >= 0 && port.value() <= 65_535 && port.to() >= -1 && port.to() <= 65_535;
            port.skipLabel();
            port.skipHostNetwork();
        }
        for (final SchedulingSpecDecoder.VolumesDecoder volume : spec.volumes()) {
            resolves &= volume.groupIndex() >= 0 && resolves(volume.groupIndex(), -1);
            volume.skipName();
            volume.skipType();
            volume.skipSource();
            volume.skipAccessMode();
            volume.skipAttachmentMode();
        }
        for (final SchedulingSpecDecoder.DevicesDecoder device : spec.devices()) {
            resolves &= device.groupIndex() >= 0
                    && resolves(device.groupIndex(), device.taskIndex())
                    && device.taskIndex() >= 0;
            for (final SchedulingSpecDecoder.DevicesDecoder.ConstraintsDecoder constraint : device.constraints()) {
                constraint.skipLeft();
                constraint.skipRight();
            }
            for (final SchedulingSpecDecoder.DevicesDecoder.AffinitiesDecoder affinity : device.affinities()) {
                affinity.skipLeft();
                affinity.skipRight();
            }
            device.skipName();
        }
        if (!resolves) {
            return SpecErrors.REFERENCE;
        }
        return portsFit ? null : SpecErrors.PORT;
    }

    private boolean resolves(final int group, final int task) {
        return group >= -1 && group < groupCount && task >= -1 && task < taskCount;
    }

    private boolean isRepeated(final int at) {
        final UnsafeBuffer name = groupNames[at];
        for (int before = 0; before < at; before++) {
            final UnsafeBuffer other = groupNames[before];
            if (0 == ByteStrings.compare(name, 0, name.capacity(), other, 0, other.capacity())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValue(final int value) {
        return value >= 0 && value <= VALUE_MAX;
    }
}
