package io.drover.tools.cli.deployment;

import java.util.LinkedHashMap;
import java.util.Map;

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
    Map<String, Object> body(final String deploymentId) {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("DeploymentID", deploymentId);
        body.put("Pause", true);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return false;
    }
}
