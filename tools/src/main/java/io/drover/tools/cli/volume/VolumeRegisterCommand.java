package io.drover.tools.cli.volume;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;

/** {@code volume register}. */
final class VolumeRegisterCommand extends VolumeApplyCommand {
    VolumeRegisterCommand() {
        super(
                "volume register",
                "Takes over a volume that is there, as a specification in a file or on standard input describes it.");
    }

    @Override
    int apply(final VolumeSpec spec) throws ApiException {
        return spec.type().equals(Volumes.HOST) ? host(spec) : csi(spec);
    }

    private int host(final VolumeSpec spec) throws ApiException {
        if (spec.volume().text("NodeID").isEmpty()) {
            return fail("Node ID is required for registering");
        }
        final Doc registered;
        try {
            registered = api().put(
                            "/v1/volume/host/register", new Query(), new JsonObject().put("Volume", spec.volume()))
                    .get("Volume");
        } catch (final ApiException e) {
            return fail("Error registering volume", e);
        }
        ui().output("Registered host volume " + registered.text("Name") + " with ID " + registered.text("ID"));
        return 0;
    }

    private int csi(final VolumeSpec spec) throws ApiException {
        final String id = spec.volume().text("ID");
        try {
            api().put(
                            "/v1/volume/csi/" + Query.segment(id),
                            new Query(),
                            new JsonObject().put("Volumes", JsonArray.of(spec.volume())));
        } catch (final ApiException e) {
            return fail("Error registering volume", e);
        }
        ui().output("Volume \"" + id + "\" registered");
        return 0;
    }
}
