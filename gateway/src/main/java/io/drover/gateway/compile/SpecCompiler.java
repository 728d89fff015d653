package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.common.PortKind;
import io.drover.sbe.jobspec.DelayFunction;
import io.drover.sbe.jobspec.Lifecycle;
import io.drover.sbe.jobspec.Reconcile;
import io.drover.sbe.jobspec.SchedulingSpecEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;

/**
 * Compiles a canonical job document into a {@code jobspec.SchedulingSpec}. Everything that decides a placement is in the spec, and
 * nothing else is; durations become milliseconds. One thread at a time.
 */
public final class SpecCompiler {
    /** Part of every spec, so that a spec of another compiler can be told and compiled again. */
    static final int COMPILER_VERSION = 1;

    private static final int WHOLE = -1;

    /** An element of the document and what it belongs to. */
    record Placed(JsonObject element, int groupIndex, int taskIndex) {}

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final SchedulingSpecEncoder spec = new SchedulingSpecEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    /** The encoded spec of the job. */
    public byte[] compile(final JsonObject job) {
        final List<JsonObject> groups = job.objects("TaskGroups");
        spec.wrapAndApplyHeader(buffer, 0, header)
                .compilerVersion(COMPILER_VERSION)
                .type(type(job.text("Type")))
                .priority((int) job.number("Priority"))
                .allAtOnce(bool(job.flag("AllAtOnce")))
                .isStopped(bool(job.flag("Stop")));
        final List<String> datacenters = job.texts("Datacenters");
        final SchedulingSpecEncoder.DatacentersEncoder patterns = spec.datacentersCount(datacenters.size());
        datacenters.forEach(pattern -> patterns.next().pattern(pattern));
        encodeGroups(job, groups);
        encodeTasks(groups);
        encodeConditions(job, groups);
        encodeSpreads(job, groups);
        encodePorts(groups);
        encodeVolumes(groups);
        encodeDevices(groups);
        spec.namespace(job.text("Namespace")).jobId(job.text("ID")).nodePool(job.text("NodePool"));
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + spec.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private void encodeGroups(final JsonObject job, final List<JsonObject> groups) {
        final SchedulingSpecEncoder.GroupsEncoder to = spec.groupsCount(groups.size());
        for (final JsonObject group : groups) {
            final JsonObject disk = block(group, "EphemeralDisk");
            to.next()
                    .desiredCount((int) group.number("Count"))
                    .diskMb((int) disk.number("SizeMB"))
                    .diskSticky(bool(disk.flag("Sticky")))
                    .diskMigrate(bool(disk.flag("Migrate")));
            encodeUpdate(to, group);
            encodeReschedule(to, group);
            encodeLosses(to, group);
            to.migrateMaxParallel((int) block(group, "Migrate").number("MaxParallel"))
                    .maxRunMs(ms(group.number("MaxRunDuration")));
            final UUID digest = DestructiveSections.digest(job, group);
            to.destructiveDigest().high(digest.getMostSignificantBits()).low(digest.getLeastSignificantBits());
            final List<JsonObject> networks = group.objects("Networks");
            final String mode = networks.isEmpty() ? "" : networks.get(0).text("Mode");
            to.name(group.text("Name")).networkMode(networks.isEmpty() ? "" : mode.isEmpty() ? "host" : mode);
        }
    }

    private static void encodeUpdate(final SchedulingSpecEncoder.GroupsEncoder to, final JsonObject group) {
        final JsonObject update = block(group, "Update");
        to.hasUpdate(bool(group.object("Update") != null))
                .updateMaxParallel((int) update.number("MaxParallel"))
                .updateCanary((int) update.number("Canary"))
                .updateMinHealthyMs(ms(update.number("MinHealthyTime")))
                .updateHealthyDeadlineMs(ms(update.number("HealthyDeadline")))
                .updateProgressDeadlineMs(ms(update.number("ProgressDeadline")))
                .updateAutoRevert(bool(update.flag("AutoRevert")))
                .updateAutoPromote(bool(update.flag("AutoPromote")));
    }

    private static void encodeReschedule(final SchedulingSpecEncoder.GroupsEncoder to, final JsonObject group) {
        final JsonObject policy = block(group, "ReschedulePolicy");
        to.hasReschedule(bool(group.object("ReschedulePolicy") != null))
                .rescheduleAttempts((int) policy.number("Attempts"))
                .rescheduleIntervalMs(ms(policy.number("Interval")))
                .rescheduleDelayMs(ms(policy.number("Delay")))
                .rescheduleFunction(delayFunction(policy.text("DelayFunction")))
                .rescheduleDelayMaxMs(ms(policy.number("MaxDelay")))
                .rescheduleUnlimited(bool(policy.flag("Unlimited")));
    }

    private static void encodeLosses(final SchedulingSpecEncoder.GroupsEncoder to, final JsonObject group) {
        final JsonObject disconnect = block(group, "Disconnect");
        to.lostAfterMs(ms(disconnect.number("LostAfter")))
                .stopOnClientAfterMs(
                        disconnect.isNull("StopOnClientAfter") ? -1 : ms(disconnect.number("StopOnClientAfter")))
                .replaceWhenLost(bool(disconnect.isNull("Replace") || disconnect.flag("Replace")))
                .reconcile(reconcile(disconnect.text("Reconcile")));
    }

    private void encodeTasks(final List<JsonObject> groups) {
        final List<Placed> tasks = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (final JsonObject task : groups.get(group).objects("Tasks")) {
                tasks.add(new Placed(task, group, WHOLE));
            }
        }
        final SchedulingSpecEncoder.TasksEncoder to = spec.tasksCount(tasks.size());
        for (final Placed placed : tasks) {
            final JsonObject task = placed.element;
            final JsonObject resources = block(task, "Resources");
            final JsonObject lifecycle = block(task, "Lifecycle");
            to.next()
                    .groupIndex((short) placed.groupIndex)
                    .cpuMhz((int) resources.number("CPU"))
                    .cores((int) resources.number("Cores"))
                    .memoryMb((int) (resources.number("MemoryMB") + resources.number("SecretsMB")))
                    .memoryMaxMb((int) resources.number("MemoryMaxMB"))
                    .lifecycle(lifecycle(lifecycle.text("Hook")))
                    .isSidecar(bool(lifecycle.flag("Sidecar")))
                    .isLeader(bool(task.flag("Leader")))
                    .killTimeoutMs(ms(task.number("KillTimeout")))
                    .numaAffinity(numaAffinity(block(resources, "NUMA").text("Affinity")))
                    .name(task.text("Name"))
                    .driver(task.text("Driver"));
        }
    }

    private void encodeConditions(final JsonObject job, final List<JsonObject> groups) {
        final List<Placed> constraints = collect(job, groups, "Constraints");
        final SchedulingSpecEncoder.ConstraintsEncoder to = spec.constraintsCount(constraints.size());
        for (final Placed placed : constraints) {
            final String operand = placed.element.text("Operand");
            to.next()
                    .groupIndex((short) placed.groupIndex)
                    .taskIndex((short) placed.taskIndex)
                    .operand(Operands.of(operand))
                    .left(placed.element.text("LTarget"))
                    .right(placed.element.text("RTarget"))
                    .operandText(operand);
        }
        final List<Placed> affinities = collect(job, groups, "Affinities");
        final SchedulingSpecEncoder.AffinitiesEncoder wishes = spec.affinitiesCount(affinities.size());
        for (final Placed placed : affinities) {
            wishes.next()
                    .groupIndex((short) placed.groupIndex)
                    .taskIndex((short) placed.taskIndex)
                    .operand(Operands.of(placed.element.text("Operand")))
                    .weight((short) placed.element.number("Weight"))
                    .left(placed.element.text("LTarget"))
                    .right(placed.element.text("RTarget"));
        }
    }

    private void encodeSpreads(final JsonObject job, final List<JsonObject> groups) {
        final List<Placed> spreads = new ArrayList<>();
        job.objects("Spreads").forEach(spread -> spreads.add(new Placed(spread, WHOLE, WHOLE)));
        for (int group = 0; group < groups.size(); group++) {
            for (final JsonObject spread : groups.get(group).objects("Spreads")) {
                spreads.add(new Placed(spread, group, WHOLE));
            }
        }
        final SchedulingSpecEncoder.SpreadsEncoder to = spec.spreadsCount(spreads.size());
        for (final Placed placed : spreads) {
            to.next().groupIndex((short) placed.groupIndex).weight((short) placed.element.number("Weight"));
            final List<JsonObject> targets = placed.element.objects("SpreadTarget");
            final SchedulingSpecEncoder.SpreadsEncoder.TargetsEncoder percents = to.targetsCount(targets.size());
            targets.forEach(target ->
                    percents.next().percent((int) target.number("Percent")).value(target.text("Value")));
            to.attribute(placed.element.text("Attribute"));
        }
    }

    private void encodePorts(final List<JsonObject> groups) {
        final List<Placed> networks = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (final JsonObject network : groups.get(group).objects("Networks")) {
                networks.add(new Placed(network, group, WHOLE));
            }
            final List<JsonObject> tasks = groups.get(group).objects("Tasks");
            for (int task = 0; task < tasks.size(); task++) {
                for (final JsonObject network :
                        block(tasks.get(task), "Resources").objects("Networks")) {
                    networks.add(new Placed(network, group, task));
                }
            }
        }
        final int count = networks.stream()
                .mapToInt(placed -> placed.element.count("ReservedPorts") + placed.element.count("DynamicPorts"))
                .sum();
        final SchedulingSpecEncoder.PortsEncoder to = spec.portsCount(count);
        for (final Placed placed : networks) {
            placed.element.objects("ReservedPorts").forEach(port -> encodePort(to, placed, port, PortKind.STATIC));
            placed.element.objects("DynamicPorts").forEach(port -> encodePort(to, placed, port, PortKind.DYNAMIC));
        }
    }

    private static void encodePort(
            final SchedulingSpecEncoder.PortsEncoder to,
            final Placed network,
            final JsonObject port,
            final PortKind kind) {
        to.next()
                .groupIndex((short) network.groupIndex)
                .taskIndex((short) network.taskIndex)
                .kind(kind)
                .value((int) port.number("Value"))
                .to((int) port.number("To"))
                .ignoreCollision(bool(port.flag("IgnoreCollision")))
                .label(port.text("Label"))
                .hostNetwork(port.text("HostNetwork"));
    }

    private void encodeVolumes(final List<JsonObject> groups) {
        final List<Placed> volumes = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            final JsonObject byName = block(groups.get(group), "Volumes");
            for (final String name : byName.names()) {
                final JsonObject volume = byName.object(name);
                if (volume != null) {
                    volumes.add(new Placed(volume, group, WHOLE));
                }
            }
        }
        final SchedulingSpecEncoder.VolumesEncoder to = spec.volumesCount(volumes.size());
        for (final Placed placed : volumes) {
            to.next()
                    .groupIndex((short) placed.groupIndex)
                    .readOnly(bool(placed.element.flag("ReadOnly")))
                    .perAlloc(bool(placed.element.flag("PerAlloc")))
                    .sticky(bool(placed.element.flag("Sticky")))
                    .name(placed.element.text("Name"))
                    .type(placed.element.text("Type"))
                    .source(placed.element.text("Source"))
                    .accessMode(placed.element.text("AccessMode"))
                    .attachmentMode(placed.element.text("AttachmentMode"));
        }
    }

    private void encodeDevices(final List<JsonObject> groups) {
        final List<Placed> devices = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            final List<JsonObject> tasks = groups.get(group).objects("Tasks");
            for (int task = 0; task < tasks.size(); task++) {
                for (final JsonObject device :
                        block(tasks.get(task), "Resources").objects("Devices")) {
                    devices.add(new Placed(device, group, task));
                }
            }
        }
        final SchedulingSpecEncoder.DevicesEncoder to = spec.devicesCount(devices.size());
        for (final Placed placed : devices) {
            final List<JsonObject> constraints = placed.element.objects("Constraints");
            final List<JsonObject> affinities = placed.element.objects("Affinities");
            final JsonObject task =
                    groups.get(placed.groupIndex).objects("Tasks").get(placed.taskIndex);
            final String name = placed.element.text("Name");
            to.next()
                    .groupIndex((short) placed.groupIndex)
                    .taskIndex((short) placed.taskIndex)
                    .instanceCount((int) Math.min(Integer.MAX_VALUE, placed.element.number("Count")))
                    .isNearCores(bool(block(block(task, "Resources"), "NUMA")
                            .texts("Devices")
                            .contains(name)));
            final SchedulingSpecEncoder.DevicesEncoder.ConstraintsEncoder rules =
                    to.constraintsCount(constraints.size());
            constraints.forEach(constraint -> rules.next()
                    .operand(Operands.of(constraint.text("Operand")))
                    .left(constraint.text("LTarget"))
                    .right(constraint.text("RTarget")));
            final SchedulingSpecEncoder.DevicesEncoder.AffinitiesEncoder wishes = to.affinitiesCount(affinities.size());
            affinities.forEach(affinity -> wishes.next()
                    .operand(Operands.of(affinity.text("Operand")))
                    .weight((short) affinity.number("Weight"))
                    .left(affinity.text("LTarget"))
                    .right(affinity.text("RTarget")));
            to.name(name);
        }
    }

    private static NumaAffinity numaAffinity(final String word) {
        return switch (word) {
            case "prefer" -> NumaAffinity.PREFER;
            case "require" -> NumaAffinity.REQUIRE;
            default -> NumaAffinity.NONE;
        };
    }

    /** Elements of a list that job, groups and tasks may all have, in that order. */
    private static List<Placed> collect(final JsonObject job, final List<JsonObject> groups, final String name) {
        final List<Placed> all = new ArrayList<>();
        job.objects(name).forEach(element -> all.add(new Placed(element, WHOLE, WHOLE)));
        for (int group = 0; group < groups.size(); group++) {
            for (final JsonObject element : groups.get(group).objects(name)) {
                all.add(new Placed(element, group, WHOLE));
            }
            final List<JsonObject> tasks = groups.get(group).objects("Tasks");
            for (int task = 0; task < tasks.size(); task++) {
                for (final JsonObject element : tasks.get(task).objects(name)) {
                    all.add(new Placed(element, group, task));
                }
            }
        }
        return all;
    }

    private static JsonObject block(final JsonObject parent, final String name) {
        final JsonObject found = parent.object(name);
        return found == null ? new JsonObject() : found;
    }

    private static long ms(final long ns) {
        return TimeUnit.NANOSECONDS.toMillis(ns);
    }

    private static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }

    /** The wire form of a job type. */
    public static JobType type(final String name) {
        return switch (name) {
            case "batch" -> JobType.BATCH;
            case "system" -> JobType.SYSTEM;
            case "sysbatch" -> JobType.SYSBATCH;
            default -> JobType.SERVICE;
        };
    }

    private static DelayFunction delayFunction(final String name) {
        return switch (name) {
            case "exponential" -> DelayFunction.EXPONENTIAL;
            case "fibonacci" -> DelayFunction.FIBONACCI;
            default -> DelayFunction.CONSTANT;
        };
    }

    private static Reconcile reconcile(final String name) {
        return switch (name) {
            case "keep_original" -> Reconcile.KEEP_ORIGINAL;
            case "keep_replacement" -> Reconcile.KEEP_REPLACEMENT;
            case "longest_running" -> Reconcile.LONGEST_RUNNING;
            default -> Reconcile.BEST_SCORE;
        };
    }

    private static Lifecycle lifecycle(final String hook) {
        return switch (hook) {
            case "prestart" -> Lifecycle.PRESTART;
            case "poststart" -> Lifecycle.POSTSTART;
            case "poststop" -> Lifecycle.POSTSTOP;
            default -> Lifecycle.MAIN;
        };
    }
}
