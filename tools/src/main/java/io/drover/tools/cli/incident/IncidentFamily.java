package io.drover.tools.cli.incident;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code incident}. */
public final class IncidentFamily implements Family {
    @Override
    public String synopsis() {
        return "Looks into the past of a cluster, with the journal that a server keeps in its data directory.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"explain", "Explain the decision of an evaluation"},
            {"export", "Print what the API would have answered then"},
            {"replay", "Apply recorded entries again and compare what comes out"},
            {"timeline", "List who did what when"},
            {"what-if", "Replay with a command left out, or another job"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "explain" -> new ExplainCommand();
            case "export" -> new ExportCommand();
            case "replay" -> new ReplayCommand();
            case "timeline" -> new TimelineCommand();
            case "what-if" -> new WhatIfCommand();
            default -> null;
        };
    }
}
