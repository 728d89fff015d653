package io.drover.tools.cli;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.util.List;

/** {@code monitor export}: prints what an agent has logged. */
final class MonitorExportCommand extends ApiCommand {
    private static final String HELP = "==> For additional help try '" + Program.NAME + " monitor export -help'";

    MonitorExportCommand() {
        super("monitor export", "[options]", "Prints what an agent has logged, from its file or from the journal.");
        flags.text("node-id", "node", "Prints the log of a node.")
                .text("server-id", "server", "Prints the log of a server, or of the leader.")
                .text("service-name", "name", "The service in the journal.")
                .bool("on-disk", "Prints the agent's log file.")
                .bool("follow", "Goes on with what is logged.")
                .text("logs-since", "duration", "72h", "How far back the journal is read. Default = 72h.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final boolean isOnDisk = flags.isOn("on-disk");
        final String service = flags.text("service-name");
        if (isOnDisk && !service.isEmpty()) {
            ui().error("==> Cannot target journalctl and nomad log file simultaneously");
            ui().error(HELP);
        } else if (!isOnDisk && service.isEmpty()) {
            ui().error("==> One of -service-name or -on-disk must be set");
        }
        final Query query = new Query();
        if (!MonitorTarget.addTo(query, flags.text("node-id"), flags.text("server-id"), api(), ui())) {
            return 1;
        }
        query.with("service_name", service)
                .with("on_disk", Boolean.toString(isOnDisk))
                .with("follow", Boolean.toString(flags.isOn("follow")))
                .with("logs_since", flags.text("logs-since"))
                .with("plain", "true");
        try (Answer answer = api().stream("/v1/agent/monitor/export", query)) {
            answer.body().transferTo(ui().out());
            return 0;
        } catch (final ApiException e) {
            ui().error("==> Error starting monitor: \n" + e.getMessage());
            ui().error(HELP);
            return 1;
        } catch (final IOException e) {
            return fail("==> The export has ended: " + e.getMessage());
        }
    }
}
