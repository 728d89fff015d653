package io.drover.tools.cli.service;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code service info}. */
final class ServiceInfoCommand extends ApiCommand {
    ServiceInfoCommand() {
        super("service info", "[options] <service_name>", "Shows where a service can be reached.");
        flags.bool("verbose", "Shows each registration in full.");
        Paging.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <service_name>");
        }
        final String name = rest.get(0);
        final Doc registrations;
        try {
            final String found = find(name);
            registrations = api().get("/v1/service/" + Query.segment(found), Paging.query(flags));
        } catch (final ApiException e) {
            return fail("Error listing service registrations", e);
        }
        if (registrations.size() == 0) {
            ui().output("No service registrations found");
            return 0;
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), registrations);
        }
        if (flags.isOn("verbose")) {
            for (final Doc registration : registrations.items()) {
                ui().output(block(registration) + "\n");
            }
        } else {
            ui().output(table(registrations));
        }
        return 0;
    }

    /** The service of that name, or the only one that there is: servers list all, whatever the name begins with. */
    private String find(final String prefix) throws ApiException {
        final Doc namespaces = api().get("/v1/services", new Query().with("prefix", prefix));
        final Set<String> names = new TreeSet<>();
        for (final Doc namespace : namespaces.items()) {
            for (final Doc service : namespace.get("Services").items()) {
                names.add(service.text("ServiceName"));
            }
        }
        if (names.isEmpty()) {
            throw ApiException.transport("No service registrations with prefix \"" + prefix + "\" found");
        }
        if (names.size() > 1 && !names.contains(prefix)) {
            throw ApiException.transport(
                    "Prefix matched multiple service registrations\n\n" + String.join("\n", names));
        }
        return names.size() == 1 ? names.iterator().next() : prefix;
    }

    /** Such as {@code [blue,fast]}. */
    static String tags(final Doc service) {
        return '[' + String.join(",", service.get("Tags").texts()) + ']';
    }

    private static String table(final Doc registrations) {
        final Table table = new Table("Job ID", "Address", "Tags", "Node ID", "Alloc ID");
        for (final Doc registration : registrations.items()) {
            table.row(
                    registration.text("JobID"),
                    address(registration),
                    tags(registration),
                    Ids.of(registration.text("NodeID"), false),
                    Ids.of(registration.text("AllocID"), false));
        }
        return table.toString();
    }

    private static KeyValues block(final Doc registration) {
        return new KeyValues()
                .add("ID", registration.text("ID"))
                .add("Service Name", registration.text("ServiceName"))
                .add("Namespace", registration.text("Namespace"))
                .add("Job ID", registration.text("JobID"))
                .add("Alloc ID", registration.text("AllocID"))
                .add("Node ID", registration.text("NodeID"))
                .add("Datacenter", registration.text("Datacenter"))
                .add("Address", address(registration))
                .add("Tags", tags(registration));
    }

    private static String address(final Doc registration) {
        final String host = registration.text("Address");
        final long port = registration.number("Port");
        if (port == 0) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ":" + port;
    }
}
