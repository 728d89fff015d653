package io.drover.gateway.endpoint;

import static io.drover.gateway.acl.Capabilities.DISPATCH_JOB;
import static io.drover.gateway.acl.Capabilities.READ_JOB;
import static io.drover.gateway.acl.Capabilities.SCALE_JOB;
import static io.drover.gateway.acl.Capabilities.SUBMIT_JOB;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.http.Call;
import java.util.List;

/** What a caller must be allowed for the routes below a job, told apart by how their paths end. */
final class JobRules {
    /** An action by the end of its path, and what allows it. */
    private record Action(String end, String... capabilities) {}

    private static final List<Action> ACTIONS = List.of(
            new Action("/dispatch", DISPATCH_JOB),
            new Action("/dispatch/payload", DISPATCH_JOB),
            new Action("/periodic/force", DISPATCH_JOB, SUBMIT_JOB, "force-periodic-job"),
            new Action("/revert", SUBMIT_JOB, "revert-job"),
            new Action("/stable", SUBMIT_JOB, "stable-job"),
            new Action("/evaluate", SUBMIT_JOB, "evaluate-job"),
            new Action("/scale", SCALE_JOB, SUBMIT_JOB),
            new Action("/tag", SUBMIT_JOB, "tag-job-version"));

    private JobRules() {}

    static boolean allows(final Call call, final Authority authority, final String path) {
        final String namespace = call.namespace();
        if (call.isMethod("GET", "HEAD")) {
            if (path.endsWith("/action")) {
                return authority.allows(namespace, Capabilities.ALLOC_EXEC);
            }
            return path.endsWith("/scale")
                    ? authority.allows(namespace, READ_JOB, Capabilities.READ_JOB_SCALING)
                    : authority.allows(namespace, READ_JOB);
        }
        for (final Action action : ACTIONS) {
            if (path.endsWith(action.end())) {
                return authority.allows(namespace, action.capabilities());
            }
        }
        if (call.isMethod("DELETE")) {
            return authority.allows(namespace, SUBMIT_JOB, "purge-job")
                    || !call.param("purge").equals("true") && authority.allows(namespace, "deregister-job");
        }
        // The job of the body names its namespace, which is asked for again once the body was read.
        return authority.allows(Authority.ALL_NAMESPACES, SUBMIT_JOB, "register-job", "plan-job");
    }
}
