package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonObject;

/** {@code deployment fail}. */
final class DeploymentFailCommand extends DeploymentChange {
    DeploymentFailCommand() {
        super(
                "fail",
                "fail",
                "failing",
                "failed",
                "Ends a running deployment as failed. A job with automatic revert goes back to its last stable version.");
        declareDetach();
    }

    @Override
    JsonObject body(final String deploymentId) {
        final JsonObject body = new JsonObject();
        body.put("DeploymentID", deploymentId);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
