package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonObject;

/** {@code deployment unblock}: lets a deployment that waits for other regions go on. */
final class DeploymentUnblockCommand extends DeploymentChange {
    DeploymentUnblockCommand() {
        super(
                "unblock",
                "unblock",
                "unblocking",
                "unblocked",
                "Lets a deployment go on that waits for those of other regions. A deployment of one region never waits.");
        declareDetach();
    }

    @Override
    JsonObject body(final String deploymentId) {
        return new JsonObject().put("DeploymentID", deploymentId);
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
