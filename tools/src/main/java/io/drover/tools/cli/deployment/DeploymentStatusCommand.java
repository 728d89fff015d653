package io.drover.tools.cli.deployment;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.DeploymentMonitor;
import io.drover.tools.cli.show.DeploymentTable;
import io.drover.tools.cli.show.DeploymentText;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code deployment status}. */
final class DeploymentStatusCommand extends ApiCommand {
    DeploymentStatusCommand() {
        super("deployment status", "[options] <deployment id>", "Shows one deployment and how far it has come.");
        flags.bool("verbose", "Shows whole identifiers.")
                .bool("monitor", "Follows the deployment until it ends.")
                .duration("wait", "2s", "How long to wait between two looks at the deployment. Default = 2s.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() && Formats.isWanted(flags)) {
            return all();
        }
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <deployment id>");
        }
        final Doc deployment = DeploymentTable.find(api(), rest.get(0));
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.DEPLOYMENT.of(deployment));
        }
        if (flags.isOn("monitor")) {
            return new DeploymentMonitor(api(), ui(), flags.isOn("verbose")).follow(deployment.text("ID"));
        }
        ui().output(DeploymentText.whole(ui(), deployment, flags.isOn("verbose")));
        return 0;
    }

    private int all() throws ApiException {
        try {
            return Formats.print(flags, ui(), Shape.DEPLOYMENT.ofAll(Sorted.newestFirst(api().get("/v1/deployments"))));
        } catch (final ApiException e) {
            return fail("Error retrieving deployments", e);
        }
    }
}
