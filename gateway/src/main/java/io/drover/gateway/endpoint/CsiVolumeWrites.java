package io.drover.gateway.endpoint;

import io.drover.gateway.command.CsiCommands;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.keyring.KeyRefused;
import io.drover.gateway.keyring.Keyring;
import io.drover.gateway.render.CsiPluginView;
import io.drover.gateway.render.CsiVolumeView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Registers, detaches and forgets volumes of storage plugins. They are the leader's, because what a volume may become depends on what it
 * is; a write names the index of the volume that was looked at, and looks again when somebody was faster. Secrets are sealed here.
 *
 * <p>Whatever a controller would have to do is refused: no controller of a plugin can be called yet.
 */
final class CsiVolumeWrites {
    private static final byte[] NO_BYTES = {};
    private static final UUID NO_KEY = new UUID(0, 0);
    private static final int ATTEMPTS_MAX = 16;

    private final GatewayContext context;

    CsiVolumeWrites(final GatewayContext context) {
        this.context = context;
    }

    /** Takes over volumes that are there, one after another. */
    void register(final Call call) throws HttpProblem {
        final List<CsiVolumeDraft> drafts = CsiVolumeDraft.read(call, "structs.CSIVolumeRegisterRequest");
        for (final CsiVolumeDraft draft : drafts) {
            if (!VolumeRules.mayWrite(call.authority(), draft.namespace())) {
                throw HttpProblem.denied();
            }
        }
        if (!context.reads().relayUnlessLeading(call)) {
            register(call, drafts, 0, ATTEMPTS_MAX);
        }
    }

    /** Makes volumes: needs a controller that can. */
    void create(final Call call) throws HttpProblem {
        final List<CsiVolumeDraft> drafts = CsiVolumeDraft.read(call, "structs.CSIVolumeCreateRequest");
        final String plugin = drafts.get(0).plugin();
        call.when(context.core().query(plugin(plugin)), page -> {
            if (!page.isFound()) {
                throw new HttpProblem(500, "no CSI plugin named: " + plugin + " could be found");
            }
            throw refusedByController(page, "creating volumes");
        });
    }

    void deregister(final Call call, final String id, final boolean isForced) throws HttpProblem {
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        final DirectBuffer command = CsiCommands.delete(call.namespace(), id, isForced);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            require(reply, id, "volume not found: " + id);
            call.index(reply.index()).replyEmpty();
        });
    }

    /** Deletes the volume itself: needs a controller that can. */
    void delete(final Call call, final String id) throws HttpProblem {
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        call.when(context.core().query(volume(call.namespace(), id)), page -> {
            final List<CsiVolumeView> found = CsiVolumeView.read(Pages.of(page));
            if (found.isEmpty()) {
                throw new HttpProblem(500, "volume not found: " + id);
            }
            if (found.get(0).isClaimed()) {
                throw new HttpProblem(500, "volume in use: " + id);
            }
            call.when(context.core().query(plugin(found.get(0).plugin())), plugin -> {
                throw refusedByController(plugin, "deleting volumes");
            });
        });
    }

    /** Lets go what allocations that ended left on a node. */
    void detach(final Call call, final String id) throws HttpProblem {
        final String node = call.param("node");
        if (node.isEmpty()) {
            throw new HttpProblem(400, "detach requires node ID");
        }
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        final UUID nodeId;
        try {
            nodeId = Ids.parse(node, "");
        } catch (final HttpProblem ex) {
            throw new HttpProblem(500, "no such node: " + node);
        }
        final DirectBuffer command = CsiCommands.detach(call.namespace(), id, nodeId);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            require(reply, id, "no such volume");
            call.index(reply.index()).replyEmpty();
        });
    }

    /** Lists what the storage provider has, or its snapshots: needs a controller that can. */
    void ask(final Call call, final String what) throws HttpProblem {
        call.when(context.core().query(plugin(call.param("plugin_id"))), page -> {
            if (!page.isFound()) {
                throw new HttpProblem(500, "no such plugin");
            }
            throw refusedByController(page, what);
        });
    }

    /** Makes a snapshot: needs a controller that can. */
    void snapshot(final Call call) throws HttpProblem {
        final List<JsonObject> snapshots = RequestBody.of(call, "structs.CSISnapshotCreateRequest")
                .asSent()
                .objects("Snapshots");
        final String source = snapshots.isEmpty() ? "" : snapshots.get(0).text("SourceVolumeID");
        call.when(context.core().query(volume(call.namespace(), source)), page -> {
            final List<CsiVolumeView> found = CsiVolumeView.read(Pages.of(page));
            if (found.isEmpty()) {
                throw new HttpProblem(500, ErrorTexts.list(List.of("no such volume \"" + source + "\"")));
            }
            call.when(context.core().query(plugin(found.get(0).plugin())), plugin -> {
                throw listed(refusedByController(plugin, "creating snapshots"));
            });
        });
    }

    /** Deletes a snapshot: needs a controller that can. */
    void deleteSnapshot(final Call call) throws HttpProblem {
        call.when(context.core().query(plugin(call.param("plugin_id"))), page -> {
            throw listed(
                    page.isFound()
                            ? refusedByController(page, "deleting snapshots")
                            : new HttpProblem(500, "no such plugin"));
        });
    }

    private void register(final Call call, final List<CsiVolumeDraft> drafts, final int at, final int attempts) {
        final CsiVolumeDraft draft = drafts.get(at);
        call.when(context.core().query(volume(draft.namespace(), draft.id())), page -> {
            final List<CsiVolumeView> found = CsiVolumeView.read(Pages.of(page));
            final CsiVolumeDraft merged = found.isEmpty() ? draft : draft.mergedInto(found.get(0));
            final long modifyIndex = found.isEmpty() ? 0 : found.get(0).modifyIndex();
            call.when(context.keyring().keys(), keys -> {
                final DirectBuffer command = command(merged, modifyIndex, keys);
                call.when(context.core().send(command, 0, command.capacity()), reply -> {
                    if (reply.code() == ResultCode.CSI_VOLUME_INDEX_CONFLICT && attempts > 1) {
                        register(call, drafts, at, attempts - 1);
                        return;
                    }
                    require(reply, draft.id(), "volume not found: " + draft.id());
                    if (at + 1 < drafts.size()) {
                        register(call, drafts, at + 1, ATTEMPTS_MAX);
                    } else {
                        answer(call, reply, drafts, new ArrayList<>());
                    }
                });
            });
        });
    }

    private void answer(
            final Call call, final Reply reply, final List<CsiVolumeDraft> drafts, final List<CsiVolumeView> volumes) {
        if (volumes.size() < drafts.size()) {
            final CsiVolumeDraft draft = drafts.get(volumes.size());
            call.when(context.core().query(volume(draft.namespace(), draft.id())), page -> {
                final List<CsiVolumeView> found = CsiVolumeView.read(Pages.of(page));
                if (found.isEmpty()) {
                    throw new HttpProblem(500, "volume not found: " + draft.id());
                }
                volumes.add(found.get(0));
                answer(call, reply, drafts, volumes);
            });
            return;
        }
        final JsonWriter json = call.json().beginObject();
        json.name("Index").number(reply.index());
        json.name("KnownLeader").bool(false);
        json.name("LastContact").number(0);
        json.name("NextToken").string("");
        json.name("Volumes").beginArray();
        volumes.forEach(volume -> volume.write(json, List.of()));
        json.endArray();
        json.name("Warnings").string("");
        call.index(reply.index()).reply(json.endObject());
    }

    private static DirectBuffer command(final CsiVolumeDraft draft, final long modifyIndex, final Keyring.Keys keys)
            throws HttpProblem {
        final boolean hasSecrets = !draft.secrets().isEmpty();
        try {
            return CsiCommands.upsert(new CsiCommands.Volume(
                    draft.namespace(),
                    draft.id(),
                    draft.plugin(),
                    draft.fields().text("Name"),
                    modifyIndex,
                    draft.capabilities(),
                    draft.topologies(),
                    draft.document(),
                    hasSecrets ? keys.activeId() : NO_KEY,
                    hasSecrets
                            ? keys.active().seal(draft.namespace(), draft.id(), JsonWriter.bytes(draft.secrets()))
                            : NO_BYTES));
        } catch (final KeyRefused ex) {
            throw new HttpProblem(500, ex.reason());
        }
    }

    private static QueryRequest volume(final String namespace, final String id) {
        return QueryRequest.of(QueryKind.CSI_VOLUME).namespace(namespace).key(id);
    }

    private static QueryRequest plugin(final String id) {
        return QueryRequest.of(QueryKind.CSI_PLUGIN).key(id);
    }

    private static void require(final Reply reply, final String id, final String missing) throws HttpProblem {
        switch (reply.code()) {
            case CSI_VOLUME_NOT_FOUND -> throw new HttpProblem(500, missing);
            case CSI_VOLUME_IN_USE -> throw new HttpProblem(500, "volume in use: " + id);
            case CSI_VOLUME_INDEX_CONFLICT ->
                throw new HttpProblem(500, "volume " + id + " is changed by others too often");
            case CSI_PLUGIN_NOT_FOUND ->
                throw new HttpProblem(500, "no CSI plugin named: " + reply.detail() + " could be found");
            case CSI_PLUGIN_WITHOUT_CONTROLLER ->
                throw new HttpProblem(500, "no healthy controllers for CSI plugin: " + reply.detail());
            default -> Results.require(reply);
        }
    }

    /** Why a plugin does not do what only its controller could. */
    private static HttpProblem refusedByController(final Page page, final String what) {
        final List<CsiPluginView> found = CsiPluginView.read(Pages.of(page));
        return new HttpProblem(
                500,
                found.isEmpty() || found.get(0).controllers() == 0
                        ? "plugin has no controller"
                        : "plugin does not support " + what);
    }

    private static HttpProblem listed(final HttpProblem problem) {
        return new HttpProblem(500, ErrorTexts.list(List.of(String.valueOf(problem.getMessage()))));
    }
}
