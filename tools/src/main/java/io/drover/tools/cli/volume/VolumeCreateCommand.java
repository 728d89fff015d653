package io.drover.tools.cli.volume;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;

/** {@code volume create}. */
final class VolumeCreateCommand extends VolumeApplyCommand {
    VolumeCreateCommand() {
        super("volume create", "Creates a volume from a specification in a file or, with a dash, on standard input.");
        flags.bool("detach", "Does not wait until a host volume is ready.").bool("verbose", "Prints whole ids.");
    }

    @Override
    int apply(final VolumeSpec spec) throws ApiException {
        return spec.type().equals(Volumes.HOST) ? host(spec) : csi(spec);
    }

    private int host(final VolumeSpec spec) throws ApiException {
        final Doc created;
        try {
            created = api().put("/v1/volume/host/create", new Query(), new JsonObject().put("Volume", spec.volume()))
                    .get("Volume");
        } catch (final ApiException e) {
            return fail("Error creating volume", e);
        }
        final String id = created.text("ID");
        if (flags.isOn("detach")) {
            ui().output("Created host volume " + created.text("Name") + " with ID " + id);
            return 0;
        }
        ui().output("==> Created host volume " + created.text("Name") + " with ID "
                + Ids.of(id, flags.isOn("verbose")));
        return await(id);
    }

    private int await(final String id) throws ApiException {
        final String path = "/v1/volume/host/" + Query.segment(id);
        Doc volume = api().get(path);
        while (volume.text("State").equals("pending")) {
            volume = api().get(path, new Query().with("index", Long.toString(volume.number("ModifyIndex"))));
        }
        final boolean isReady = volume.text("State").equals("ready");
        ui().output("    " + (isReady ? "\u2713" : "!") + " Host volume \"" + Ids.of(id, flags.isOn("verbose")) + "\" "
                + volume.text("State"));
        return isReady ? 0 : 1;
    }

    private int csi(final VolumeSpec spec) throws ApiException {
        final String id = spec.volume().text("ID");
        final Doc created;
        try {
            created = api().put(
                            "/v1/volume/csi/" + Query.segment(id) + "/create",
                            new Query(),
                            new JsonObject().put("Volumes", JsonArray.of(spec.volume())));
        } catch (final ApiException e) {
            return fail("Error creating volume", e);
        }
        for (final Doc volume : created.get("Volumes").items()) {
            ui().output("Created external volume " + volume.text("ExternalID") + " with ID " + volume.text("ID"));
        }
        return 0;
    }
}
