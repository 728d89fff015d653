package io.drover.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An allocation as the cluster wants it on this node; a newer one for the same allocation has a higher
 * {@code allocModifyIndex} and replaces it as a whole.
 *
 * @param allocId UUID.
 * @param name {@code job.group[index]}.
 * @param namespace the job's namespace.
 * @param jobId the job's id.
 * @param jobVersion version of the job that {@code job} is.
 * @param jobCreateIndex tells a job from a later one of the same id.
 * @param taskGroup name of the group that it runs.
 * @param nodeId this node.
 * @param evalId the evaluation that placed it.
 * @param deploymentId its deployment, or empty.
 * @param canary whether it is a canary of that deployment.
 * @param desiredStatus what should become of it.
 * @param transition what should happen on the way.
 * @param allocModifyIndex raised whenever the cluster changes what it wants.
 * @param createIndex index at which it was placed.
 * @param modifyIndex index of the last change of any kind.
 * @param createTimeNs when it was placed, nanoseconds since the epoch.
 * @param previousAllocation the allocation that it replaces, or empty.
 * @param grants task name to granted resources.
 * @param ports granted ports.
 * @param networks networks of the group.
 * @param diskMb granted disk, MiB.
 * @param job the job's canonical API document.
 */
public record Assignment(
        String allocId,
        String name,
        String namespace,
        String jobId,
        long jobVersion,
        long jobCreateIndex,
        String taskGroup,
        String nodeId,
        String evalId,
        String deploymentId,
        boolean canary,
        DesiredStatus desiredStatus,
        Transition transition,
        long allocModifyIndex,
        long createIndex,
        long modifyIndex,
        long createTimeNs,
        String previousAllocation,
        Map<String, TaskGrant> grants,
        List<AssignedPort> ports,
        List<AssignedNetwork> networks,
        long diskMb,
        JsonNode job) {

    /**
     * What should happen on the way to the desired status.
     *
     * @param migrate it is being moved away.
     * @param reschedule it is to be placed again even if its policy says no.
     * @param noShutdownDelay shutdown delays are skipped.
     */
    public record Transition(boolean migrate, boolean reschedule, boolean noShutdownDelay) {
        /** Nothing special. */
        public static final Transition NONE = new Transition(false, false, false);
    }

    /** Copies the collections. */
    public Assignment {
        grants = new TreeMap<>(grants);
        ports = List.copyOf(ports);
        networks = List.copyOf(networks);
    }

    /** Whether the cluster wants it to end. */
    public boolean isServerTerminal() {
        return desiredStatus != DesiredStatus.RUN;
    }

    /** What was granted to that task. */
    public TaskGrant grant(final String taskName) {
        return grants.getOrDefault(taskName, TaskGrant.NONE);
    }

    /** The number at the end of the name, as text; empty when there is none. */
    public String index() {
        final int open = name.lastIndexOf('[');
        return open < 0 || !name.endsWith("]") ? "" : name.substring(open + 1, name.length() - 1);
    }

    /** The first 8 characters of the id. */
    public String shortId() {
        return allocId.substring(0, Math.min(8, allocId.length()));
    }
}
