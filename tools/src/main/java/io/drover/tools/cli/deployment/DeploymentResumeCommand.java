package io.drover.tools.cli.deployment;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code deployment resume}. */
final class DeploymentResumeCommand extends DeploymentChange {
    DeploymentResumeCommand() {
        super("resume", "pause", "resuming", "resumed", "Resumes a paused deployment.");
        declareDetach();
    }

    @Override
    Map<String, Object> body(final String deploymentId) {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("DeploymentID", deploymentId);
        body.put("Pause", false);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
