package io.drover.gateway.endpoint;

import io.drover.gateway.core.Reply;
import io.drover.gateway.http.HttpProblem;
import io.drover.sbe.reply.ResultCode;

/** Rejections of the state machine as status and text. */
final class Results {
    /** Text that clients compare with. */
    static final String REGISTRATION_DISABLED =
            "Job registration, dispatch, and scale are disabled by the scheduler configuration";

    private Results() {}

    /** Throws unless the command was applied. */
    static void require(final Reply reply) throws HttpProblem {
        if (!reply.isOk()) {
            throw problem(reply);
        }
    }

    static HttpProblem problem(final Reply reply) {
        return switch (reply.code()) {
            case LIMIT_REACHED, WINDOW_OVERFLOW ->
                new HttpProblem(429, "the cluster's limit is reached: " + reply.detail());
            case NOT_BORN -> new HttpProblem(500, "No cluster leader");
            case JOB_REGISTRATION_DISABLED -> new HttpProblem(403, REGISTRATION_DISABLED);
            default -> new HttpProblem(500, text(reply.code(), reply.detail()));
        };
    }

    private static String text(final ResultCode code, final String detail) {
        return switch (code) {
            case NODE_NOT_FOUND -> "node not found";
            case NODE_DRAINING -> "can not set node's scheduling eligibility to eligible while it is draining";
            case JOB_NOT_FOUND -> "job not found";
            case JOB_PERIODIC_NOT_EVALUABLE -> "can't evaluate periodic job";
            case JOB_PARAMETERIZED_NOT_EVALUABLE -> "can't evaluate parameterized job";
            case JOB_PERIODIC_CHANGED -> "cannot update non-periodic job to being periodic";
            case JOB_PARAMETERIZED_CHANGED -> "cannot update non-parameterized job to being parameterized";
            case NAMESPACE_NOT_FOUND -> "namespace \"" + detail + "\" not found";
            case NODE_POOL_NOT_FOUND -> "node pool " + detail + " not found";
            case ALLOC_NOT_FOUND -> "allocation not found";
            case SERVICE_NOT_FOUND -> "service registration not found";
            case DEPLOYMENT_NOT_FOUND -> "deployment not found";
            default -> detail.isEmpty() ? code.name() : code + ": " + detail;
        };
    }
}
