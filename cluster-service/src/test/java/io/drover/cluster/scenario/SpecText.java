package io.drover.cluster.scenario;

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
import java.util.List;
import java.util.Locale;
import org.agrona.ExpandableArrayBuffer;

/** Encodes the spec of a job from the options of a scenario line: one group with one task unless {@code groups=a,b} says otherwise. */
final class SpecText {
    private final Words words;
    private final String namespace;
    private final String jobId;

    SpecText(final Words words, final String namespace, final String jobId) {
        this.words = words;
        this.namespace = namespace;
        this.jobId = jobId;
    }

    byte[] encode() {
        final String[] groups = words.text("groups", "g").split(",");
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final SchedulingSpecEncoder spec =
                new SchedulingSpecEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        spec.compilerVersion(1)
                .type(type())
                .priority(words.number("prio", 50))
                .allAtOnce(Bool.NO)
                .isStopped(Bool.NO);
        spec.datacentersCount(1).next().pattern(words.text("dc", "*"));
        writeGroups(spec, groups);
        writeTasks(spec, groups);
        writeConstraints(spec);
        spec.affinitiesCount(0);
        spec.spreadsCount(0);
        writePorts(spec, groups);
        writeVolumes(spec, groups);
        writeDevices(spec, groups);
        spec.namespace(namespace).jobId(jobId).nodePool(words.text("pool", "default"));
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + spec.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    JobType type() {
        return JobType.valueOf(words.text("type", "service").toUpperCase(Locale.ROOT));
    }

    private void writeGroups(final SchedulingSpecEncoder spec, final String[] names) {
        final SchedulingSpecEncoder.GroupsEncoder groups = spec.groupsCount(names.length);
        final boolean isService = type() == JobType.SERVICE;
        for (final String name : names) {
            groups.next()
                    .desiredCount(words.number("count", 1))
                    .diskMb(words.number("disk", 10))
                    .diskSticky(Bool.NO)
                    .diskMigrate(Bool.NO)
                    .hasUpdate(isService && words.number("parallel", 1) > 0 ? Bool.YES : Bool.NO)
                    .updateMaxParallel(isService ? words.number("parallel", 1) : 0)
                    .updateCanary(words.number("canary", 0))
                    .updateMinHealthyMs(10_000)
                    .updateHealthyDeadlineMs(300_000)
                    .updateProgressDeadlineMs(Words.duration(words.text("progress", "600s")))
                    .updateAutoRevert(bool("autorevert"))
                    .updateAutoPromote(bool("autopromote"))
                    .hasReschedule(words.number("attempts", -1) == 0 ? Bool.NO : Bool.YES)
                    .rescheduleAttempts(Math.max(0, words.number("attempts", 0)))
                    .rescheduleIntervalMs(Words.duration(words.text("interval", "1h")))
                    .rescheduleDelayMs(Words.duration(words.text("delay", "30s")))
                    .rescheduleFunction(DelayFunction.CONSTANT)
                    .rescheduleDelayMaxMs(3_600_000)
                    .rescheduleUnlimited(words.number("attempts", -1) < 0 ? Bool.YES : Bool.NO)
                    .migrateMaxParallel(words.number("migrate", 1))
                    .lostAfterMs(Words.duration(words.text("lostafter", "0s")))
                    .stopOnClientAfterMs(-1)
                    .replaceWhenLost(Bool.YES)
                    .reconcile(Reconcile.BEST_SCORE)
                    .maxRunMs(0);
            groups.destructiveDigest()
                    .high((words.text("ports", "") + words.text("volumes", "") + words.text("devices", "")).hashCode())
                    .low(words.text("v", "1").hashCode() * 31L + words.number("cpu", 100));
            groups.name(name).networkMode(words.text("ports", "").isEmpty() ? "" : "host");
        }
    }

    /** {@code name:count:attribute>=value:attribute=value*weight,...}: what each task asks for, a constraint, an affinity; {@code near} as a word. */
    private void writeDevices(final SchedulingSpecEncoder spec, final String[] groups) {
        final String text = words.text("devices", "");
        final String[] asks = text.isEmpty() ? new String[0] : text.split(",");
        final SchedulingSpecEncoder.DevicesEncoder devices = spec.devicesCount(asks.length * groups.length);
        for (int group = 0; group < groups.length; group++) {
            for (final String ask : asks) {
                final String[] parts = ask.split(":");
                devices.next()
                        .groupIndex((short) group)
                        .taskIndex((short) 0)
                        .instanceCount(parts.length < 2 ? 1 : Integer.parseInt(parts[1]))
                        .isNearCores(words.has("near") ? Bool.YES : Bool.NO);
                final boolean hasConstraint = parts.length > 2 && !parts[2].isEmpty();
                final SchedulingSpecEncoder.DevicesEncoder.ConstraintsEncoder constraint =
                        devices.constraintsCount(hasConstraint ? 1 : 0);
                if (hasConstraint) {
                    final String[] sides = parts[2].split(">=");
                    constraint
                            .next()
                            .operand(Operand.GREATER_OR_EQUAL)
                            .left("${device.attr." + sides[0] + "}")
                            .right(sides[1]);
                }
                final SchedulingSpecEncoder.DevicesEncoder.AffinitiesEncoder affinity =
                        devices.affinitiesCount(parts.length > 3 ? 1 : 0);
                if (parts.length > 3) {
                    final String[] sides = parts[3].split("[=*]");
                    affinity.next()
                            .operand(Operand.EQUAL)
                            .weight(Short.parseShort(sides[2]))
                            .left("${device.attr." + sides[0] + "}")
                            .right(sides[1]);
                }
                devices.name(parts[0]);
            }
        }
    }

    private void writeTasks(final SchedulingSpecEncoder spec, final String[] groups) {
        final SchedulingSpecEncoder.TasksEncoder tasks = spec.tasksCount(groups.length);
        for (int group = 0; group < groups.length; group++) {
            tasks.next()
                    .groupIndex((short) group)
                    .cpuMhz(words.number("cpu", 100))
                    .cores(words.number("cores", 0))
                    .memoryMb(words.number("mem", 64))
                    .memoryMaxMb(0)
                    .lifecycle(Lifecycle.MAIN)
                    .isSidecar(Bool.NO)
                    .isLeader(Bool.NO)
                    .killTimeoutMs(5_000)
                    .numaAffinity(
                            NumaAffinity.valueOf(words.text("numa", "none").toUpperCase(Locale.ROOT)))
                    .name("main")
                    .driver(words.text("driver", "mock_driver"));
        }
    }

    private void writeConstraints(final SchedulingSpecEncoder spec) {
        final String constraint = words.text("where", "");
        final SchedulingSpecEncoder.ConstraintsEncoder constraints =
                spec.constraintsCount(constraint.isEmpty() ? 0 : 1);
        if (!constraint.isEmpty()) {
            final String[] parts = constraint.split(":");
            constraints
                    .next()
                    .groupIndex((short) -1)
                    .taskIndex((short) -1)
                    .operand(Operand.EQUAL)
                    .left("${" + parts[0] + "}")
                    .right(parts[1])
                    .operandText("=");
        }
    }

    /** {@code volumes=data+sticky,logs+ro+single,own+each,db+csi+multi}: each group asks for them. */
    private void writeVolumes(final SchedulingSpecEncoder spec, final String[] groups) {
        final String list = words.text("volumes", "");
        final String[] volumes = list.isEmpty() ? new String[0] : list.split(",");
        final SchedulingSpecEncoder.VolumesEncoder rows = spec.volumesCount(volumes.length * groups.length);
        for (int group = 0; group < groups.length; group++) {
            for (final String volume : volumes) {
                final List<String> parts = List.of(volume.split("\\+"));
                rows.next()
                        .groupIndex((short) group)
                        .readOnly(parts.contains("ro") ? Bool.YES : Bool.NO)
                        .perAlloc(parts.contains("each") ? Bool.YES : Bool.NO)
                        .sticky(parts.contains("sticky") ? Bool.YES : Bool.NO)
                        .name(parts.get(0))
                        .type(parts.contains("csi") ? "csi" : "host")
                        .source(parts.get(0))
                        .accessMode(access(parts))
                        .attachmentMode("");
            }
        }
    }

    private static String access(final List<String> parts) {
        if (parts.contains("multi")) {
            return parts.contains("ro") ? "multi-node-reader-only" : "multi-node-multi-writer";
        }
        return parts.contains("single") ? "single-node-single-writer" : "";
    }

    private void writePorts(final SchedulingSpecEncoder spec, final String[] groups) {
        final String list = words.text("ports", "");
        final String[] labels = list.isEmpty() ? new String[0] : list.split(",");
        final SchedulingSpecEncoder.PortsEncoder ports = spec.portsCount(labels.length * groups.length);
        for (int group = 0; group < groups.length; group++) {
            for (final String label : labels) {
                final String[] parts = label.split(":");
                ports.next()
                        .groupIndex((short) group)
                        .taskIndex((short) -1)
                        .kind(parts.length > 1 ? PortKind.STATIC : PortKind.DYNAMIC)
                        .value(parts.length > 1 ? Integer.parseInt(parts[1]) : 0)
                        .to(0)
                        .ignoreCollision(Bool.NO)
                        .label(parts[0])
                        .hostNetwork("default");
            }
        }
    }

    private Bool bool(final String option) {
        return words.number(option, 0) > 0 ? Bool.YES : Bool.NO;
    }
}
