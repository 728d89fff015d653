package io.drover.agent.link;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.model.AssignedNetwork;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.DesiredStatus;
import io.drover.agent.model.GrantedDevice;
import io.drover.agent.model.TaskGrant;
import io.drover.sbe.common.DesiredTransitionDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.UuidDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** Makes an {@link Assignment} of an allocation's row and its job's document. One thread. */
final class AssignmentDecoder {
    /** Where documents come from. */
    @FunctionalInterface
    interface Documents {
        /** The document of a job version. */
        JsonNode document(String namespace, String jobId, long version, long createIndex) throws IOException;
    }

    private final Documents documents;
    private final AllocRowDecoder row = new AllocRowDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    AssignmentDecoder(final Documents documents) {
        this.documents = documents;
    }

    Assignment decode(final DirectBuffer buffer, final int offset) throws IOException {
        row.wrapAndApplyHeader(buffer, offset, header);
        final List<TaskGrant> grants = new ArrayList<>();
        final List<String> taskNames = new ArrayList<>();
        final List<int[]> coreSpans = new ArrayList<>();
        for (final AllocRowDecoder.TasksDecoder task : row.tasks()) {
            coreSpans.add(new int[] {task.coresFirst(), task.coresCount()});
            grants.add(new TaskGrant(task.cpuShares(), task.memoryMb(), task.memoryMaxMb(), List.of(), List.of()));
            taskNames.add(task.name());
        }
        final List<Integer> cores = new ArrayList<>();
        for (final AllocRowDecoder.CoresDecoder core : row.cores()) {
            cores.add(core.core());
        }
        final Map<String, List<GrantedDevice>> devices = new HashMap<>();
        for (final AllocRowDecoder.DevicesDecoder device : row.devices()) {
            devices.computeIfAbsent(device.task(), task -> new ArrayList<>())
                    .add(new GrantedDevice(device.vendor(), device.type(), device.name(), device.instanceId()));
        }
        final List<AssignedPort> ports = new ArrayList<>();
        for (final AllocRowDecoder.PortsDecoder port : row.ports()) {
            final int value = port.value();
            final int to = port.to();
            final String label = port.label();
            ports.add(new AssignedPort(label, value, to, port.hostIp()));
            port.skipHostNetwork();
        }
        skipHistory();
        final String namespace = row.namespace();
        final String jobId = row.jobId();
        final String group = row.taskGroup();
        row.skipNodeName();
        final String networkMode = row.networkMode();
        final String nodeAddress = row.nodeAddress();
        final JsonNode job = documents.document(namespace, jobId, row.jobVersion(), row.jobCreateIndex());
        return new Assignment(
                uuid(row.allocId()),
                jobName(job, jobId) + "." + group + "[" + row.nameIndex() + "]",
                namespace,
                jobId,
                row.jobVersion(),
                row.jobCreateIndex(),
                group,
                uuid(row.nodeId()),
                uuid(row.evalId()),
                uuid(row.deploymentId()),
                row.isCanary() == io.drover.sbe.common.Bool.YES,
                desired(),
                transition(row.desiredTransition()),
                row.allocModifyIndex(),
                row.createIndex(),
                row.modifyIndex(),
                TimeUnit.MILLISECONDS.toNanos(row.createTimeMs()),
                uuid(row.previousAllocation()),
                withNamed(taskNames, grants, coreSpans, cores, devices),
                ports,
                networkMode.isEmpty() ? List.of() : List.of(new AssignedNetwork(networkMode, nodeAddress)),
                row.diskMb(),
                job);
    }

    private void skipHistory() {
        for (final AllocRowDecoder.StatesDecoder state : row.states()) {
            state.timeMs();
        }
        for (final AllocRowDecoder.ReschedulesDecoder reschedule : row.reschedules()) {
            reschedule.timeMs();
        }
        for (final AllocRowDecoder.PreemptedDecoder preempted : row.preempted()) {
            preempted.allocId();
        }
    }

    /** System jobs are named by their name, all others by their id; both are the same but for children and odd submissions. */
    private String jobName(final JsonNode job, final String jobId) {
        return switch (row.jobType()) {
            case SYSTEM, SYSBATCH -> job.path("Name").asText(jobId);
            default -> jobId;
        };
    }

    private DesiredStatus desired() {
        return switch (row.desiredStatus()) {
            case STOP -> DesiredStatus.STOP;
            case EVICT -> DesiredStatus.EVICT;
            default -> DesiredStatus.RUN;
        };
    }

    private static Assignment.Transition transition(final DesiredTransitionDecoder wish) {
        return new Assignment.Transition(wish.migrate(), wish.reschedule(), wish.noShutdownDelay());
    }

    /** Adds what the row lists apart from amounts: cores and devices. */
    private static Map<String, TaskGrant> withNamed(
            final List<String> names,
            final List<TaskGrant> grants,
            final List<int[]> spans,
            final List<Integer> cores,
            final Map<String, List<GrantedDevice>> devices) {
        final Map<String, TaskGrant> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            final TaskGrant grant = grants.get(i);
            final int first = spans.get(i)[0];
            final int count = spans.get(i)[1];
            final List<Integer> own = first < 0 || count <= 0 ? List.of() : cores.subList(first, first + count);
            byName.put(
                    names.get(i),
                    new TaskGrant(
                            grant.cpuMhz(),
                            grant.memoryMb(),
                            grant.memoryMaxMb(),
                            own,
                            devices.getOrDefault(names.get(i), List.of())));
        }
        return byName;
    }

    private static String uuid(final UuidDecoder decoder) {
        final long high = decoder.high();
        final long low = decoder.low();
        return high == 0 && low == 0 ? "" : new UUID(high, low).toString();
    }
}
