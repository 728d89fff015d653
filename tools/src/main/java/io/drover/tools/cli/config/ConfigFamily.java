package io.drover.tools.cli.config;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code config}. */
public final class ConfigFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with the configuration of agents.";
    }

    @Override
    public String[][] members() {
        return new String[][] {{"validate", "Check configuration files"}};
    }

    @Override
    public @Nullable Command create(final String name) {
        return name.equals("validate") ? new ConfigValidateCommand() : null;
    }
}
