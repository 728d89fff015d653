package io.drover.tools.cli.system;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code system}. */
public final class SystemFamily implements Family {
    @Override
    public String synopsis() {
        return "Looks after the state of the whole cluster.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"gc", "Remove what is over and no longer needed"},
            {"reconcile summaries", "Count the summaries of all jobs anew"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "gc" -> new SystemGcCommand();
            case "reconcile summaries" -> new ReconcileSummariesCommand();
            default -> null;
        };
    }
}
