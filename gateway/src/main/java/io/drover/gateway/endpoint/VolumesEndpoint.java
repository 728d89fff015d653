package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.CsiVolumeView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.Set;

/** {@code /v1/volumes…} and {@code /v1/volume/csi/…}: volumes of storage plugins. */
final class VolumesEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/volumes";
    static final String EXTERNAL_PATH = "/v1/volumes/external";
    static final String SNAPSHOT_PATH = "/v1/volumes/snapshot";
    static final String PATH = "/v1/volume/csi/";

    private final GatewayContext context;
    private final HostVolumesEndpoint hostVolumes;
    private final CsiVolumeWrites writes;

    VolumesEndpoint(final GatewayContext context, final HostVolumesEndpoint hostVolumes) {
        this.context = context;
        this.hostVolumes = hostVolumes;
        writes = new CsiVolumeWrites(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        switch (call.path()) {
            case LIST_PATH -> volumes(call);
            case EXTERNAL_PATH -> {
                call.requireMethod("GET");
                writes.ask(call, "listing volumes");
            }
            case SNAPSHOT_PATH -> snapshots(call);
            default -> volume(call, call.path().substring(PATH.length()));
        }
    }

    private void volumes(final Call call) throws HttpProblem {
        if (call.isMethod("PUT") || call.isMethod("POST")) {
            writes.register(call);
        } else {
            call.requireMethod("GET");
            switch (call.param("type")) {
                case "" -> call.reply(call.json().beginArray().endArray());
                case "host" -> hostVolumes.list(call);
                case "csi" -> list(call);
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
                read(call, id);
            }
            case "PUT " -> writes.register(call);
            case "PUT create" -> writes.create(call);
            case "DELETE " -> writes.deregister(call, id, force(call));
            case "DELETE delete" -> writes.delete(call, id);
            case "DELETE detach" -> writes.detach(call, id);
            case "POST " -> throw HttpProblem.invalidMethod();
            default -> throw new HttpProblem(404, "resource not found");
        }
    }

    private void read(final Call call, final String id) throws HttpProblem {
        final QueryRequest request = QueryRequest.of(QueryKind.CSI_VOLUME)
                .namespace(call.namespace())
                .key(id);
        final QueryRequest users = QueryRequest.of(QueryKind.CSI_VOLUME_ALLOCS)
                .namespace(call.namespace())
                .key(id);
        context.reads().answer(call, Read.of(request, TableId.CSI_VOLUMES), pages -> {
            final List<CsiVolumeView> found = CsiVolumeView.read(pages);
            if (found.isEmpty()) {
                throw new HttpProblem(404, "volume not found");
            }
            call.when(context.reads().collected(users), allocs -> {
                final JsonWriter json = call.json();
                found.get(0).write(json, AllocLists.read(allocs));
                call.reply(json);
            });
        });
    }

    private void list(final Call call) throws HttpProblem {
        final Listing<CsiVolumeView> listing =
                new Listing<>(call, PageOrder.NAME, 1, volume -> volume.namespace() + "." + volume.id(), Set.of());
        final String plugin = call.param("plugin_id");
        final String node = call.param("node_id");
        listing.visibleTo(call.authority(), volume -> VolumeRules.mayList(call.authority(), volume.namespace()));
        final QueryRequest request = QueryRequest.of(QueryKind.CSI_VOLUMES)
                .namespace(call.options().namespace())
                .key(call.options().prefix());
        if (plugin.isEmpty() && node.isEmpty()) {
            listing.narrow(request).reverse(false);
        }
        if (!node.isEmpty()) {
            request.id(Ids.parse(node, ""));
        }
        context.reads().answer(call, Read.of(request, TableId.CSI_VOLUMES), pages -> {
            final List<CsiVolumeView> volumes = CsiVolumeView.read(pages).stream()
                    .filter(volume -> plugin.isEmpty() || volume.plugin().equals(plugin))
                    .toList();
            final JsonWriter json = call.json().beginArray();
            listing.page(call, pages, volumes, (writer, volume) -> volume.write(writer, List.of()))
                    .forEach(volume -> volume.writeStub(json));
            call.reply(json.endArray());
        });
    }

    private void snapshots(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> writes.ask(call, "listing snapshots");
            case "PUT", "POST" -> writes.snapshot(call);
            case "DELETE" -> writes.deleteSnapshot(call);
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
