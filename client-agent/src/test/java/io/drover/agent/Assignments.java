package io.drover.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.agent.model.AssignedNetwork;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.DesiredStatus;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.TaskGrant;
import io.drover.agent.spec.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Makes assignments for tests. */
public final class Assignments {
    /** The node of all tests. */
    public static final NodeInfo NODE = new NodeInfo(
            "11111111-2222-3333-4444-555555555555",
            "node1",
            "dc1",
            "global",
            "small",
            "default",
            Map.of("kernel.name", "linux", "cpu.arch", "amd64"),
            Map.of("rack", "r7"),
            2_000);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Assignments() {}

    /** Parses JSON in which single quotes stand for double ones. */
    public static JsonNode json(final String text) {
        return parse(text.replace('\'', '"'));
    }

    /** Parses JSON. */
    public static JsonNode parse(final String text) {
        try {
            return MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** An assignment of a group {@code g} whose members are given as JSON with single quotes. */
    public static Assignment of(final String jobType, final String groupMembers) {
        return of(UUID.randomUUID().toString(), jobType, groupMembers, List.of(), "");
    }

    /** The same, with everything that tests vary. */
    public static Assignment of(
            final String allocId,
            final String jobType,
            final String groupMembers,
            final List<AssignedPort> ports,
            final String deploymentId) {
        final JsonNode job = json("{'ID':'web','Name':'web','Namespace':'default','Region':'global','Type':'" + jobType
                + "','Meta':{'owner':'me'},'TaskGroups':[{'Name':'g'," + groupMembers + "}]}");
        final Map<String, TaskGrant> grants = new TreeMap<>();
        for (final JsonNode task :
                JsonFields.array(JsonFields.array(job, "TaskGroups").get(0), "Tasks")) {
            grants.put(JsonFields.text(task, "Name"), new TaskGrant(100, 64, 0, List.of(), List.of()));
        }
        return new Assignment(
                allocId,
                "web.g[0]",
                "default",
                "web",
                0,
                10,
                "g",
                NODE.id(),
                "eval",
                deploymentId,
                false,
                DesiredStatus.RUN,
                Assignment.Transition.NONE,
                11,
                11,
                11,
                0,
                "",
                grants,
                ports,
                List.of(new AssignedNetwork("host", "127.0.0.1")),
                300,
                job);
    }

    /** The same allocation, to be ended. */
    public static Assignment stopped(final Assignment assignment) {
        return with(assignment, DesiredStatus.STOP, Assignment.Transition.NONE, assignment.allocModifyIndex() + 1);
    }

    /** The same allocation of a job with one more string member. */
    public static Assignment withJobMember(final Assignment a, final String name, final String value) {
        ((ObjectNode) a.job()).put(name, value);
        return a;
    }

    /** The same allocation of another group. */
    public static Assignment withGroup(final Assignment a, final String group) {
        return copy(a, group, a.desiredStatus(), a.transition(), a.allocModifyIndex());
    }

    /** The same allocation with another wish. */
    public static Assignment with(
            final Assignment a,
            final DesiredStatus desired,
            final Assignment.Transition transition,
            final long allocModifyIndex) {
        return copy(a, a.taskGroup(), desired, transition, allocModifyIndex);
    }

    private static Assignment copy(
            final Assignment a,
            final String group,
            final DesiredStatus desired,
            final Assignment.Transition transition,
            final long allocModifyIndex) {
        return new Assignment(
                a.allocId(),
                a.name(),
                a.namespace(),
                a.jobId(),
                a.jobVersion(),
                a.jobCreateIndex(),
                group,
                a.nodeId(),
                a.evalId(),
                a.deploymentId(),
                a.canary(),
                desired,
                transition,
                allocModifyIndex,
                a.createIndex(),
                allocModifyIndex,
                a.createTimeNs(),
                a.previousAllocation(),
                a.grants(),
                a.ports(),
                a.networks(),
                a.diskMb(),
                a.job());
    }
}
