package io.drover.tools.cli.volume;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code plugin}. */
public final class PluginFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with storage plugins.";
    }

    @Override
    public String[][] members() {
        return new String[][] {{"status", "List storage plugins or show one"}};
    }

    @Override
    public @Nullable Command create(final String name) {
        return name.equals("status") ? new PluginStatusCommand() : null;
    }
}
