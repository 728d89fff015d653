package io.drover.tools.cli.job;

import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.show.Jobs;

/** What commands do after a change: nothing, print the evaluation, or follow it. */
final class Follow {
    private Follow() {}

    /** The exit code of the command. An empty evaluation means that there is nothing to follow. */
    static int evaluation(
            final Flags flags, final Ui ui, final ApiSettings settings, final Doc job, final String evalId)
            throws ApiException {
        if (evalId.isEmpty()) {
            return 0;
        }
        if (flags.isOn("detach")) {
            ui.output("Evaluation ID: " + evalId);
            return 0;
        }
        return new EvalMonitor(new Api(Jobs.settings(settings, job)), ui, flags.isOn("verbose")).follow(evalId);
    }
}
