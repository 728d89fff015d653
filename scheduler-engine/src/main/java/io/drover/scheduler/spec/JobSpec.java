package io.drover.scheduler.spec;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.jobspec.Operand;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A decoded {@code SchedulingSpec}. Reusable: {@link #decode} forgets the former job and grows only for a larger one than
 * ever before.
 */
public final class JobSpec {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulingSpecDecoder decoder = new SchedulingSpecDecoder();

    private final Texts texts = new Texts();
    private final Criteria constraints = new Criteria(texts);
    private final Criteria affinities = new Criteria(texts);
    private final SpecTasks tasks = new SpecTasks();
    private final SpecSpreads spreads = new SpecSpreads();
    private final SpecSpreadTargets spreadTargets = new SpecSpreadTargets();
    private final SpecPorts ports = new SpecPorts();
    private final SpecVolumes volumes = new SpecVolumes();
    private final SpecDevices devices = new SpecDevices(texts);
    private SpecGroup[] groups = new SpecGroup[0];
    private int groupCount;
    private long[] datacenters = new long[4];
    private int datacenterCount;

    private long handle;
    private JobType type = JobType.SERVICE;
    private int priority;
    private boolean isAllAtOnce;
    private boolean isStopped;
    private long namespace;
    private long jobId;
    private long nodePool;

    /**
     * Reads a message that is led by its header.
     *
     * @throws IllegalArgumentException when an element belongs to a group that is not there. Whoever stores a spec decodes it first.
     */
    public JobSpec decode(final long specHandle, final DirectBuffer buffer, final int offset) {
        clear(specHandle);
        decoder.wrapAndApplyHeader(buffer, offset, header);
        type = decoder.type();
        priority = decoder.priority();
        isAllAtOnce = Bool.YES == decoder.allAtOnce();
        isStopped = Bool.YES == decoder.isStopped();
        decodeDatacenters();
        decodeGroups();
        decodeTasks();
        decodeConstraints();
        decodeAffinities();
        decodeSpreads();
        decodePorts();
        decodeVolumes();
        decodeDevices();
        namespace = texts.take(decoder.getNamespace(texts.target(), texts.limit(), Texts.LENGTH_MAX));
        jobId = texts.take(decoder.getJobId(texts.target(), texts.limit(), Texts.LENGTH_MAX));
        nodePool = texts.take(decoder.getNodePool(texts.target(), texts.limit(), Texts.LENGTH_MAX));
        return this;
    }

    public long handle() {
        return handle;
    }

    public JobType type() {
        return type;
    }

    public int priority() {
        return priority;
    }

    public boolean isAllAtOnce() {
        return isAllAtOnce;
    }

    public boolean isStopped() {
        return isStopped;
    }

    public boolean isBatch() {
        return JobType.BATCH == type || JobType.SYSBATCH == type;
    }

    /** Whether it runs on every suitable node. */
    public boolean isSystem() {
        return JobType.SYSTEM == type || JobType.SYSBATCH == type;
    }

    /** Holds the strings that everything here refers to. */
    public Texts texts() {
        return texts;
    }

    public int datacenterCount() {
        return datacenterCount;
    }

    /** A pattern with {@code *} and {@code ?}. */
    public long datacenter(final int index) {
        return datacenters[index];
    }

    public int groupCount() {
        return groupCount;
    }

    public SpecGroup group(final int index) {
        return groups[index];
    }

    /** Position of the group with the name that another spec's group has, or -1. */
    public int findGroup(final JobSpec other, final int otherGroup) {
        final long name = other.group(otherGroup).name();
        for (int i = 0; i < groupCount; i++) {
            if (texts.equals(groups[i].name, other.texts.buffer(), Texts.offset(name), Texts.length(name))) {
                return i;
            }
        }
        return -1;
    }

    public SpecTasks tasks() {
        return tasks;
    }

    public Criteria constraints() {
        return constraints;
    }

    public Criteria affinities() {
        return affinities;
    }

    public SpecSpreads spreads() {
        return spreads;
    }

    public SpecSpreadTargets spreadTargets() {
        return spreadTargets;
    }

    public SpecPorts ports() {
        return ports;
    }

    public SpecVolumes volumes() {
        return volumes;
    }

    public SpecDevices devices() {
        return devices;
    }

    public long namespace() {
        return namespace;
    }

    public long jobId() {
        return jobId;
    }

    public long nodePool() {
        return nodePool;
    }

    private void clear(final long specHandle) {
        handle = specHandle;
        texts.clear();
        constraints.clear();
        affinities.clear();
        tasks.clear();
        spreads.clear();
        spreadTargets.clear();
        ports.clear();
        volumes.clear();
        devices.clear();
        groupCount = 0;
        datacenterCount = 0;
    }

    private void decodeDatacenters() {
        final SchedulingSpecDecoder.DatacentersDecoder each = decoder.datacenters();
        while (each.hasNext()) {
            each.next();
            if (datacenterCount == datacenters.length) {
                datacenters = Arrays.copyOf(datacenters, datacenterCount << 1);
            }
            datacenters[datacenterCount++] =
                    texts.take(each.getPattern(texts.target(), texts.limit(), Texts.LENGTH_MAX));
        }
    }

    private void decodeGroups() {
        final SchedulingSpecDecoder.GroupsDecoder each = decoder.groups();
        while (each.hasNext()) {
            each.next();
            final SpecGroup group = nextGroup();
            group.desiredCount = Math.max(0, each.desiredCount());
            group.diskMb = each.diskMb();
            group.isDiskSticky = Bool.YES == each.diskSticky();
            group.isDiskMigrated = Bool.YES == each.diskMigrate();
            group.hasUpdate = Bool.YES == each.hasUpdate();
            group.updateMaxParallel = each.updateMaxParallel();
            group.updateCanary = each.updateCanary();
            group.autoPromotes = Bool.YES == each.updateAutoPromote();
            group.hasReschedule = Bool.YES == each.hasReschedule();
            group.rescheduleAttempts = each.rescheduleAttempts();
            group.rescheduleIntervalMs = each.rescheduleIntervalMs();
            group.rescheduleDelayMs = each.rescheduleDelayMs();
            group.rescheduleFunction = each.rescheduleFunction();
            group.rescheduleDelayMaxMs = each.rescheduleDelayMaxMs();
            group.isRescheduleUnlimited = Bool.YES == each.rescheduleUnlimited();
            group.migrateMaxParallel = each.migrateMaxParallel();
            group.lostAfterMs = each.lostAfterMs();
            group.stopOnClientAfterMs = each.stopOnClientAfterMs();
            group.isReplacedWhenLost = Bool.YES == each.replaceWhenLost();
            group.reconcile = each.reconcile();
            group.maxRunMs = each.maxRunMs();
            group.digestHigh = each.destructiveDigest().high();
            group.digestLow = each.destructiveDigest().low();
            group.name = texts.take(each.getName(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            group.networkMode = texts.take(each.getNetworkMode(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            group.footprint.reset(group.diskMb);
            group.portCount = 0;
            group.hasStaticPorts = false;
            group.hasDevices = false;
            group.hasDeviceAffinities = false;
            group.hasNuma = false;
            group.isEscaped = false;
            group.hasAffinities = false;
            group.hasSpreads = false;
            group.hasDistinct = false;
            group.killTimeoutMaxMs = 0;
        }
    }

    private void decodeTasks() {
        final SchedulingSpecDecoder.TasksDecoder each = decoder.tasks();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), 0, "tasks");
            final SpecGroup owner = groups[group];
            owner.footprint.addTask(
                    each.lifecycle(), Bool.YES == each.isSidecar(), each.cpuMhz(), each.cores(), each.memoryMb());
            owner.killTimeoutMaxMs = Math.max(owner.killTimeoutMaxMs, each.killTimeoutMs());
            final int cpuMhz = each.cpuMhz();
            final int cores = Math.max(0, each.cores());
            final int memoryMb = each.memoryMb();
            final long killTimeoutMs = each.killTimeoutMs();
            final NumaAffinity numa = cores > 0 ? each.numaAffinity() : NumaAffinity.NONE;
            owner.hasNuma |= NumaAffinity.PREFER == numa || NumaAffinity.REQUIRE == numa;
            final long name = texts.take(each.getName(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long driver = texts.take(each.getDriver(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            tasks.add(group, cpuMhz, cores, memoryMb, killTimeoutMs, name, driver, numa);
        }
    }

    private void decodeConstraints() {
        final SchedulingSpecDecoder.ConstraintsDecoder each = decoder.constraints();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), Criteria.WHOLE, "constraints");
            final int task = each.taskIndex();
            final Operand operand = each.operand();
            final long left = texts.take(each.getLeft(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long right = texts.take(each.getRight(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long operandText = texts.take(each.getOperandText(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            constraints.add(group, task, operand, 0, left, right, operandText);
            final boolean isDistinct = Operand.DISTINCT_HOSTS == operand || Operand.DISTINCT_PROPERTY == operand;
            final boolean escapes = constraints.escapes(constraints.count() - 1);
            for (int i = 0; i < groupCount; i++) {
                if (constraints.appliesTo(constraints.count() - 1, i)) {
                    groups[i].hasDistinct |= isDistinct;
                    groups[i].isEscaped |= escapes;
                }
            }
        }
    }

    private void decodeAffinities() {
        final SchedulingSpecDecoder.AffinitiesDecoder each = decoder.affinities();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), Criteria.WHOLE, "affinities");
            final int task = each.taskIndex();
            final Operand operand = each.operand();
            final int weight = each.weight();
            final long left = texts.take(each.getLeft(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long right = texts.take(each.getRight(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            affinities.add(group, task, operand, weight, left, right, Texts.EMPTY);
            for (int i = 0; i < groupCount; i++) {
                groups[i].hasAffinities |= affinities.appliesTo(affinities.count() - 1, i);
            }
        }
    }

    private void decodeSpreads() {
        final SchedulingSpecDecoder.SpreadsDecoder each = decoder.spreads();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), Criteria.WHOLE, "spreads");
            final int weight = each.weight();
            final int first = spreadTargets.count();
            final SchedulingSpecDecoder.SpreadsDecoder.TargetsDecoder target = each.targets();
            while (target.hasNext()) {
                target.next();
                final int percent = target.percent();
                spreadTargets.add(
                        percent, texts.take(target.getValue(texts.target(), texts.limit(), Texts.LENGTH_MAX)));
            }
            spreads.add(
                    group,
                    weight,
                    texts.take(each.getAttribute(texts.target(), texts.limit(), Texts.LENGTH_MAX)),
                    first,
                    spreadTargets.count());
            for (int i = 0; i < groupCount; i++) {
                groups[i].hasSpreads |= spreads.appliesTo(spreads.count() - 1, i);
            }
        }
    }

    private void decodePorts() {
        final SchedulingSpecDecoder.PortsDecoder each = decoder.ports();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), 0, "ports");
            final int task = each.taskIndex();
            final boolean isStatic = PortKind.STATIC == each.kind();
            final int value = each.value();
            final int target = each.to();
            final boolean ignoresCollision = Bool.YES == each.ignoreCollision();
            final long label = texts.take(each.getLabel(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long hostNetwork = texts.take(each.getHostNetwork(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            ports.add(group, task, isStatic, value, target, ignoresCollision, label, hostNetwork);
            groups[group].portCount++;
            groups[group].hasStaticPorts |= isStatic;
        }
    }

    private void decodeVolumes() {
        final SchedulingSpecDecoder.VolumesDecoder each = decoder.volumes();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), 0, "volumes");
            final boolean isReadOnly = Bool.YES == each.readOnly();
            final boolean isPerAlloc = Bool.YES == each.perAlloc();
            final boolean isSticky = Bool.YES == each.sticky();
            texts.take(each.getName(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long kind = texts.take(each.getType(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long source = texts.take(each.getSource(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long access = texts.take(each.getAccessMode(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long attachment = texts.take(each.getAttachmentMode(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final boolean isHost = texts.equalsAscii(kind, "host");
            // Which node has a storage plugin is no matter of its class.
            groups[group].isEscaped |= !isHost;
            volumes.add(
                    group,
                    isReadOnly,
                    isPerAlloc,
                    isSticky,
                    isHost,
                    source,
                    VolumeModes.access(texts, access, isReadOnly),
                    VolumeModes.attachment(texts, attachment));
        }
    }

    private void decodeDevices() {
        final SchedulingSpecDecoder.DevicesDecoder each = decoder.devices();
        while (each.hasNext()) {
            each.next();
            final int group = groupIndex(each.groupIndex(), 0, "devices");
            final int task = each.taskIndex();
            final int instanceCount = each.instanceCount();
            final boolean isNearCores = Bool.YES == each.isNearCores();
            groups[group].hasDevices = true;
            decodeDeviceConstraints(each.constraints(), groups[group]);
            decodeDeviceAffinities(each.affinities(), groups[group]);
            devices.add(
                    group,
                    task,
                    instanceCount,
                    isNearCores,
                    texts.take(each.getName(texts.target(), texts.limit(), Texts.LENGTH_MAX)));
        }
    }

    private void decodeDeviceConstraints(
            final SchedulingSpecDecoder.DevicesDecoder.ConstraintsDecoder each, final SpecGroup group) {
        while (each.hasNext()) {
            each.next();
            final Operand operand = each.operand();
            final long left = texts.take(each.getLeft(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long right = texts.take(each.getRight(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            devices.constraints().add(devices.count(), Criteria.WHOLE, operand, 0, left, right, Texts.EMPTY);
            group.isEscaped |= DeviceTarget.escapes(texts, left) || DeviceTarget.escapes(texts, right);
        }
    }

    private void decodeDeviceAffinities(
            final SchedulingSpecDecoder.DevicesDecoder.AffinitiesDecoder each, final SpecGroup group) {
        while (each.hasNext()) {
            each.next();
            final Operand operand = each.operand();
            final int weight = each.weight();
            final long left = texts.take(each.getLeft(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            final long right = texts.take(each.getRight(texts.target(), texts.limit(), Texts.LENGTH_MAX));
            devices.affinities().add(devices.count(), Criteria.WHOLE, operand, weight, left, right, Texts.EMPTY);
            group.hasDeviceAffinities |= weight != 0;
        }
    }

    /** Refuses an element that belongs to no group. */
    private int groupIndex(final int index, final int least, final String list) {
        if (index < least || index >= groupCount) {
            throw new IllegalArgumentException(
                    list + ".groupIndex is " + index + ", expected " + least + " to " + (groupCount - 1));
        }
        return index;
    }

    private SpecGroup nextGroup() {
        if (groupCount == groups.length) {
            final int former = groups.length;
            groups = Arrays.copyOf(groups, Math.max(4, former << 1));
            for (int i = former; i < groups.length; i++) {
                groups[i] = new SpecGroup();
            }
        }
        return groups[groupCount++];
    }
}
