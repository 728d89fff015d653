package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;

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
    JsonObject body(final String deploymentId) {
        final JsonObject body = new JsonObject();
        body.put("DeploymentID", deploymentId);
        body.put("All", flags.list("group").isEmpty());
        body.put("Groups", JsonArray.ofStrings(flags.list("group")));
        return body;
    }

    @Override
    boolean hasEvaluation() {
        return true;
    }
}
