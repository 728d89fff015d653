package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code volume detach}. */
final class VolumeDetachCommand extends ApiCommand {
    VolumeDetachCommand() {
        super(
                "volume detach",
                "[options] <vol id> <node id>",
                "Takes a volume of a storage plugin off a node where allocations that have ended left it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 2) {
            return usageError("This command takes two arguments: <vol id> <node id>");
        }
        try {
            api().delete(
                            "/v1/volume/csi/" + Query.segment(rest.get(0)) + "/detach",
                            new Query().with("node", rest.get(1)));
        } catch (final ApiException e) {
            return fail("Error detaching volume", e);
        }
        return 0;
    }
}
