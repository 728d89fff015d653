package io.drover.tools.cli.deployment;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code deployment}. */
public final class DeploymentFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with deployments. A deployment is the stepwise change of a job from one version to the next.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"fail", "End a deployment as failed"},
            {"list", "List deployments"},
            {"pause", "Pause a deployment"},
            {"promote", "Accept the canaries of a deployment"},
            {"resume", "Resume a paused deployment"},
            {"unblock", "Let a deployment go on that waits for other regions"},
            {"status", "Show one deployment"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "fail" -> new DeploymentFailCommand();
            case "list" -> new DeploymentListCommand();
            case "pause" -> new DeploymentPauseCommand();
            case "promote" -> new DeploymentPromoteCommand();
            case "resume" -> new DeploymentResumeCommand();
            case "unblock" -> new DeploymentUnblockCommand();
            case "status" -> new DeploymentStatusCommand();
            default -> null;
        };
    }
}
