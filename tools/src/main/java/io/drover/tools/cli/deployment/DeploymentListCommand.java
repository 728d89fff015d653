package io.drover.tools.cli.deployment;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.DeploymentTable;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code deployment list}. */
final class DeploymentListCommand extends ApiCommand {
    DeploymentListCommand() {
        super("deployment list", "[options]", "Lists deployments.");
        flags.bool("verbose", "Shows whole identifiers.")
                .text("filter", "expression", "Lists only the deployments for which the expression holds.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc deployments;
        try {
            deployments = api().get("/v1/deployments", new Query().with("filter", flags.text("filter")));
        } catch (final ApiException e) {
            return fail("Error retrieving deployments", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.DEPLOYMENT.ofAll(Sorted.newestFirst(deployments)));
        }
        ui().output(DeploymentTable.of(Sorted.newestFirst(deployments), flags.isOn("verbose")));
        return 0;
    }
}
