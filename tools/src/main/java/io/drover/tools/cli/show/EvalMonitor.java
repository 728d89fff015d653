package io.drover.tools.cli.show;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.Watch;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Times;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Follows an evaluation until it ends, and then its deployment, printing what changes:
 *
 * <pre>
 * ==&gt; TIME: Monitoring evaluation "ID"
 *     TIME: Evaluation triggered by job "NAME"
 *     TIME: Allocation "ID" created: node "ID", group "NAME"
 * ==&gt; TIME: Evaluation "ID" finished with status "complete"
 * </pre>
 */
public final class EvalMonitor {
    /** The exit code when the scheduler could not place everything. */
    private static final int NOT_PLACED = 2;

    /** Allocations may change while their evaluation does not. */
    private static final String WAIT = "1s";

    private final Api api;
    private final Ui ui;
    private final boolean isLong;
    private final Map<String, Doc> seenAllocs = new LinkedHashMap<>();
    private String seenStatus = "pending";
    private String deploymentId = "";
    private boolean isTriggerShown;
    private boolean hasFailures;

    public EvalMonitor(final Api api, final Ui ui, final boolean isLong) {
        this.api = api;
        this.ui = ui;
        this.isLong = isLong;
    }

    /** Follows the evaluation; the result is the command's exit code. */
    public int follow(final String evalId) {
        try {
            followChain(evalId);
        } catch (final ApiException e) {
            heading("Error querying evaluation: " + e.getMessage());
            return 1;
        }
        if (!deploymentId.isEmpty()) {
            heading("Monitoring deployment " + quotedId(deploymentId));
            return new DeploymentMonitor(api, ui, isLong).follow(deploymentId);
        }
        return hasFailures ? NOT_PLACED : 0;
    }

    private void followChain(final String evalId) throws ApiException {
        String current = evalId;
        while (!current.isEmpty()) {
            heading("Monitoring evaluation " + quotedId(current));
            seenStatus = "pending";
            isTriggerShown = false;
            final Doc ended = followOne(current);
            current = ended.text("Status").equals("complete") || hasFailures ? "" : ended.text("NextEval");
        }
    }

    private Doc followOne(final String evalId) throws ApiException {
        final Watch evaluation = new Watch(api, "/v1/evaluation/" + evalId, WAIT);
        while (true) {
            final Doc eval = evaluation.next();
            final Doc allocs = api.get("/v1/evaluation/" + evalId + "/allocations", new Query());
            showTrigger(eval);
            showDeployment(eval);
            showAllocs(eval, allocs);
            showStatus(eval);
            if (isTerminal(eval.text("Status"))) {
                showEnd(eval);
                return eval;
            }
        }
    }

    private void showTrigger(final Doc eval) {
        if (isTriggerShown) {
            return;
        }
        isTriggerShown = true;
        if (!eval.text("NodeID").isEmpty()) {
            line("Evaluation triggered by node " + quotedId(eval.text("NodeID")));
        } else if (!eval.text("JobID").isEmpty()) {
            line("Evaluation triggered by job " + Quote.of(eval.text("JobID")));
        }
    }

    private void showDeployment(final Doc eval) {
        if (deploymentId.isEmpty() && !eval.text("DeploymentID").isEmpty()) {
            deploymentId = eval.text("DeploymentID");
            line("Evaluation within deployment: " + quotedId(deploymentId));
        }
    }

    private void showAllocs(final Doc eval, final Doc allocs) {
        for (final Doc alloc : Sorted.newestFirst(allocs)) {
            final String id = alloc.text("ID");
            final Doc before = seenAllocs.put(id, alloc);
            if (before == null) {
                showNewAlloc(eval, alloc);
            } else if (!before.text("ClientStatus").equals(alloc.text("ClientStatus"))) {
                final String description = alloc.text("ClientDescription");
                line("Allocation " + quotedId(id) + " status changed: " + Quote.of(before.text("ClientStatus")) + " -> "
                        + Quote.of(alloc.text("ClientStatus"))
                        + (description.isEmpty() ? "" : " (" + description + ")"));
            }
        }
    }

    private void showNewAlloc(final Doc eval, final Doc alloc) {
        final String place =
                ": node " + quotedId(alloc.text("NodeID")) + ", group " + Quote.of(alloc.text("TaskGroup"));
        if (alloc.number("CreateIndex") < eval.number("CreateIndex")) {
            line("Allocation " + quotedId(alloc.text("ID")) + " modified" + place);
        } else if (alloc.text("DesiredStatus").equals("run")) {
            line("Allocation " + quotedId(alloc.text("ID")) + " created" + place);
        }
    }

    private void showStatus(final Doc eval) {
        final String status = eval.text("Status");
        if (!status.equals(seenStatus)) {
            line("Evaluation status changed: " + Quote.of(seenStatus) + " -> " + Quote.of(status));
            seenStatus = status;
        }
    }

    private void showEnd(final Doc eval) {
        final Map<String, Doc> failed = eval.get("FailedTGAllocs").fields();
        final String ended =
                "Evaluation " + quotedId(eval.text("ID")) + " finished with status " + Quote.of(eval.text("Status"));
        if (failed.isEmpty()) {
            heading(ended);
            return;
        }
        hasFailures = true;
        heading(ended + " but failed to place all allocations:");
        for (final Map.Entry<String, Doc> entry : failed.entrySet()) {
            line(PlacementText.heading(entry.getKey(), entry.getValue()));
            ui.output(PlacementText.reasons(entry.getValue(), "      "));
        }
        if (!eval.text("BlockedEval").isEmpty()) {
            line("Evaluation " + quotedId(eval.text("BlockedEval"))
                    + " waiting for additional capacity to place remainder");
        }
    }

    private static boolean isTerminal(final String status) {
        return switch (status) {
            case "complete", "failed", "canceled", "cancelled" -> true;
            default -> false;
        };
    }

    private String quotedId(final String id) {
        return Quote.of(Ids.of(id, isLong));
    }

    private void heading(final String text) {
        ui.output(ui.bold("==> " + Times.format(Times.now()) + ": " + text));
    }

    private void line(final String text) {
        ui.output("    " + Times.format(Times.now()) + ": " + text);
    }
}
