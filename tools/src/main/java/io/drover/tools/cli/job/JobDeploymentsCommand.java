package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.DeploymentTable;
import io.drover.tools.cli.show.DeploymentText;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code job deployments}. */
final class JobDeploymentsCommand extends ApiCommand {
    JobDeploymentsCommand() {
        super("job deployments", "[options] <job>", "Lists the deployments of a job, or shows the latest.");
        flags.bool("all", "Shows also deployments of an earlier job of that name.")
                .bool("latest", "Shows the latest deployment.")
                .bool("verbose", "Shows whole identifiers.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        return flags.isOn("latest") ? latest(job) : list(job);
    }

    private int latest(final Doc job) throws ApiException {
        final Doc deployment;
        try {
            deployment = api().get(Jobs.path(job, "/deployment"), Jobs.in(job));
        } catch (final ApiException e) {
            return fail("Error retrieving deployments", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.DEPLOYMENT.of(deployment));
        }
        ui().output(
                        deployment.isNull()
                                ? "No deployment found"
                                : DeploymentText.whole(ui(), deployment, flags.isOn("verbose")));
        return 0;
    }

    private int list(final Doc job) throws ApiException {
        final Query query = Jobs.in(job).with("all", Boolean.toString(flags.isOn("all")));
        final Doc deployments;
        try {
            deployments = api().get(Jobs.path(job, "/deployments"), query);
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
