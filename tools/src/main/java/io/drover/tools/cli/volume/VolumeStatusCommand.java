package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.AllocTable;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Sizes;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code volume status}. */
final class VolumeStatusCommand extends ApiCommand {
    VolumeStatusCommand() {
        super("volume status", "[options] <id>", "Lists volumes, or shows the one with this id.");
        flags.text("type", "type", "", "Only volumes of this type, csi or host.")
                .bool("short", "Leaves allocations out.")
                .bool("verbose", "Prints whole ids.")
                .text("node", "id", "Only volumes of this node.")
                .text("node-pool", "pool", "Only host volumes of this node pool.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either no arguments or one: <id>");
        }
        final String type = flags.text("type");
        if (!List.of("", Volumes.HOST, Volumes.CSI).contains(type)) {
            return fail("No such volume type \"" + type + "\"");
        }
        if (!rest.isEmpty()) {
            return type.equals(Volumes.HOST) ? host(rest.get(0)) : type.isEmpty() ? any(rest.get(0)) : csi(rest.get(0));
        }
        if (Formats.isWanted(flags) && type.isEmpty()) {
            return usageError("-type is required when -json or -t is used without a volume");
        }
        int result = 0;
        if (!type.equals(Volumes.CSI)) {
            result = listHost();
        }
        if (type.isEmpty()) {
            ui().output("");
        }
        if (!type.equals(Volumes.HOST)) {
            result |= listCsi();
        }
        return result;
    }

    private Query query() {
        return new Query().with("node_id", flags.text("node")).with("node_pool", flags.text("node-pool"));
    }

    private int listHost() throws ApiException {
        final Doc volumes;
        try {
            volumes = Volumes.list(api(), Volumes.HOST, query());
        } catch (final ApiException e) {
            return fail("Error querying host volumes", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), volumes);
        }
        ui().output(ui().bold("Dynamic Host Volumes"));
        if (volumes.size() == 0) {
            ui().error("No dynamic host volumes");
        } else {
            ui().output(Volumes.hostTable(volumes, flags.isOn("verbose")));
        }
        return 0;
    }

    private int listCsi() throws ApiException {
        final Doc volumes;
        try {
            volumes = Volumes.list(api(), Volumes.CSI, query());
        } catch (final ApiException e) {
            return fail("Error querying CSI volumes", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), volumes);
        }
        ui().output(ui().bold("Container Storage Interface"));
        if (volumes.size() == 0) {
            ui().error("No CSI volumes");
        } else {
            ui().output(Volumes.csiTable(volumes));
        }
        return 0;
    }

    /** Without a type, host volumes are looked through first. */
    private int any(final String id) throws ApiException {
        final Doc found = Volumes.list(api(), Volumes.HOST, new Query().with("prefix", id));
        return found.size() > 0 ? host(id) : csi(id);
    }

    private int host(final String id) throws ApiException {
        final Doc volume;
        try {
            final String whole = Volumes.find(api(), Volumes.HOST, id).text("ID");
            volume = api().get("/v1/volume/host/" + Query.segment(whole));
        } catch (final ApiException e) {
            return fail("Error listing host volumes", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Volumes.shaped(volume));
        }
        ui().output(new KeyValues()
                .add("ID", volume.text("ID"))
                .add("Name", volume.text("Name"))
                .add("Namespace", volume.text("Namespace"))
                .add("Plugin ID", volume.text("PluginID"))
                .add("Node ID", volume.text("NodeID"))
                .add("Node Pool", volume.text("NodePool"))
                .add("Capacity", Sizes.bytes(volume.number("CapacityBytes")))
                .add("State", volume.text("State"))
                .add("Host Path", volume.text("HostPath"))
                .toString());
        if (flags.isOn("short")) {
            return 0;
        }
        final Table capabilities = new Table("Access Mode", "Attachment Mode");
        volume.get("RequestedCapabilities")
                .items()
                .forEach(each -> capabilities.row(each.text("AccessMode"), each.text("AttachmentMode")));
        ui().output('\n' + ui().bold("Capabilities") + '\n' + capabilities);
        showAllocations(volume);
        return 0;
    }

    private int csi(final String id) throws ApiException {
        final Doc volume;
        try {
            final String whole = Volumes.find(api(), Volumes.CSI, id).text("ID");
            volume = api().get("/v1/volume/csi/" + Query.segment(whole));
        } catch (final ApiException e) {
            return fail("Error listing CSI volumes", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), volume);
        }
        ui().output(new KeyValues()
                .add("ID", volume.text("ID"))
                .add("Name", volume.text("Name"))
                .add("Namespace", volume.text("Namespace"))
                .add("External ID", volume.text("ExternalID"))
                .add("Plugin ID", volume.text("PluginID"))
                .add("Provider", volume.text("Provider"))
                .add("Version", volume.text("ProviderVersion"))
                .add("Capacity", Sizes.bytes(volume.number("Capacity")))
                .add("Schedulable", volume.isTrue("Schedulable"))
                .add("Controllers Healthy", volume.number("ControllersHealthy"))
                .add("Controllers Expected", volume.number("ControllersExpected"))
                .add("Nodes Healthy", volume.number("NodesHealthy"))
                .add("Nodes Expected", volume.number("NodesExpected"))
                .add("Access Mode", volume.text("AccessMode"))
                .add("Attachment Mode", volume.text("AttachmentMode"))
                .toString());
        if (!flags.isOn("short")) {
            showAllocations(volume);
        }
        return 0;
    }

    private void showAllocations(final Doc volume) {
        ui().output('\n'
                + ui().bold("Allocations")
                + '\n'
                + AllocTable.of(volume.get("Allocations").items(), flags.isOn("verbose")));
    }
}
