package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import java.io.IOException;
import java.util.List;

/** {@code operator autopilot health}: a cluster that is not healthy is shown too. */
final class AutopilotHealthCommand extends ApiCommand {
    private static final int UNHEALTHY = 429;

    AutopilotHealthCommand() {
        super("operator autopilot health", "[options]", "Shows whether the servers are healthy.");
        flags.bool("json", "Prints the answer as JSON.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc health;
        try (Answer answer = api().open("GET", "/v1/operator/autopilot/health", new Query(), null)) {
            if (!answer.isSuccess() && answer.status() != UNHEALTHY) {
                return fail("Error querying Autopilot health: Unexpected response code: " + answer.status());
            }
            health = Docs.read(answer.body());
        } catch (final IOException e) {
            return fail("Error querying Autopilot health: " + e.getMessage());
        } catch (final ApiException e) {
            return fail("Error querying Autopilot health", e);
        }
        if (flags.isOn("json")) {
            ui().output(health.pretty());
            return 0;
        }
        ui().output(new KeyValues()
                .add("Healthy", health.isTrue("Healthy"))
                .add("FailureTolerance", health.number("FailureTolerance"))
                .add("Leader", health.text("Leader"))
                .add(
                        "Voters",
                        String.join(
                                ", ",
                                health.get("Voters").items().stream()
                                        .map(Doc::text)
                                        .toList()))
                .toString());
        ui().output("");
        final Table table = new Table(
                "ID",
                "Name",
                "Address",
                "SerfStatus",
                "Version",
                "Leader",
                "Voter",
                "Healthy",
                "LastContact",
                "LastTerm",
                "LastIndex",
                "StableSince");
        for (final Doc server : health.get("Servers").items()) {
            table.row(
                    server.text("ID"),
                    server.text("Name"),
                    server.text("Address"),
                    server.text("SerfStatus"),
                    server.text("Version"),
                    Boolean.toString(server.isTrue("Leader")),
                    Boolean.toString(server.isTrue("Voter")),
                    Boolean.toString(server.isTrue("Healthy")),
                    server.text("LastContact"),
                    Long.toString(server.number("LastTerm")),
                    Long.toString(server.number("LastIndex")),
                    server.text("StableSince"));
        }
        ui().output(table.toString());
        return 0;
    }
}
