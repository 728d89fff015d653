package io.drover.tools.cli.setup;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import io.drover.tools.cli.UnsupportedCommand;
import org.jspecify.annotations.Nullable;

/** {@code setup}. */
public final class SetupFamily implements Family {
    @Override
    public String synopsis() {
        return "Prepares other programs for a cluster.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"consul", "Prepare Consul for identities of tasks"},
            {"vault", "Prepare Vault for identities of tasks, or check what uses it"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "consul" ->
                new UnsupportedCommand(
                        "setup consul", "tasks are not given to Consul here, so there is nothing to prepare.");
            case "vault" -> new SetupVaultCommand();
            default -> null;
        };
    }
}
