package io.drover.tools.cli.deployment;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.DeploymentTable;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** A command that changes one deployment and may follow the evaluation that comes of it. */
abstract class DeploymentChange extends ApiCommand {
    private final String path;
    private final String gerund;
    private final String past;

    /**
     * Describes the change.
     *
     * @param path the end of the resource's path.
     * @param gerund what the change is called while it happens, for errors.
     * @param past what the deployment is afterwards; empty to say nothing.
     */
    DeploymentChange(
            final String verb, final String path, final String gerund, final String past, final String summary) {
        super("deployment " + verb, "[options] <deployment id>", summary);
        this.path = path;
        this.gerund = gerund;
        this.past = past;
        flags.bool("verbose", "Shows whole identifiers.");
    }

    /** Declares {@code -detach} for changes that lead to an evaluation. */
    final void declareDetach() {
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.");
    }

    /** The request's body for a deployment. */
    abstract JsonObject body(String deploymentId);

    /** Whether the change leads to an evaluation to follow. */
    abstract boolean hasEvaluation();

    @Override
    protected final int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <deployment id>");
        }
        final String id = DeploymentTable.find(api(), rest.get(0)).text("ID");
        final Doc answer;
        try {
            answer = api().put("/v1/deployment/" + path + "/" + id, new Query(), body(id));
        } catch (final ApiException e) {
            return fail("Error " + gerund + " deployment", e);
        }
        if (!past.isEmpty()) {
            ui().output("Deployment " + Quote.of(id) + ' ' + past);
        }
        return hasEvaluation() ? follow(answer) : 0;
    }

    private int follow(final Doc answer) throws ApiException {
        final String evalId = answer.text("EvalID");
        if (evalId.isEmpty()) {
            return 0;
        }
        if (flags.isOn("detach")) {
            ui().output("Evaluation ID: " + evalId);
            return 0;
        }
        return new EvalMonitor(api(), ui(), flags.isOn("verbose")).follow(evalId);
    }
}
