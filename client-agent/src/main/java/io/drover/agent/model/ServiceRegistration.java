package io.drover.agent.model;

import java.util.List;

/**
 * A service instance that this node offers.
 *
 * @param id {@code _nomad-task-<alloc>-<task or group-NAME>-<service>-<port label>}.
 * @param serviceName name under which it is found.
 * @param namespace the job's namespace.
 * @param nodeId this node.
 * @param datacenter the node's datacenter.
 * @param jobId the job.
 * @param allocId the allocation.
 * @param tags its tags.
 * @param address where it listens.
 * @param port the port, 0 when the service has none.
 */
public record ServiceRegistration(
        String id,
        String serviceName,
        String namespace,
        String nodeId,
        String datacenter,
        String jobId,
        String allocId,
        List<String> tags,
        String address,
        int port) {
    /** Copies the tags. */
    public ServiceRegistration {
        tags = List.copyOf(tags);
    }
}
