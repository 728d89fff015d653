package io.drover.scheduler;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.jobspec.DelayFunction;
import io.drover.sbe.jobspec.Lifecycle;
import io.drover.sbe.jobspec.Operand;
import io.drover.sbe.jobspec.Reconcile;
import io.drover.sbe.jobspec.SchedulingSpecEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds scheduling specs for tests. Plain data in, message out; fields are public because tests read them too.
 */
final class SpecBuilder {
    static final class Group {
        String name = "web";
        int count = 1;
        int disk = 10;
        boolean sticky;
        boolean hasUpdate;
        int maxParallel = 1;
        int canary;
        boolean hasReschedule = true;
        int attempts;
        long intervalMs;
        long delayMs = 30_000;
        DelayFunction function = DelayFunction.EXPONENTIAL;
        long delayMaxMs = 3_600_000;
        boolean unlimited = true;
        long lostAfterMs;
        long stopOnClientAfterMs = -1;
        boolean replace = true;
        Reconcile reconcile = Reconcile.BEST_SCORE;
        long digest = 1;
        String networkMode = "";
        final List<Task> tasks = new ArrayList<>();
        final List<Port> ports = new ArrayList<>();
        final List<Criterion> constraints = new ArrayList<>();
        final List<Criterion> affinities = new ArrayList<>();
        final List<Spread> spreads = new ArrayList<>();
        final List<Volume> volumes = new ArrayList<>();
        final List<Device> devices = new ArrayList<>();
        NumaAffinity numa = NumaAffinity.NONE;

        Group task(final int cpu, final int memory) {
            tasks.add(new Task(cpu, 0, memory, Lifecycle.MAIN, false, "raw_exec"));
            return this;
        }

        Group cores(final int cores, final int memory) {
            tasks.add(new Task(0, cores, memory, Lifecycle.MAIN, false, "raw_exec"));
            return this;
        }

        Group constraint(final String left, final Operand operand, final String right) {
            constraints.add(new Criterion(left, operand, right, 0));
            return this;
        }

        Group affinity(final String left, final Operand operand, final String right, final int weight) {
            affinities.add(new Criterion(left, operand, right, weight));
            return this;
        }

        Group port(final String label, final int value) {
            ports.add(new Port(label, value, value > 0));
            return this;
        }
    }

    record Task(int cpu, int cores, int memory, Lifecycle lifecycle, boolean sidecar, String driver) {}

    record Port(String label, int value, boolean isStatic) {}

    record Criterion(String left, Operand operand, String right, int weight) {}

    record Spread(String attribute, int weight, List<String> values, List<Integer> percents) {}

    record Device(String name, int count, boolean near, List<Criterion> constraints, List<Criterion> affinities) {
        Device(final String name, final int count) {
            this(name, count, false, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A volume; with an access mode it is one of a storage plugin. */
    record Volume(String source, boolean readOnly, boolean perAlloc, String access) {
        Volume(final String source, final boolean readOnly, final boolean perAlloc) {
            this(source, readOnly, perAlloc, "");
        }
    }

    String id = "job";
    JobType type = JobType.SERVICE;
    int priority = 50;
    String pool = "default";
    final List<String> datacenters = new ArrayList<>(List.of("*"));
    final List<Group> groups = new ArrayList<>();
    final List<Criterion> constraints = new ArrayList<>();

    static SpecBuilder service() {
        return new SpecBuilder();
    }

    static SpecBuilder of(final JobType type) {
        final SpecBuilder builder = new SpecBuilder();
        builder.type = type;
        return builder;
    }

    Group group(final int count, final int cpu, final int memory) {
        return group("web" + (groups.isEmpty() ? "" : groups.size()), count, cpu, memory);
    }

    Group group(final String name, final int count, final int cpu, final int memory) {
        final Group group = new Group();
        group.name = name;
        group.count = count;
        group.task(cpu, memory);
        groups.add(group);
        return group;
    }

    UnsafeBuffer build() {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
        final SchedulingSpecEncoder encoder = new SchedulingSpecEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .compilerVersion(1)
                .type(type)
                .priority(priority)
                .allAtOnce(Bool.NO)
                .isStopped(Bool.NO);
        final SchedulingSpecEncoder.DatacentersEncoder dcs = encoder.datacentersCount(datacenters.size());
        datacenters.forEach(dc -> dcs.next().pattern(dc));
        encodeGroups(encoder);
        encodeTasks(encoder);
        encodeConstraints(encoder);
        encodeAffinities(encoder);
        encodeSpreads(encoder);
        encodePorts(encoder);
        encodeVolumes(encoder);
        encodeDevices(encoder);
        encoder.namespace("default").jobId(id).nodePool(pool);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private void encodeGroups(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.GroupsEncoder each = encoder.groupsCount(groups.size());
        for (final Group group : groups) {
            each.next()
                    .desiredCount(group.count)
                    .diskMb(group.disk)
                    .diskSticky(bool(group.sticky))
                    .diskMigrate(Bool.NO)
                    .hasUpdate(bool(group.hasUpdate))
                    .updateMaxParallel(group.maxParallel)
                    .updateCanary(group.canary)
                    .updateMinHealthyMs(10_000)
                    .updateHealthyDeadlineMs(300_000)
                    .updateProgressDeadlineMs(600_000)
                    .updateAutoRevert(Bool.NO)
                    .updateAutoPromote(Bool.NO)
                    .hasReschedule(bool(group.hasReschedule))
                    .rescheduleAttempts(group.attempts)
                    .rescheduleIntervalMs(group.intervalMs)
                    .rescheduleDelayMs(group.delayMs)
                    .rescheduleFunction(group.function)
                    .rescheduleDelayMaxMs(group.delayMaxMs)
                    .rescheduleUnlimited(bool(group.unlimited))
                    .migrateMaxParallel(1)
                    .lostAfterMs(group.lostAfterMs)
                    .stopOnClientAfterMs(group.stopOnClientAfterMs)
                    .replaceWhenLost(bool(group.replace))
                    .reconcile(group.reconcile)
                    .maxRunMs(0);
            each.destructiveDigest().high(0).low(group.digest);
            each.name(group.name).networkMode(group.networkMode);
        }
    }

    private void encodeTasks(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.TasksEncoder each = encoder.tasksCount(
                groups.stream().mapToInt(group -> group.tasks.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Task task : groups.get(i).tasks) {
                each.next()
                        .groupIndex((short) i)
                        .cpuMhz(task.cpu())
                        .cores(task.cores())
                        .memoryMb(task.memory())
                        .memoryMaxMb(0)
                        .lifecycle(task.lifecycle())
                        .isSidecar(bool(task.sidecar()))
                        .isLeader(Bool.NO)
                        .killTimeoutMs(5_000)
                        .numaAffinity(groups.get(i).numa)
                        .name("task")
                        .driver(task.driver());
            }
        }
    }

    private void encodeConstraints(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.ConstraintsEncoder each = encoder.constraintsCount(constraints.size()
                + groups.stream().mapToInt(group -> group.constraints.size()).sum());
        constraints.forEach(constraint -> encode(each.next(), -1, constraint));
        for (int i = 0; i < groups.size(); i++) {
            for (final Criterion constraint : groups.get(i).constraints) {
                encode(each.next(), i, constraint);
            }
        }
    }

    private static void encode(
            final SchedulingSpecEncoder.ConstraintsEncoder each, final int group, final Criterion constraint) {
        each.groupIndex((short) group)
                .taskIndex((short) -1)
                .operand(constraint.operand())
                .left(constraint.left())
                .right(constraint.right())
                .operandText(constraint.operand().name().toLowerCase(java.util.Locale.ROOT));
    }

    private void encodeAffinities(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.AffinitiesEncoder each = encoder.affinitiesCount(
                groups.stream().mapToInt(group -> group.affinities.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Criterion affinity : groups.get(i).affinities) {
                each.next()
                        .groupIndex((short) i)
                        .taskIndex((short) -1)
                        .operand(affinity.operand())
                        .weight((short) affinity.weight())
                        .left(affinity.left())
                        .right(affinity.right());
            }
        }
    }

    private void encodeSpreads(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.SpreadsEncoder each = encoder.spreadsCount(
                groups.stream().mapToInt(group -> group.spreads.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Spread spread : groups.get(i).spreads) {
                each.next().groupIndex((short) i).weight((short) spread.weight());
                final SchedulingSpecEncoder.SpreadsEncoder.TargetsEncoder targets =
                        each.targetsCount(spread.values().size());
                for (int t = 0; t < spread.values().size(); t++) {
                    targets.next()
                            .percent(spread.percents().get(t))
                            .value(spread.values().get(t));
                }
                each.attribute(spread.attribute());
            }
        }
    }

    private void encodePorts(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.PortsEncoder each = encoder.portsCount(
                groups.stream().mapToInt(group -> group.ports.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Port port : groups.get(i).ports) {
                each.next()
                        .groupIndex((short) i)
                        .taskIndex((short) -1)
                        .kind(port.isStatic() ? PortKind.STATIC : PortKind.DYNAMIC)
                        .value(port.value())
                        .to(0)
                        .ignoreCollision(Bool.NO)
                        .label(port.label())
                        .hostNetwork("");
            }
        }
    }

    private void encodeVolumes(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.VolumesEncoder each = encoder.volumesCount(
                groups.stream().mapToInt(group -> group.volumes.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Volume volume : groups.get(i).volumes) {
                each.next()
                        .groupIndex((short) i)
                        .readOnly(bool(volume.readOnly()))
                        .perAlloc(bool(volume.perAlloc()))
                        .sticky(Bool.NO)
                        .name(volume.source())
                        .type(volume.access().isEmpty() ? "host" : "csi")
                        .source(volume.source())
                        .accessMode(volume.access())
                        .attachmentMode("");
            }
        }
    }

    /** All of a group's devices are its first task's. */
    private void encodeDevices(final SchedulingSpecEncoder encoder) {
        final SchedulingSpecEncoder.DevicesEncoder each = encoder.devicesCount(
                groups.stream().mapToInt(group -> group.devices.size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            for (final Device device : groups.get(i).devices) {
                each.next()
                        .groupIndex((short) i)
                        .taskIndex((short) 0)
                        .instanceCount(device.count())
                        .isNearCores(bool(device.near()));
                final SchedulingSpecEncoder.DevicesEncoder.ConstraintsEncoder constraint =
                        each.constraintsCount(device.constraints().size());
                device.constraints()
                        .forEach(criterion -> constraint
                                .next()
                                .operand(criterion.operand())
                                .left(criterion.left())
                                .right(criterion.right()));
                final SchedulingSpecEncoder.DevicesEncoder.AffinitiesEncoder affinity =
                        each.affinitiesCount(device.affinities().size());
                device.affinities()
                        .forEach(criterion -> affinity.next()
                                .operand(criterion.operand())
                                .weight((short) criterion.weight())
                                .left(criterion.left())
                                .right(criterion.right()));
                each.name(device.name());
            }
        }
    }

    private static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }
}
