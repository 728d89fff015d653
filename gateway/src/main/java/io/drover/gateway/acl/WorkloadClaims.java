package io.drover.gateway.acl;

import java.util.UUID;

/**
 * Who a workload is, as its signed identity says.
 *
 * @param namespace of its job.
 * @param jobId its job; of a child its parent.
 * @param group its group.
 * @param task its task or service.
 * @param allocId its allocation.
 */
public record WorkloadClaims(String namespace, String jobId, String group, String task, UUID allocId) {
    private static final String ROOT = "nomad/jobs";

    /** Whether a variable is one that the workload reads without any policy. */
    boolean owns(final String ofNamespace, final String path) {
        if (!namespace.equals(ofNamespace)) {
            return false;
        }
        final String ofJob = ROOT + "/" + jobId;
        return path.equals(ROOT)
                || path.equals(ofJob)
                || path.equals(ofJob + "/" + group)
                || path.equals(ofJob + "/" + group + "/" + task);
    }
}
