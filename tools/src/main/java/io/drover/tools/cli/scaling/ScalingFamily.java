package io.drover.tools.cli.scaling;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code scaling}. */
public final class ScalingFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with scaling policies, which say how far programs may change the counts of task groups.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"policy info", "Show one scaling policy"},
            {"policy list", "List scaling policies"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "policy info" -> new ScalingPolicyInfoCommand();
            case "policy list" -> new ScalingPolicyListCommand();
            default -> null;
        };
    }
}
