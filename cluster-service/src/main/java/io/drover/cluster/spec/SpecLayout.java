package io.drover.cluster.spec;

import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.spec.VolumeModes;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tasks, ports and volumes of a stored spec by their index, as rows of allocations show them. Remembers the last spec read, so that a page of
 * allocations of one job reads it once. Texts are slices of the stored spec, found again by offset and length.
 */
public final class SpecLayout {
    private static final int TASK_FIELDS = 7;
    private static final int TASK_GROUP = 0;
    private static final int TASK_CPU = 1;
    private static final int TASK_MEMORY = 2;
    private static final int TASK_MEMORY_MAX = 3;
    private static final int TASK_CORES = 4;
    private static final int TASK_NAME = 5;
    private static final int PORT_FIELDS = 8;
    private static final int PORT_KIND = 0;
    private static final int PORT_TASK = 1;
    private static final int PORT_IGNORE_COLLISION = 2;
    private static final int PORT_LABEL = 3;
    private static final int PORT_NETWORK = 5;
    private static final int PORT_GROUP = 7;

    private static final int VOLUME_FIELDS = 8;
    private static final int VOLUME_GROUP = 0;
    private static final int VOLUME_FLAGS = 1;
    private static final int VOLUME_TYPE = 2;
    private static final int VOLUME_SOURCE = 4;
    private static final int VOLUME_ACCESS = 6;
    private static final int VOLUME_ATTACHMENT = 7;
    private static final int READ_ONLY = 1;
    private static final int PER_ALLOC = 2;
    private static final int STICKY = 4;

    private static final DirectBuffer HOST = Text.of("host");

    private final VersionTable versions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulingSpecDecoder spec = new SchedulingSpecDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer slice = new UnsafeBuffer(0, 0);
    private long handle;
    private int[] networkModes = new int[2 * 8];
    private int taskCount;
    private int[] tasks = new int[TASK_FIELDS * 16];
    private int volumeCount;
    private int[] volumes = new int[VOLUME_FIELDS * 4];
    private int deviceCount;
    private int[] deviceTasks = new int[4];
    private int portCount;
    private int[] ports = new int[PORT_FIELDS * 16];

    public SpecLayout(final VersionTable versions) {
        this.versions = versions;
    }

    /** Reads the spec of a version, unless it was the last one read. */
    public SpecLayout of(final int version) {
        // Compaction never moves blobs, but another blob may take the place of one that was freed.
        versions.wrapSpec(version, bytes);
        final long wanted = versions.rows().handle(version);
        if (wanted != handle) {
            read();
            handle = wanted;
        }
        return this;
    }

    /** Points a view at the mode of a group's network, empty when it has none. */
    public void wrapNetworkMode(final int group, final DirectBuffer view) {
        view.wrap(bytes, networkModes[2 * group], networkModes[2 * group + 1]);
    }

    /** Tasks of the whole job. */
    public int taskCount() {
        return taskCount;
    }

    public int taskGroup(final int task) {
        return tasks[task * TASK_FIELDS + TASK_GROUP];
    }

    public int cpuMhz(final int task) {
        return tasks[task * TASK_FIELDS + TASK_CPU];
    }

    public int memoryMb(final int task) {
        return tasks[task * TASK_FIELDS + TASK_MEMORY];
    }

    public int memoryMaxMb(final int task) {
        return tasks[task * TASK_FIELDS + TASK_MEMORY_MAX];
    }

    public int cores(final int task) {
        return tasks[task * TASK_FIELDS + TASK_CORES];
    }

    public void wrapTaskName(final int task, final DirectBuffer view) {
        wrap(tasks, task * TASK_FIELDS + TASK_NAME, view);
    }

    /** Ports of the whole job. */
    public int portCount() {
        return portCount;
    }

    public PortKind portKind(final int port) {
        return PortKind.get((short) ports[port * PORT_FIELDS + PORT_KIND]);
    }

    /** Index of the task that asks for it, -1 for a port of the group. */
    public int portTask(final int port) {
        return ports[port * PORT_FIELDS + PORT_TASK];
    }

    /** Index of the group that asks for it. */
    public int portGroup(final int port) {
        return ports[port * PORT_FIELDS + PORT_GROUP];
    }

    public boolean ignoresCollision(final int port) {
        return ports[port * PORT_FIELDS + PORT_IGNORE_COLLISION] != 0;
    }

    public void wrapLabel(final int port, final DirectBuffer view) {
        wrap(ports, port * PORT_FIELDS + PORT_LABEL, view);
    }

    public void wrapHostNetwork(final int port, final DirectBuffer view) {
        wrap(ports, port * PORT_FIELDS + PORT_NETWORK, view);
    }

    /** Points a view at the name of the task that asks for a device. */
    public void wrapDeviceTask(final int device, final DirectBuffer view) {
        wrapTaskName(deviceTasks[device], view);
    }

    /** Volumes of the whole job. */
    public int volumeCount() {
        return volumeCount;
    }

    /** Index of the group that asks for it. */
    public int volumeGroup(final int volume) {
        return volumes[volume * VOLUME_FIELDS + VOLUME_GROUP];
    }

    public boolean isHostVolume(final int volume) {
        wrap(volumes, volume * VOLUME_FIELDS + VOLUME_TYPE, slice);
        return 0 == ByteStrings.compare(slice, 0, slice.capacity(), HOST, 0, HOST.capacity());
    }

    public boolean isReadOnlyVolume(final int volume) {
        return hasFlag(volume, READ_ONLY);
    }

    /** Whether {@code [n]} is added to the source. */
    public boolean isVolumePerAlloc(final int volume) {
        return hasFlag(volume, PER_ALLOC);
    }

    public boolean isStickyVolume(final int volume) {
        return hasFlag(volume, STICKY);
    }

    public void wrapVolumeSource(final int volume, final DirectBuffer view) {
        wrap(volumes, volume * VOLUME_FIELDS + VOLUME_SOURCE, view);
    }

    /** A number of {@link VolumeModes#ACCESS}, or {@link VolumeModes#UNKNOWN}. */
    public int volumeAccess(final int volume) {
        return volumes[volume * VOLUME_FIELDS + VOLUME_ACCESS];
    }

    /** A number of {@link VolumeModes#ATTACHMENT}, or {@link VolumeModes#UNKNOWN}. */
    public int volumeAttachment(final int volume) {
        return volumes[volume * VOLUME_FIELDS + VOLUME_ATTACHMENT];
    }

    /** Whether any group asks for a volume that is no host volume. */
    public boolean wantsCsiVolumes() {
        for (int volume = 0; volume < volumeCount; volume++) {
            if (!isHostVolume(volume)) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        spec.wrapAndApplyHeader(bytes, 0, header);
        for (final SchedulingSpecDecoder.DatacentersDecoder datacenter : spec.datacenters()) {
            datacenter.skipPattern();
        }
        readGroups();
        readTasks();
        skipToPorts();
        readPorts();
        readVolumes();
        readDevices();
    }

    private void readGroups() {
        final SchedulingSpecDecoder.GroupsDecoder groups = spec.groups();
        if (networkModes.length < 2 * groups.count()) {
            networkModes = Arrays.copyOf(networkModes, 2 * groups.count());
        }
        for (int group = 0; groups.hasNext(); group++) {
            groups.next().skipName();
            groups.wrapNetworkMode(slice);
            keep(networkModes, 2 * group);
        }
    }

    private void readTasks() {
        final SchedulingSpecDecoder.TasksDecoder rows = spec.tasks();
        taskCount = rows.count();
        if (tasks.length < TASK_FIELDS * taskCount) {
            tasks = Arrays.copyOf(tasks, TASK_FIELDS * taskCount);
        }
        for (int at = 0; rows.hasNext(); at += TASK_FIELDS) {
            rows.next();
            tasks[at + TASK_GROUP] = rows.groupIndex();
            tasks[at + TASK_CPU] = rows.cpuMhz();
            tasks[at + TASK_MEMORY] = rows.memoryMb();
            tasks[at + TASK_MEMORY_MAX] = rows.memoryMaxMb();
            tasks[at + TASK_CORES] = rows.cores();
            rows.wrapName(slice);
            keep(tasks, at + TASK_NAME);
            rows.skipDriver();
        }
    }

    private void skipToPorts() {
        for (final SchedulingSpecDecoder.ConstraintsDecoder constraint : spec.constraints()) {
            constraint.skipLeft();
            constraint.skipRight();
            constraint.skipOperandText();
        }
        for (final SchedulingSpecDecoder.AffinitiesDecoder affinity : spec.affinities()) {
            affinity.skipLeft();
            affinity.skipRight();
        }
        for (final SchedulingSpecDecoder.SpreadsDecoder spread : spec.spreads()) {
            for (final SchedulingSpecDecoder.SpreadsDecoder.TargetsDecoder target : spread.targets()) {
                target.skipValue();
            }
            spread.skipAttribute();
        }
    }

    private void readPorts() {
        final SchedulingSpecDecoder.PortsDecoder rows = spec.ports();
        portCount = rows.count();
        if (ports.length < PORT_FIELDS * portCount) {
            ports = Arrays.copyOf(ports, PORT_FIELDS * portCount);
        }
        for (int at = 0; rows.hasNext(); at += PORT_FIELDS) {
            rows.next();
            ports[at + PORT_KIND] = rows.kindRaw();
            ports[at + PORT_GROUP] = rows.groupIndex();
            ports[at + PORT_TASK] = rows.taskIndex();
            ports[at + PORT_IGNORE_COLLISION] = rows.ignoreCollision() == Bool.YES ? 1 : 0;
            rows.wrapLabel(slice);
            keep(ports, at + PORT_LABEL);
            rows.wrapHostNetwork(slice);
            keep(ports, at + PORT_NETWORK);
        }
    }

    private void readVolumes() {
        final SchedulingSpecDecoder.VolumesDecoder rows = spec.volumes();
        volumeCount = rows.count();
        if (volumes.length < VOLUME_FIELDS * volumeCount) {
            volumes = Arrays.copyOf(volumes, VOLUME_FIELDS * volumeCount);
        }
        for (int at = 0; rows.hasNext(); at += VOLUME_FIELDS) {
            rows.next();
            volumes[at + VOLUME_GROUP] = rows.groupIndex();
            volumes[at + VOLUME_FLAGS] = (rows.readOnly() == Bool.YES ? READ_ONLY : 0)
                    | (rows.perAlloc() == Bool.YES ? PER_ALLOC : 0)
                    | (rows.sticky() == Bool.YES ? STICKY : 0);
            rows.skipName();
            rows.wrapType(slice);
            keep(volumes, at + VOLUME_TYPE);
            rows.wrapSource(slice);
            keep(volumes, at + VOLUME_SOURCE);
            rows.wrapAccessMode(slice);
            volumes[at + VOLUME_ACCESS] = VolumeModes.access(slice, (volumes[at + VOLUME_FLAGS] & READ_ONLY) != 0);
            rows.wrapAttachmentMode(slice);
            volumes[at + VOLUME_ATTACHMENT] = VolumeModes.attachment(slice);
        }
    }

    private void readDevices() {
        final SchedulingSpecDecoder.DevicesDecoder rows = spec.devices();
        deviceCount = rows.count();
        if (deviceTasks.length < deviceCount) {
            deviceTasks = Arrays.copyOf(deviceTasks, deviceCount);
        }
        for (int device = 0; rows.hasNext(); device++) {
            rows.next();
            deviceTasks[device] = findTask(rows.groupIndex(), rows.taskIndex());
            for (final SchedulingSpecDecoder.DevicesDecoder.ConstraintsDecoder constraint : rows.constraints()) {
                constraint.skipLeft();
                constraint.skipRight();
            }
            for (final SchedulingSpecDecoder.DevicesDecoder.AffinitiesDecoder affinity : rows.affinities()) {
                affinity.skipLeft();
                affinity.skipRight();
            }
            rows.skipName();
        }
    }

    /** Index of a task among all, by its index in its group. */
    private int findTask(final int group, final int inGroup) {
        int left = inGroup;
        for (int task = 0; task < taskCount; task++) {
            if (taskGroup(task) == group && left-- == 0) {
                return task;
            }
        }
        return 0;
    }

    private boolean hasFlag(final int volume, final int flag) {
        return (volumes[volume * VOLUME_FIELDS + VOLUME_FLAGS] & flag) != 0;
    }

    /** Keeps where the slice lies in the spec. */
    private void keep(final int[] target, final int at) {
        target[at] = (int) (slice.addressOffset() - bytes.addressOffset());
        target[at + 1] = slice.capacity();
    }

    private void wrap(final int[] source, final int at, final DirectBuffer view) {
        view.wrap(bytes, source[at], source[at + 1]);
    }
}
