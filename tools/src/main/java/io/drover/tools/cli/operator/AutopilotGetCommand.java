package io.drover.tools.cli.operator;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code operator autopilot get-config}. */
final class AutopilotGetCommand extends ApiCommand {
    static final String PATH = "/v1/operator/autopilot/configuration";

    private static final String[] FIELDS = {
        "CleanupDeadServers",
        "LastContactThreshold",
        "MaxTrailingLogs",
        "MinQuorum",
        "ServerStabilizationTime",
        "EnableRedundancyZones",
        "DisableUpgradeMigration",
        "EnableCustomUpgrades"
    };

    AutopilotGetCommand() {
        super("operator autopilot get-config", "[options]", "Shows how the cluster looks after its servers.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final Doc configuration;
        try {
            configuration = api().get(PATH);
        } catch (final ApiException e) {
            return fail("Error querying Autopilot configuration", e);
        }
        if (!flags.text("t").isEmpty()) {
            return Formats.print(flags, ui(), configuration);
        }
        if (flags.isOn("json")) {
            ui().output(new String(JsonWriter.bytes(configuration.toObject()), StandardCharsets.UTF_8));
            return 0;
        }
        for (final String field : FIELDS) {
            ui().output(field + " = " + configuration.get(field).text());
        }
        return 0;
    }
}
