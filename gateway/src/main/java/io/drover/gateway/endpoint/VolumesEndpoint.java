package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;

/**
 * {@code /v1/volumes…} and {@code /v1/volume/csi/…}. A volume needs a storage plugin, and no task can be one yet: what is asked for is
 * checked and refused as a cluster without plugins does.
 */
final class VolumesEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/volumes";
    static final String EXTERNAL_PATH = "/v1/volumes/external";
    static final String SNAPSHOT_PATH = "/v1/volumes/snapshot";
    static final String PATH = "/v1/volume/csi/";

    private static final String NO_PLUGIN = "no such plugin";

    private final NothingStored nothing;
    private final HostVolumesEndpoint hostVolumes;

    VolumesEndpoint(final GatewayContext context, final HostVolumesEndpoint hostVolumes) {
        this.hostVolumes = hostVolumes;
        nothing = new NothingStored(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        switch (call.path()) {
            case LIST_PATH -> volumes(call);
            case EXTERNAL_PATH -> {
                call.requireMethod("GET");
                throw new HttpProblem(500, NO_PLUGIN);
            }
            case SNAPSHOT_PATH -> snapshots(call);
            default -> volume(call, call.path().substring(PATH.length()));
        }
    }

    private void volumes(final Call call) throws HttpProblem {
        if (call.isMethod("PUT") || call.isMethod("POST")) {
            register(call);
        } else {
            call.requireMethod("GET");
            switch (call.param("type")) {
                case "" -> call.reply(call.json().beginArray().endArray());
                case "host" -> hostVolumes.list(call);
                case "csi" -> nothing.list(call);
                default -> throw new HttpProblem(404, "resource not found");
            }
        }
    }

    private void volume(final Call call, final String rest) throws HttpProblem {
        final int slash = rest.indexOf('/');
        final String id = slash < 0 ? rest : rest.substring(0, slash);
        final String verb = slash < 0 ? "" : rest.substring(slash + 1);
        switch (call.method() + " " + verb) {
            case "GET " -> {
                if (id.isEmpty()) {
                    throw new HttpProblem(500, "missing volume ID");
                }
                nothing.missing(call, "volume not found");
            }
            case "PUT ", "PUT create" -> register(call);
            case "DELETE ", "DELETE delete" -> {
                force(call);
                throw new HttpProblem(500, "volume not found: " + id);
            }
            case "DELETE detach" -> {
                if (call.param("node").isEmpty()) {
                    throw new HttpProblem(400, "detach requires node ID");
                }
                throw new HttpProblem(500, "no such volume");
            }
            case "POST " -> throw HttpProblem.invalidMethod();
            default -> throw new HttpProblem(404, "resource not found");
        }
    }

    private static void register(final Call call) throws HttpProblem {
        final List<JsonObject> volumes = RequestBody.of(call, "structs.CSIVolumeRegisterRequest")
                .asSent()
                .objects("Volumes");
        if (volumes.isEmpty()) {
            throw new HttpProblem(500, "missing volume definition");
        }
        for (final JsonObject volume : volumes) {
            if (volume.text("ID").isEmpty()) {
                throw new HttpProblem(500, "validation: missing volume id");
            }
            if (volume.text("PluginID").isEmpty()) {
                throw new HttpProblem(500, "validation: missing plugin id");
            }
            if (volume.count("RequestedCapabilities") == 0) {
                throw new HttpProblem(500, "validation: must include at least one capability block");
            }
        }
        throw new HttpProblem(500, "no CSI plugin named: " + volumes.get(0).text("PluginID") + " could be found");
    }

    private static void snapshots(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> throw new HttpProblem(500, NO_PLUGIN);
            case "PUT", "POST" -> {
                final List<JsonObject> snapshots = RequestBody.of(call, "structs.CSISnapshotCreateRequest")
                        .asSent()
                        .objects("Snapshots");
                final String source =
                        snapshots.isEmpty() ? "" : snapshots.get(0).text("SourceVolumeID");
                throw new HttpProblem(500, ErrorTexts.list(List.of("no such volume \"" + source + "\"")));
            }
            case "DELETE" -> throw new HttpProblem(500, ErrorTexts.list(List.of(NO_PLUGIN)));
            default -> throw HttpProblem.invalidMethod();
        }
    }

    static boolean force(final Call call) throws HttpProblem {
        try {
            return call.flag("force", 400);
        } catch (final HttpProblem ex) {
            throw new HttpProblem(400, "invalid force value");
        }
    }
}
