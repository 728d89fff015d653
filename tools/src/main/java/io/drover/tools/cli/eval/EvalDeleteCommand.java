package io.drover.tools.cli.eval;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.Questions;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code eval delete}: removes evaluations while the broker is paused. */
final class EvalDeleteCommand extends ApiCommand {
    EvalDeleteCommand() {
        super(
                "eval delete",
                "[options] <evaluation>",
                "Deletes one evaluation, or all that a filter matches. The evaluation broker must be paused.");
        flags.text("filter", "expression", "Deletes all evaluations for which the expression holds.")
                .bool("yes", "Answers all questions with yes.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final String filter = flags.text("filter");
        if (rest.isEmpty() && filter.isEmpty()) {
            return fail("Error validating command args and flags: evaluation ID or filter flag required");
        }
        if (!rest.isEmpty() && !filter.isEmpty()) {
            return fail(
                    "Error validating command args and flags: evaluation ID and filter flag cannot be used together");
        }
        if (!isPaused()) {
            return 1;
        }
        return filter.isEmpty() ? deleteOne(rest.get(0)) : deleteMatching(filter);
    }

    private boolean isPaused() throws ApiException {
        final Doc configuration =
                api().get("/v1/operator/scheduler/configuration").get("SchedulerConfig");
        if (configuration.isTrue("PauseEvalBroker")) {
            return true;
        }
        final String command = '"' + Program.NAME + " operator scheduler set-config -pause-eval-broker=";
        ui().error("Eval broker is not paused");
        ui().output("To delete evaluations you must first pause the eval broker by running " + command + "true\"\n"
                + "After the deletion is complete, unpause the eval broker by running " + command + "false\"");
        return false;
    }

    private int deleteOne(final String evalId) throws ApiException {
        final JsonObject body = new JsonObject();
        body.put("EvalIDs", new JsonArray().add(evalId));
        return delete(body);
    }

    private int deleteMatching(final String filter) throws ApiException {
        final long count = api().get("/v1/evaluations/count", new Query().with("filter", filter))
                .number("Count");
        if (count == 0) {
            ui().output("No evaluations were deleted");
            return 0;
        }
        if (!flags.isOn("yes")
                && !Questions.confirm(ui(), "Are you sure you want to delete " + count + " evaluations? [y/N]")) {
            ui().output("Cancelling eval delete");
            return 0;
        }
        final JsonObject body = new JsonObject();
        body.put("Filter", filter);
        return delete(body);
    }

    private int delete(final JsonObject request) throws ApiException {
        final Doc answer;
        try {
            answer = api().call("DELETE", "/v1/evaluations", new Query(), request);
        } catch (final ApiException e) {
            return fail("Error deleting evaluations", e);
        }
        final long count = Math.max(1, answer.number("Count"));
        ui().output("Successfully deleted " + count + " evaluation" + (count == 1 ? "" : "s"));
        return 0;
    }
}
