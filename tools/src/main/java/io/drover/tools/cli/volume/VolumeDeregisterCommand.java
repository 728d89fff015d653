package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code volume deregister}. */
final class VolumeDeregisterCommand extends ApiCommand {
    VolumeDeregisterCommand() {
        super(
                "volume deregister",
                "[options] <id>",
                "Forgets a volume of a storage plugin. What is in it stays with the storage provider.");
        flags.bool("force", "Forgets it although allocations that have ended still claim it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <id>");
        }
        final String id;
        try {
            id = Volumes.find(api(), Volumes.CSI, rest.get(0)).text("ID");
        } catch (final ApiException e) {
            return fail("Error listing volumes", e);
        }
        try {
            api().delete(
                            "/v1/volume/csi/" + Query.segment(id),
                            new Query().with("force", Boolean.toString(flags.isOn("force"))));
        } catch (final ApiException e) {
            return fail("Error deregistering volume", e);
        }
        ui().output("Successfully deregistered volume " + Quote.of(id) + "!");
        return 0;
    }
}
