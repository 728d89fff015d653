package io.drover.tools.cli.edition;

import io.drover.tools.cli.Command;
import java.util.List;

/** {@code operator utilization}. */
public final class UtilizationCommand {
    private UtilizationCommand() {}

    public static Command create() {
        return new EditionCommand(new EditionRequest(
                "operator utilization",
                "[options]",
                0,
                "Writes a report about what a cluster uses.",
                "POST",
                "/v1/operator/utilization",
                "Error generating utilization report",
                "",
                List.of("message", "output"),
                List.of("today-only")));
    }
}
