package io.drover.tools.cli.service;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import java.util.List;
import java.util.TreeMap;

/** {@code service list}. */
final class ServiceListCommand extends ApiCommand {
    ServiceListCommand() {
        super("service list", "[options]", "Lists the services that running jobs have registered.");
        flags.text("name", "prefix", "Lists only the services whose name begins so.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc namespaces;
        try {
            namespaces = api().get("/v1/services", new Query().with("prefix", flags.text("name")));
        } catch (final ApiException e) {
            return fail("Error listing service registrations", e);
        }
        if (namespaces.size() == 0) {
            ui().output("No service registrations found");
            return 0;
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), namespaces);
        }
        ui().output(table(namespaces));
        return 0;
    }

    private String table(final Doc namespaces) {
        final boolean isWithNamespace = settings().namespace().equals("*");
        final Table table =
                isWithNamespace ? new Table("Service Name", "Namespace", "Tags") : new Table("Service Name", "Tags");
        final TreeMap<String, String[]> rows = new TreeMap<>();
        for (final Doc namespace : namespaces.items()) {
            for (final Doc service : namespace.get("Services").items()) {
                final String name = service.text("ServiceName");
                final String tags = ServiceInfoCommand.tags(service);
                rows.put(
                        name + '\0' + namespace.text("Namespace"),
                        isWithNamespace
                                ? new String[] {name, namespace.text("Namespace"), tags}
                                : new String[] {name, tags});
            }
        }
        for (final String[] row : rows.values()) {
            table.row(row);
        }
        return table.toString();
    }
}
