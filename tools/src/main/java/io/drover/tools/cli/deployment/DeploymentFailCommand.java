package io.drover.tools.cli.deployment;

import java.util.LinkedHashMap;
import java.util.Map;

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
    Map<String, Object> body(final String deploymentId) {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("DeploymentID", deploymentId);
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
