package io.drover.gateway.endpoint;

import io.drover.gateway.command.VolumeCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.HostVolumeClaimView;
import io.drover.gateway.render.HostVolumeView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** {@code /v1/volume/host/…} and {@code /v1/volumes/claim…}: dynamic host volumes, and which task groups stick to them. */
final class HostVolumesEndpoint implements Endpoint {
    static final String PATH = "/v1/volume/host/";
    static final String CLAIMS_PATH = "/v1/volumes/claims";
    static final String CLAIM_PATH = "/v1/volumes/claim/";

    private final GatewayContext context;
    private final HostVolumeWrites writes;

    HostVolumesEndpoint(final GatewayContext context) {
        this.context = context;
        writes = new HostVolumeWrites(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (call.path().equals(CLAIMS_PATH)) {
            claims(call);
        } else if (call.path().startsWith(CLAIM_PATH)) {
            deleteClaim(call, call.path().substring(CLAIM_PATH.length()));
        } else {
            final String rest = call.path().substring(PATH.length());
            final int slash = rest.indexOf('/');
            volume(call, slash < 0 ? rest : rest.substring(0, slash));
        }
    }

    private void volume(final Call call, final String id) throws HttpProblem {
        final boolean isWrite = call.isMethod("PUT") || call.isMethod("POST");
        if (isWrite && id.equals("create")) {
            writes.create(call);
        } else if (isWrite && id.equals("register")) {
            writes.register(call);
        } else if (call.isMethod("GET")) {
            read(call, id);
        } else if (call.isMethod("DELETE")) {
            writes.delete(call, id);
        } else {
            throw new HttpProblem(404, "resource not found");
        }
    }

    private void read(final Call call, final String id) throws HttpProblem {
        final UUID volumeId = Ids.parse(id, "");
        final QueryRequest request = QueryRequest.of(QueryKind.HOST_VOLUME)
                .namespace(call.namespace())
                .id(volumeId);
        final QueryRequest users = QueryRequest.of(QueryKind.HOST_VOLUME_ALLOCS)
                .namespace(call.namespace())
                .id(volumeId);
        context.reads().answer(call, Read.of(request, TableId.HOST_VOLUMES), pages -> {
            final List<HostVolumeView> found = HostVolumeView.read(pages);
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

    /** {@code /v1/volumes?type=host}. */
    void list(final Call call) throws HttpProblem {
        final Listing<HostVolumeView> listing =
                new Listing<>(call, PageOrder.NAME, 1, volume -> volume.namespace() + "." + volume.id(), Set.of());
        final String prefix = call.options().prefix();
        final String nodeId = call.param("node_id");
        final String pool = call.param("node_pool");
        final String token = call.options().nextToken();
        final boolean isReverse = call.options().reverse();
        final QueryRequest request =
                QueryRequest.of(QueryKind.HOST_VOLUMES).namespace(call.options().namespace());
        // The state lists by id; clients know the order of namespace and id, so the page is cut here.
        final Comparator<HostVolumeView> order =
                Comparator.comparing(HostVolumeView::namespace).thenComparing(HostVolumeView::id);
        context.reads().answer(call, Read.of(request, TableId.HOST_VOLUMES).withFloor(), pages -> {
            final List<HostVolumeView> volumes = HostVolumeView.read(pages).stream()
                    .filter(volume ->
                            volume.id().startsWith(prefix) || volume.name().startsWith(prefix))
                    .filter(volume -> nodeId.isEmpty() || volume.nodeId().equals(nodeId))
                    .filter(volume -> pool.isEmpty() || volume.pool().equals(pool))
                    .filter(volume -> isBehind(volume.namespace() + "." + volume.id(), token, isReverse))
                    .sorted(isReverse ? order.reversed() : order)
                    .toList();
            final JsonWriter json = call.json().beginArray();
            listing.page(call, pages, volumes, (writer, volume) -> volume.write(writer, List.of()))
                    .forEach(volume -> volume.writeStub(json));
            call.reply(json.endArray());
        });
    }

    private void claims(final Call call) throws HttpProblem {
        final Listing<HostVolumeClaimView> listing =
                new Listing<>(call, PageOrder.NAME, 1, claim -> claim.namespace() + "." + claim.id(), Set.of());
        final String job = call.param("job_id");
        final String group = call.param("task_group");
        final String volume = call.param("volume_name");
        final String prefix = call.options().prefix();
        final String token = call.options().nextToken();
        final QueryRequest request = QueryRequest.of(QueryKind.HOST_VOLUME_CLAIMS)
                .namespace(call.options().namespace());
        final Comparator<HostVolumeClaimView> order =
                Comparator.comparing(HostVolumeClaimView::namespace).thenComparing(HostVolumeClaimView::id);
        context.reads()
                .answer(call, Read.of(request, TableId.HOST_VOLUME_CLAIMS).withFloor(), pages -> {
                    final List<HostVolumeClaimView> claims = HostVolumeClaimView.read(pages).stream()
                            .filter(claim -> claim.id().startsWith(prefix))
                            .filter(claim -> job.isEmpty() || claim.jobId().equals(job))
                            .filter(claim -> group.isEmpty() || claim.group().equals(group))
                            .filter(claim ->
                                    volume.isEmpty() || claim.volumeName().equals(volume))
                            .filter(claim -> isBehind(claim.namespace() + "." + claim.id(), token, false))
                            .sorted(order)
                            .toList();
                    final JsonWriter json = call.json().beginArray();
                    listing.page(call, pages, claims, (writer, claim) -> claim.write(writer))
                            .forEach(claim -> claim.write(json));
                    call.reply(json.endArray());
                });
    }

    private void deleteClaim(final Call call, final String id) throws HttpProblem {
        if (id.isEmpty()) {
            throw new HttpProblem(404, "resource not found");
        }
        call.requireMethod("DELETE");
        final UUID claimId;
        try {
            claimId = Ids.parse(id, "");
        } catch (final HttpProblem ex) {
            throw new HttpProblem(500, "task group volume claim does not exist");
        }
        final DirectBuffer command = VolumeCommands.deleteClaim(call.namespace(), claimId);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.HOST_VOLUME_CLAIM_NOT_FOUND) {
                throw new HttpProblem(500, "task group volume claim does not exist");
            }
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    private static boolean isBehind(final String key, final String token, final boolean isReverse) {
        return token.isEmpty() || (isReverse ? key.compareTo(token) <= 0 : key.compareTo(token) >= 0);
    }
}
