package io.drover.tools.cli.namespace;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;
import java.util.Map;

/** {@code namespace status}. */
final class NamespaceStatusCommand extends ApiCommand {
    NamespaceStatusCommand() {
        super("namespace status", "[options] <namespace>", "Shows one namespace.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <namespace>");
        }
        final Doc namespace;
        try {
            namespace = Namespaces.find(api(), rest.get(0));
        } catch (final ApiException e) {
            return fail("Error retrieving namespaces", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(namespace));
        }
        final Doc capabilities = namespace.get("Capabilities");
        ui().output(new KeyValues()
                .add("Name", namespace.text("Name"))
                .add("Description", namespace.text("Description"))
                .add("Quota", namespace.text("Quota"))
                .add("Enabled Drivers", allowed(capabilities.get("EnabledTaskDrivers")))
                .add("Disabled Drivers", forbidden(capabilities.get("DisabledTaskDrivers")))
                .add("Enabled Network Modes", allowed(capabilities.get("EnabledNetworkModes")))
                .add("Disabled Network Modes", forbidden(capabilities.get("DisabledNetworkModes")))
                .toString());
        showMeta(namespace.get("Meta"));
        return 0;
    }

    private void showMeta(final Doc meta) {
        if (meta.size() == 0) {
            return;
        }
        final KeyValues pairs = new KeyValues();
        for (final Map.Entry<String, Doc> entry : meta.fields().entrySet()) {
            pairs.add(entry.getKey(), entry.getValue().text());
        }
        ui().output('\n' + ui().bold("Metadata") + '\n' + pairs);
    }

    private static String allowed(final Doc names) {
        return names.size() == 0 ? "*" : String.join(",", names.texts());
    }

    private static String forbidden(final Doc names) {
        return String.join(",", names.texts());
    }
}
