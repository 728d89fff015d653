package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code volume delete}. */
final class VolumeDeleteCommand extends ApiCommand {
    VolumeDeleteCommand() {
        super("volume delete", "[options] <vol id>", "Deletes a volume and what is in it. Nothing may use it.");
        flags.text("type", "type", Volumes.CSI, "The type of the volume, csi or host.")
                .bool("force", "Deletes a host volume although its node does not answer.")
                .list("secret", "key=value", "What the storage plugin must know; may be repeated.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <vol id>");
        }
        return switch (flags.text("type")) {
            case Volumes.HOST -> host(rest.get(0));
            case Volumes.CSI -> csi(rest.get(0));
            default -> fail("No such volume type \"" + flags.text("type") + "\"");
        };
    }

    private int host(final String id) throws ApiException {
        try {
            api().delete(
                            "/v1/volume/host/" + Query.segment(id) + "/delete",
                            new Query().with("force", flags.isOn("force") ? "true" : ""));
        } catch (final ApiException e) {
            return fail("Error deleting volume", e);
        }
        ui().output("Successfully deleted volume " + Quote.of(id) + "!");
        return 0;
    }

    private int csi(final String id) throws ApiException {
        final String whole;
        try {
            whole = Volumes.find(api(), Volumes.CSI, id).text("ID");
        } catch (final ApiException e) {
            return fail("Could not find existing CSI volume to delete", e);
        }
        try {
            api().delete("/v1/volume/csi/" + Query.segment(whole) + "/delete", new Query());
        } catch (final ApiException e) {
            return fail("Error deleting volume", e);
        }
        ui().output("Successfully deleted volume " + Quote.of(whole) + "!");
        return 0;
    }
}
