package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code plugin status}. */
final class PluginStatusCommand extends ApiCommand {
    PluginStatusCommand() {
        super("plugin status", "[options] <plugin>", "Lists storage plugins, or shows the one with this id.");
        flags.text("type", "type", "", "Only plugins of this type; there is csi.")
                .bool("short", "Leaves allocations out.")
                .bool("verbose", "Prints whole ids.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either no arguments or one: <plugin>");
        }
        final String type = flags.text("type");
        if (!type.isEmpty() && !type.equals(Volumes.CSI)) {
            return fail("Unsupported plugin type: " + type);
        }
        return rest.isEmpty() ? list() : one(rest.get(0));
    }

    private int list() throws ApiException {
        final Doc plugins;
        try {
            plugins = api().get("/v1/plugins", new Query().with("type", Volumes.CSI));
        } catch (final ApiException e) {
            return fail("Error querying CSI plugins", e);
        }
        final boolean isFormatted = Formats.isWanted(flags);
        if (!isFormatted) {
            ui().output(ui().bold("Container Storage Interface"));
        }
        if (plugins.size() == 0) {
            ui().error("No CSI plugins");
            return 0;
        }
        if (isFormatted) {
            return Formats.print(flags, ui(), plugins);
        }
        final Table table = new Table("ID", "Provider", "Controllers Healthy/Expected", "Nodes Healthy/Expected");
        for (final Doc plugin : plugins.items()) {
            table.row(
                    plugin.text("ID"),
                    plugin.text("Provider"),
                    plugin.number("ControllersHealthy") + "/" + plugin.number("ControllersExpected"),
                    plugin.number("NodesHealthy") + "/" + plugin.number("NodesExpected"));
        }
        ui().output(table.toString());
        return 0;
    }

    private int one(final String id) throws ApiException {
        final Doc found;
        try {
            found = api().get(
                            "/v1/plugins", new Query().with("type", Volumes.CSI).with("prefix", id));
        } catch (final ApiException e) {
            return fail("Error querying CSI plugins", e);
        }
        if (found.size() == 0) {
            return fail("Error listing plugins: no plugins with prefix or ID \"" + id + "\" found");
        }
        final Doc plugin;
        try {
            plugin = api().get("/v1/plugin/csi/" + Query.segment(found.at(0).text("ID")));
        } catch (final ApiException e) {
            return fail("Error querying CSI plugin", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), plugin);
        }
        ui().output(new KeyValues()
                .add("ID", plugin.text("ID"))
                .add("Provider", plugin.text("Provider"))
                .add("Version", plugin.text("Version"))
                .add("Controllers Healthy", plugin.number("ControllersHealthy"))
                .add("Controllers Expected", plugin.number("ControllersExpected"))
                .add("Nodes Healthy", plugin.number("NodesHealthy"))
                .add("Nodes Expected", plugin.number("NodesExpected"))
                .toString());
        return 0;
    }
}
