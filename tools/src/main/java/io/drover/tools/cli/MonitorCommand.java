package io.drover.tools.cli;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.util.List;

/** {@code monitor}: follows the log of an agent until it is interrupted. */
final class MonitorCommand extends ApiCommand {
    MonitorCommand() {
        super("monitor", "[options]", "Follows the log of the agent that is asked, of a server or of a node.");
        flags.text("log-level", "level", "The least level that is shown. Default = INFO.")
                .bool("log-include-location", "Shows where in the program a line comes from.")
                .text("node-id", "node", "Follows the log of a node.")
                .text("server-id", "server", "Follows the log of a server, or of the leader.")
                .bool("json", "Shows each line as JSON.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Query query = new Query();
        if (!MonitorTarget.addTo(query, flags.text("node-id"), flags.text("server-id"), api(), ui())) {
            return 1;
        }
        query.with("log_level", flags.text("log-level"))
                .with("log_json", Boolean.toString(flags.isOn("json")))
                .with("log_include_location", Boolean.toString(flags.isOn("log-include-location")))
                .with("plain", "true");
        try (Answer answer = api().stream("/v1/agent/monitor", query)) {
            answer.body().transferTo(ui().out());
            return 0;
        } catch (final ApiException e) {
            ui().error("==> Error starting monitor: " + e.getMessage());
            ui().error("==> For additional help try '" + Program.NAME + " monitor -help'");
            return 1;
        } catch (final IOException e) {
            return fail("==> The monitor has ended: " + e.getMessage());
        }
    }
}
