package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonObject;

/** {@code deployment pause}. */
final class DeploymentPauseCommand extends DeploymentChange {
    DeploymentPauseCommand() {
        super(
                "pause",
                "pause",
                "pausing",
                "paused",
                "Pauses a running deployment: no further allocations are replaced.");
    }

    @Override
    JsonObject body(final String deploymentId) {
        final JsonObject body = new JsonObject();
        body.put("DeploymentID", deploymentId);
        body.put("Pause", true);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return false;
    }
}
