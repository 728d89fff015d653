package io.drover.tools.cli.setup;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code setup vault}: with {@code -check} what still uses Vault without an identity; to prepare Vault itself is not offered. */
final class SetupVaultCommand extends ApiCommand {
    SetupVaultCommand() {
        super(
                "setup vault",
                "[options]",
                "Checks what uses Vault without an identity. To prepare Vault is not offered.");
        flags.bool("check", "Lists jobs and nodes that would have to change.")
                .bool("destroy", "Is accepted for compatibility and refused.")
                .bool("y", "Is accepted for compatibility and has no effect.")
                .bool("verbose", "Is accepted for compatibility and has no effect.")
                .text("jwks-url", "url", "Is accepted for compatibility and has no effect.")
                .text("jwks-ca-file", "path", "Is accepted for compatibility and has no effect.")
                .text("kv-path", "path", "secret", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (!flags.isOn("check")) {
            return fail(
                    "The command \"setup vault\" is not offered: tasks are not given to Vault here, so there is nothing to"
                            + " prepare. With -check it lists what uses Vault.");
        }
        final Doc found;
        try {
            found = api().get("/v1/operator/upgrade-check/vault-workload-identity");
        } catch (final ApiException e) {
            return fail("Error querying Vault upgrade check", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), found);
        }
        final Doc jobs = found.get("JobsWithoutVaultIdentity");
        final Doc nodes = found.get("OutdatedNodes");
        if (jobs.size() + nodes.size() + found.get("VaultTokens").size() == 0) {
            ui().output("Nothing uses Vault without an identity.");
            return 0;
        }
        ui().output(ui().bold("Jobs without an identity for Vault") + '\n' + jobs(jobs));
        ui().output("");
        ui().output(ui().bold("Nodes that must be upgraded") + '\n' + nodes(nodes));
        return 0;
    }

    private static String jobs(final Doc jobs) {
        final Table table = new Table("ID", "Namespace", "Type", "Status");
        for (final Doc job : jobs.items()) {
            table.row(job.text("ID"), job.text("Namespace"), job.text("Type"), job.text("Status"));
        }
        return table.toString();
    }

    private static String nodes(final Doc nodes) {
        final Table table = new Table("ID", "Name", "Address", "Version", "Status");
        for (final Doc node : nodes.items()) {
            table.row(
                    node.text("ID"),
                    node.text("Name"),
                    node.text("Address"),
                    node.text("Version"),
                    node.text("Status"));
        }
        return table.toString();
    }
}
