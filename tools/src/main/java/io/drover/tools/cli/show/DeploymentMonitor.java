package io.drover.tools.cli.show;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Times;

/** Prints a deployment each time it changes, until it ends. Waits in blocking queries, so changes show at once. */
public final class DeploymentMonitor {
    private static final String WAIT = "2s";

    private final Api api;
    private final Ui ui;
    private final boolean isLong;
    private String lastShown = "";

    public DeploymentMonitor(final Api api, final Ui ui, final boolean isLong) {
        this.api = api;
        this.ui = ui;
        this.isLong = isLong;
    }

    /** Follows the deployment; zero when it succeeds, otherwise one. */
    public int follow(final String deploymentId) {
        try {
            return followUntilEnd(deploymentId).equals("successful") ? 0 : 1;
        } catch (final ApiException e) {
            ui.error("Error fetching deployment: " + e.getMessage());
            return 1;
        }
    }

    private String followUntilEnd(final String deploymentId) throws ApiException {
        Doc deployment = api.get("/v1/deployment/" + deploymentId, new Query());
        while (true) {
            show(deployment);
            if (isTerminal(deployment.text("Status"))) {
                return deployment.text("Status");
            }
            deployment = api.get(
                    "/v1/deployment/" + deploymentId,
                    new Query()
                            .with("index", Long.toString(deployment.number("ModifyIndex")))
                            .with("wait", WAIT));
        }
    }

    private void show(final Doc deployment) {
        final StringBuilder text = new StringBuilder(DeploymentText.whole(ui, deployment, isLong));
        if (isLong) {
            text.append("\n\n").append(ui.bold("Allocations")).append('\n').append(allocs(deployment));
        }
        final String view = text.toString();
        if (!view.equals(lastShown)) {
            lastShown = view;
            ui.output("    \n" + Times.format(Times.now()) + '\n' + view);
        }
    }

    private String allocs(final Doc deployment) {
        try {
            final Doc allocs = api.get("/v1/deployment/allocations/" + deployment.text("ID"), new Query());
            return AllocTable.of(Sorted.newestFirst(allocs), true);
        } catch (final ApiException e) {
            return "Error fetching allocations: " + e.getMessage();
        }
    }

    private static boolean isTerminal(final String status) {
        return switch (status) {
            case "successful", "failed", "cancelled", "blocked" -> true;
            default -> false;
        };
    }
}
