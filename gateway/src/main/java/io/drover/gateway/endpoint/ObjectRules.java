package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;

/** What a caller must be allowed in the namespace of an allocation, evaluation or deployment. */
final class ObjectRules {
    private static final String FILES = "/v1/client/fs/";

    private ObjectRules() {}

    static boolean allows(final Call call, final Authority authority, final String namespace) {
        final String path = call.path();
        if (path.startsWith(FILES)) {
            return path.startsWith(FILES + "logs/")
                    ? authority.allows(namespace, Capabilities.READ_LOGS, Capabilities.READ_FS)
                    : authority.allows(namespace, Capabilities.READ_FS);
        }
        if (path.startsWith(DeploymentEndpoint.PATH)) {
            return call.isMethod("GET")
                    ? authority.allows(namespace, Capabilities.READ_JOB)
                    : authority.allows(namespace, Capabilities.SUBMIT_JOB, ofDeployment(path));
        }
        return authority.allows(namespace, ofAllocation(call, path));
    }

    /** Says no as clients know it, which depends on what was asked for. */
    static void refuse(final Call call) throws HttpProblem {
        final String path = call.path();
        if (path.startsWith(FILES + "cat/") || path.startsWith(FILES + "readat/")) {
            call.fail(200, HttpProblem.denied().text());
            return;
        }
        final String rest =
                path.startsWith(AllocationEndpoint.PATH) ? path.substring(AllocationEndpoint.PATH.length()) : "/";
        if (!rest.contains("/")) {
            throw new HttpProblem(500, "Unknown allocation \"" + rest + "\"");
        }
        throw HttpProblem.denied();
    }

    private static String ofDeployment(final String path) {
        final String verb = path.substring(DeploymentEndpoint.PATH.length()).split("/")[0];
        return verb.equals("allocation-health") ? "set-alloc-health-deployment" : verb + "-deployment";
    }

    private static String[] ofAllocation(final Call call, final String path) {
        final boolean isWrite = call.isMethod("PUT", "POST");
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "stop", "restart", "signal" -> new String[] {Capabilities.ALLOC_LIFECYCLE};
            case "exec" -> new String[] {Capabilities.ALLOC_EXEC};
            case "gc" -> new String[] {Capabilities.SUBMIT_JOB, "gc-allocation"};
            case "pause" ->
                isWrite
                        ? new String[] {Capabilities.SUBMIT_JOB, "pause-allocation"}
                        : new String[] {Capabilities.READ_JOB};
            default -> new String[] {Capabilities.READ_JOB};
        };
    }
}
