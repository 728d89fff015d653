package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonObject;

/** {@code deployment resume}. */
final class DeploymentResumeCommand extends DeploymentChange {
    DeploymentResumeCommand() {
        super("resume", "pause", "resuming", "resumed", "Resumes a paused deployment.");
        declareDetach();
    }

    @Override
    JsonObject body(final String deploymentId) {
        final JsonObject body = new JsonObject();
        body.put("DeploymentID", deploymentId);
        body.put("Pause", false);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
