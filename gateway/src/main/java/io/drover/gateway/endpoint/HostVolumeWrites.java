package io.drover.gateway.endpoint;

import io.drover.gateway.command.VolumeCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.edge.NodeAnswer;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.HostVolumeView;
import io.drover.gateway.render.NodeView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Creates, takes over and removes dynamic host volumes: the node does its part first, then the state is told. What a node made and the
 * state refuses is removed again.
 *
 * <pre>
 *  describe ─► known already? ─► node given, or chosen ─► node makes it ─► state ─► answer
 * </pre>
 */
final class HostVolumeWrites {
    private static final String TARGET = "/v1/client/volume/";

    private final GatewayContext context;

    HostVolumeWrites(final GatewayContext context) {
        this.context = context;
    }

    void create(final Call call) throws HttpProblem {
        final HostVolumeDraft draft = HostVolumeDraft.of(call, "api.HostVolumeCreateRequest");
        if (isElsewhere(call)) {
            return;
        }
        whenKnown(call, draft, former -> {
            final String nodeId = former != null ? former.nodeId() : draft.nodeId();
            call.when(context.reads().collected(QueryRequest.of(QueryKind.NODES).withDocuments(true)), pages -> {
                final List<NodeView> nodes = NodesEndpoint.read(pages);
                final NodeView node =
                        nodeId.isEmpty() ? HostVolumePlace.choose(draft, nodes) : named(draft.id(), nodeId, nodes);
                ask(call, draft, former, node, "create");
            });
        });
    }

    void register(final Call call) throws HttpProblem {
        final HostVolumeDraft draft = HostVolumeDraft.of(call, "api.HostVolumeRegisterRequest");
        if (draft.nodeId().isEmpty()) {
            throw new HttpProblem(500, "cannot register volume: node ID is required");
        }
        if (draft.hostPath().isEmpty()) {
            throw new HttpProblem(500, "cannot register volume: host path is required");
        }
        if (isElsewhere(call)) {
            return;
        }
        whenKnown(
                call,
                draft,
                former -> call.when(
                        context.reads()
                                .collected(QueryRequest.of(QueryKind.NODE).id(nodeId(draft.id(), draft.nodeId()))),
                        pages -> ask(
                                call,
                                draft,
                                former,
                                named(draft.id(), draft.nodeId(), NodesEndpoint.read(pages)),
                                "register")));
    }

    void delete(final Call call, final String id) throws HttpProblem {
        final boolean isForced = VolumesEndpoint.force(call);
        if (isElsewhere(call)) {
            return;
        }
        final UUID volumeId = Ids.parse(id, "");
        final QueryRequest request = QueryRequest.of(QueryKind.HOST_VOLUME_ALLOCS)
                .namespace(call.namespace())
                .id(volumeId);
        call.when(context.reads().collected(volume(call, volumeId)), pages -> {
            final List<HostVolumeView> found = HostVolumeView.read(pages);
            if (found.isEmpty()) {
                throw new HttpProblem(500, "no such volume: " + id);
            }
            call.when(context.reads().collected(request), users -> {
                refuseUsed(
                        id, AllocLists.read(users).stream().map(AllocView::id).toList());
                deleteOnNode(call, found.get(0), isForced);
            });
        });
    }

    /** What goes on once it is clear whether the volume is there already. */
    @FunctionalInterface
    private interface Known {
        void accept(@Nullable HostVolumeView former) throws HttpProblem;
    }

    private void whenKnown(final Call call, final HostVolumeDraft draft, final Known next) throws HttpProblem {
        if (draft.id().isEmpty()) {
            next.accept(null);
            return;
        }
        call.when(context.reads().collected(volume(call, Ids.parse(draft.id(), ""))), pages -> {
            final List<HostVolumeView> found = HostVolumeView.read(pages);
            if (found.isEmpty()) {
                throw new HttpProblem(500, "cannot update volume \"" + draft.id() + "\": volume does not exist");
            }
            final HostVolumeView former = found.get(0);
            if (!draft.nodeId().isEmpty() && !draft.nodeId().equals(former.nodeId())) {
                throw refused(draft.id(), "node ID cannot be updated");
            }
            if (!draft.nodePool().isEmpty() && !draft.nodePool().equals(former.pool())) {
                throw refused(draft.id(), "node pool cannot be updated");
            }
            if (draft.capacityMax() > 0 && draft.capacityMax() < former.capacityBytes()) {
                throw refused(
                        draft.id(),
                        "capacity_max (" + draft.capacityMax() + ") cannot be less than existing provisioned capacity ("
                                + former.capacityBytes() + ")");
            }
            next.accept(former);
        });
    }

    private void ask(
            final Call call,
            final HostVolumeDraft draft,
            final @Nullable HostVolumeView former,
            final NodeView node,
            final String verb) {
        final String id = former != null ? former.id() : UUID.randomUUID().toString();
        final byte[] body = draft.request(id, call.namespace(), node.nodePool());
        final UUID nodeId = UUID.fromString(node.id());
        call.when(context.nodeCalls().ask(nodeId, "PUT", TARGET + verb, body, call), answer -> {
            if (!answer.isOk()) {
                throw new HttpProblem(500, "could not " + verb + " volume \"" + draft.name() + "\": " + answer.text());
            }
            final JsonObject made = made(answer);
            final String path = made.text("HostPath");
            final DirectBuffer command = VolumeCommands.upsert(new VolumeCommands.HostVolume(
                    UUID.fromString(id),
                    nodeId,
                    call.namespace(),
                    draft.name(),
                    verb.equals("create") ? draft.pluginOrDefault() : draft.plugin(),
                    made.number("CapacityBytes"),
                    draft.capabilityBits(),
                    former != null,
                    draft.document(path)));
            call.when(context.core().send(command, 0, command.capacity()), reply -> {
                if (!reply.isOk() && former == null) {
                    context.nodeCalls().ask(nodeId, "PUT", TARGET + "delete", body, call);
                }
                require(reply, id, node.id());
                final String pool =
                        former != null ? former.pool() : verb.equals("create") ? node.nodePool() : draft.nodePool();
                final String plugin = verb.equals("create") ? draft.pluginOrDefault() : draft.plugin();
                final long createMs = former != null ? former.createTimeMs() : reply.timestampMs();
                answer(
                        call,
                        draft,
                        new Made(id, node.id(), pool, plugin, path, made.number("CapacityBytes")),
                        createMs,
                        reply);
            });
        });
    }

    private record Made(String id, String nodeId, String pool, String plugin, String path, long capacityBytes) {}

    /** The volume as it was sent to the state, which numbers it: clients ask again until it is ready. */
    private static void answer(
            final Call call, final HostVolumeDraft draft, final Made made, final long createMs, final Reply reply) {
        final JsonWriter json = call.json().beginObject();
        json.name("Index").number(reply.index());
        json.name("Volume").beginObject();
        json.name("Allocations").nil();
        json.name("CapacityBytes").number(made.capacityBytes);
        json.name("Constraints").value(draft.constraints());
        json.name("CreateIndex").number(0);
        json.name("CreateTime").number(TimeUnit.MILLISECONDS.toNanos(createMs));
        json.name("HostPath").string(made.path);
        json.name("ID").string(made.id);
        json.name("ModifyIndex").number(0);
        json.name("ModifyTime").number(TimeUnit.MILLISECONDS.toNanos(reply.timestampMs()));
        json.name("Name").string(draft.name());
        json.name("Namespace").string(call.namespace());
        json.name("NodeID").string(made.nodeId);
        json.name("NodePool").string(made.pool);
        json.name("Parameters").value(draft.parameters());
        json.name("PluginID").string(made.plugin);
        json.name("RequestedCapabilities").value(draft.capabilities());
        json.name("RequestedCapacityMaxBytes").number(draft.capacityMax());
        json.name("RequestedCapacityMinBytes").number(draft.capacityMin());
        json.name("State").string("pending");
        json.endObject();
        json.name("Warnings").string("");
        call.index(reply.index()).reply(json.endObject());
    }

    private void deleteOnNode(final Call call, final HostVolumeView volume, final boolean isForced) {
        final UUID nodeId = UUID.fromString(volume.nodeId());
        call.when(context.core().query(QueryRequest.of(QueryKind.NODE).id(nodeId)), page -> {
            final boolean isKnown = page.isFound()
                    && NodesEndpoint.read(Pages.of(page)).stream().noneMatch(NodeView::isDown);
            if (!isKnown && !isForced) {
                throw new HttpProblem(500, "volume cannot be removed from unknown node without force=true");
            }
            if (!isKnown) {
                forget(call, volume);
                return;
            }
            call.when(context.nodeCalls().ask(nodeId, "PUT", TARGET + "delete", request(volume), call), answer -> {
                if (!answer.isOk() && !isForced) {
                    throw new HttpProblem(500, "could not delete volume \"" + volume.id() + "\": " + answer.text());
                }
                forget(call, volume);
            });
        });
    }

    private static byte[] request(final HostVolumeView volume) throws HttpProblem {
        final JsonObject document = parsed(volume.document());
        final JsonObject request = new JsonObject()
                .put("HostPath", document.text("HostPath"))
                .put("ID", volume.id())
                .put("Name", volume.name())
                .put("Namespace", volume.namespace())
                .put("NodePool", volume.pool())
                .put("Parameters", document.value("Parameters"))
                .put("PluginID", volume.plugin());
        return JsonWriter.bytes(request);
    }

    private void forget(final Call call, final HostVolumeView volume) {
        final DirectBuffer command = VolumeCommands.delete(volume.namespace(), UUID.fromString(volume.id()));
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.HOST_VOLUME_IN_USE) {
                refuseUsed(volume.id(), List.of(reply.detail()));
            }
            if (reply.code() == ResultCode.HOST_VOLUME_NOT_FOUND) {
                throw new HttpProblem(500, "no such volume: " + volume.id());
            }
            Results.require(reply);
            call.index(reply.index())
                    .reply(call.json()
                            .beginObject()
                            .name("Index")
                            .number(reply.index())
                            .endObject());
        });
    }

    private static void require(final Reply reply, final String id, final String nodeId) throws HttpProblem {
        switch (reply.code()) {
            case NODE_NOT_FOUND -> throw refused(id, "node \"" + nodeId + "\" does not exist");
            case HOST_VOLUME_IN_USE ->
                throw refused(
                        id,
                        "cannot update a volume in use: claimed by allocs ("
                                + reply.detail().replace(" ", ", ") + ")");
            case HOST_VOLUME_NODE_CHANGED -> throw refused(id, "node ID cannot be updated");
            case HOST_VOLUME_NOT_FOUND ->
                throw new HttpProblem(500, "cannot update volume \"" + id + "\": volume does not exist");
            case HOST_VOLUME_NAME_TAKEN ->
                throw refused(id, "node \"" + nodeId + "\" has a volume \"" + reply.detail() + "\" already");
            default -> Results.require(reply);
        }
    }

    private static HttpProblem refused(final String id, final String why) {
        return new HttpProblem(500, "validating volume \"" + id + "\" against state failed: " + why);
    }

    private static void refuseUsed(final String id, final List<String> allocs) throws HttpProblem {
        if (!allocs.isEmpty()) {
            throw new HttpProblem(
                    500,
                    "volume " + id + " in use by allocations: "
                            + allocs.stream().sorted().collect(Collectors.joining(" ", "[", "]")));
        }
    }

    private static NodeView named(final String volumeId, final String nodeId, final List<NodeView> nodes)
            throws HttpProblem {
        for (final NodeView node : nodes) {
            if (node.id().equals(nodeId)) {
                return node;
            }
        }
        throw refused(
                volumeId.isEmpty() ? UUID.randomUUID().toString() : volumeId, "node \"" + nodeId + "\" does not exist");
    }

    private static UUID nodeId(final String volumeId, final String nodeId) throws HttpProblem {
        try {
            return Ids.parse(nodeId, "node");
        } catch (final HttpProblem ex) {
            throw refused(volumeId, ex.text());
        }
    }

    private static JsonObject made(final NodeAnswer answer) throws HttpProblem {
        return parsed(answer.body());
    }

    private static JsonObject parsed(final byte[] json) throws HttpProblem {
        try {
            return (JsonObject) JsonParser.parse(json);
        } catch (final JsonSyntaxException | ClassCastException ex) {
            throw new HttpProblem(500, "a description of a volume is no object of JSON");
        }
    }

    private static QueryRequest volume(final Call call, final UUID id) {
        return QueryRequest.of(QueryKind.HOST_VOLUME)
                .namespace(call.namespace())
                .id(id);
    }

    /** The leader goes on, unless the node is at home here. */
    private boolean isElsewhere(final Call call) {
        return !NodeCalls.isPassedOn(call) && context.reads().relayUnlessLeading(call);
    }
}
