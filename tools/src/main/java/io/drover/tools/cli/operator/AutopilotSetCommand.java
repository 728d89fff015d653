package io.drover.tools.cli.operator;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/**
 * {@code operator autopilot set-config}: reads the configuration, changes what the flags name and writes it back unless somebody else
 * has changed it in between.
 */
final class AutopilotSetCommand extends ApiCommand {
    AutopilotSetCommand() {
        super("operator autopilot set-config", "[options]", "Changes how the cluster looks after its servers.");
        flags.optionalBool("cleanup-dead-servers", "Removes servers that are gone when others take their place.")
                .integer("max-trailing-logs", 0, "How many entries of the log a healthy server may be behind.")
                .duration(
                        "last-contact-threshold",
                        "0s",
                        "How long a healthy server may have heard nothing of the leader.")
                .duration("server-stabilization-time", "0s", "How long a new server must be healthy before it votes.")
                .integer("min-quorum", 0, "Servers below which none is removed.")
                .optionalBool("enable-redundancy-zones", "Not of this edition.")
                .optionalBool("disable-upgrade-migration", "Not of this edition.")
                .optionalBool("enable-custom-upgrades", "Not of this edition.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc current;
        try {
            current = api().get(AutopilotGetCommand.PATH);
        } catch (final ApiException e) {
            return fail("Error querying for Autopilot configuration", e);
        }
        final Query query = new Query().with("cas", Long.toString(current.number("ModifyIndex")));
        final Doc answer;
        try {
            answer = api().put(AutopilotGetCommand.PATH, query, changed(current));
        } catch (final ApiException e) {
            return fail("Error setting Autopilot configuration", e);
        }
        if (!answer.text().equals("true")) {
            return fail("Configuration could not be atomically updated, please try again");
        }
        ui().output("Configuration updated!");
        return 0;
    }

    private JsonObject changed(final Doc current) {
        final JsonObject fields = current.toObject();
        setBool(fields, "cleanup-dead-servers", "CleanupDeadServers");
        setBool(fields, "enable-redundancy-zones", "EnableRedundancyZones");
        setBool(fields, "disable-upgrade-migration", "DisableUpgradeMigration");
        setBool(fields, "enable-custom-upgrades", "EnableCustomUpgrades");
        setText(fields, "last-contact-threshold", "LastContactThreshold");
        setText(fields, "server-stabilization-time", "ServerStabilizationTime");
        setNumber(fields, "max-trailing-logs", "MaxTrailingLogs");
        setNumber(fields, "min-quorum", "MinQuorum");
        return fields;
    }

    private void setBool(final JsonObject fields, final String flag, final String field) {
        if (flags.isGiven(flag)) {
            fields.put(field, flags.isOn(flag));
        }
    }

    private void setText(final JsonObject fields, final String flag, final String field) {
        if (flags.isGiven(flag)) {
            fields.put(field, flags.text(flag));
        }
    }

    private void setNumber(final JsonObject fields, final String flag, final String field) {
        if (flags.isGiven(flag)) {
            fields.put(field, flags.number(flag));
        }
    }
}
