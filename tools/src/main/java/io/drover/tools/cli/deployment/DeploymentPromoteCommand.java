package io.drover.tools.cli.deployment;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code deployment promote}. */
final class DeploymentPromoteCommand extends DeploymentChange {
    DeploymentPromoteCommand() {
        super(
                "promote",
                "promote",
                "promoting",
                "",
                "Accepts the canaries of a deployment, of all task groups or of those named, so that the rest follows.");
        declareDetach();
        flags.list("group", "group", "A task group to promote. May be given several times.");
    }

    @Override
    Map<String, Object> body(final String deploymentId) {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("DeploymentID", deploymentId);
        body.put("All", flags.list("group").isEmpty());
        body.put("Groups", flags.list("group"));
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
