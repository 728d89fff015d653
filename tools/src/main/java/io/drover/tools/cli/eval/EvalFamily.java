package io.drover.tools.cli.eval;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code eval}. */
public final class EvalFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with evaluations. An evaluation is one piece of work of the scheduler: what a change of a job or node"
                + " means for allocations.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"delete", "Delete evaluations"},
            {"explain", "Show what speaks for and against each node"},
            {"list", "List evaluations"},
            {"status", "Show one evaluation and what it placed"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "delete" -> new EvalDeleteCommand();
            case "explain" -> new EvalExplainCommand();
            case "list" -> new EvalListCommand();
            case "status" -> new EvalStatusCommand();
            default -> null;
        };
    }
}
