package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.CsiClaims;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.CsiClaimProgressDecoder;
import io.drover.sbe.command.CsiVolumeDeleteDecoder;
import io.drover.sbe.command.CsiVolumeDetachDecoder;
import io.drover.sbe.command.CsiVolumeUpsertDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.CsiClaimState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.spec.Topologies;
import io.drover.scheduler.spec.VolumeModes;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Volumes of storage plugins. What of a volume may change is the gateway's to say; it names the version of the volume that it has looked
 * at. Here is decided what depends on plugins and claims.
 */
final class CsiCommands {
    private static final DirectBuffer INCOMPLETE =
            Text.of("a volume needs an id, a namespace, a plugin and a capability");
    private static final DirectBuffer KEY = Text.of("the secrets of a volume are sealed with a key that is not there");
    private static final DirectBuffer MODE = Text.of("a volume keeps the mode that it is claimed in");

    private final ClusterState state;
    private final CsiPluginTable plugins;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final CsiClaims csiClaims;
    private final Topologies topologies = new Topologies();
    private final CsiVolumeUpsertDecoder upsert = new CsiVolumeUpsertDecoder();
    private final CsiVolumeDeleteDecoder delete = new CsiVolumeDeleteDecoder();
    private final CsiVolumeDetachDecoder detach = new CsiVolumeDetachDecoder();
    private final CsiClaimProgressDecoder progress = new CsiClaimProgressDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer id = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer plugin = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer secrets = new UnsafeBuffer(0, 0);

    CsiCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        plugins = state.csiPlugins();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
        heap = state.heap();
        step = engine.step();
        csiClaims = engine.csiClaims();
    }

    ResultCode onUpsert(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        upsert.wrap(buffer, offset, blockLength, version);
        final long keyHigh = upsert.keyId().high();
        final long keyLow = upsert.keyId().low();
        final int capabilities = upsert.capabilities();
        readTopologies();
        upsert.wrapNamespace(namespace);
        upsert.wrapVolumeId(id);
        upsert.wrapPlugin(plugin);
        upsert.wrapName(name);
        upsert.wrapDocument(document);
        upsert.wrapSecrets(secrets);
        if (0 == namespace.capacity() || 0 == id.capacity() || 0 == plugin.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, INCOMPLETE);
        }
        if (0 != (keyHigh | keyLow) && Slab.NULL_ROW == state.rootKeys().find(keyHigh, keyLow)) {
            return outcome.reject(ResultCode.MALFORMED, KEY);
        }
        final int found = volumes.find(namespace, id);
        final ResultCode verdict = decide(found, capabilities, outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }

        step.begin();
        final int row = Slab.NULL_ROW == found ? insert() : found;
        volumes.plugin(row, heap.intern(plugin));
        volumes.name(row, heap.intern(name));
        volumes.capabilities(row, capabilities);
        volumes.topologies(row, heap.put(topologies.buffer(), 0, topologies.length()));
        volumes.document(row, heap.put(document, 0, document.capacity()));
        final long formerHigh = volumes.keyHigh(row);
        final long formerLow = volumes.keyLow(row);
        volumes.seal(row, keyHigh, keyLow, heap.put(secrets, 0, secrets.capacity()));
        engine.variableLocks().settleKey(formerHigh, formerLow);
        csiClaims.touch(row);
        engine.blocked().freeVolumes();
        return ResultCode.OK;
    }

    ResultCode onDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        delete.wrap(buffer, offset, blockLength, version);
        delete.wrapNamespace(namespace);
        delete.wrapVolumeId(id);
        final int row = volumes.find(namespace, id);
        if (Slab.NULL_ROW == row) {
            return ResultCode.CSI_VOLUME_NOT_FOUND;
        }
        final boolean isKept = delete.force() == Bool.YES
                ? csiClaims.isTaken(row)
                : Slab.NULL_ROW != claims.ofVolume().first(row);
        if (isKept) {
            return ResultCode.CSI_VOLUME_IN_USE;
        }

        step.begin();
        for (int claim = claims.ofVolume().first(row);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().first(row)) {
            claims.remove(claim);
        }
        final long keyHigh = volumes.keyHigh(row);
        final long keyLow = volumes.keyLow(row);
        step.csiVolume(row);
        step.leaving(TableId.CSI_VOLUMES, row);
        volumes.remove(row);
        engine.variableLocks().settleKey(keyHigh, keyLow);
        return ResultCode.OK;
    }

    ResultCode onDetach(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        detach.wrap(buffer, offset, blockLength, version);
        detach.wrapNamespace(namespace);
        detach.wrapVolumeId(id);
        final long nodeHigh = detach.nodeId().high();
        final long nodeLow = detach.nodeId().low();
        final int row = volumes.find(namespace, id);
        if (Slab.NULL_ROW == row) {
            return ResultCode.CSI_VOLUME_NOT_FOUND;
        }
        if (0 == (nodeHigh | nodeLow)) {
            return ResultCode.MALFORMED;
        }
        if (!csiClaims.hasPast(row, nodeHigh, nodeLow)) {
            return ResultCode.OK;
        }

        step.begin();
        outcome.value(csiClaims.freePast(row, nodeHigh, nodeLow));
        return ResultCode.OK;
    }

    ResultCode onProgress(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        progress.wrap(buffer, offset, blockLength, version);
        final CsiClaimState to = progress.state();
        progress.wrapNamespace(namespace);
        progress.wrapVolumeId(id);
        progress.wrapExternalNodeId(document);
        if (to == CsiClaimState.NULL_VAL || to == CsiClaimState.SBE_UNKNOWN) {
            return ResultCode.MALFORMED;
        }
        final int row = volumes.find(namespace, id);
        if (Slab.NULL_ROW == row) {
            return ResultCode.CSI_VOLUME_NOT_FOUND;
        }
        final int claim =
                claims.find(row, progress.allocId().high(), progress.allocId().low());
        if (Slab.NULL_ROW == claim) {
            return ResultCode.CSI_CLAIM_NOT_FOUND;
        }
        final boolean attaches = to == CsiClaimState.TAKEN;
        if (attaches ? claims.state(claim) != CsiClaimState.TAKEN : !csiClaims.isAhead(claim, to)) {
            return outcome.value(claims.state(claim).value()).reject(ResultCode.CSI_CLAIM_STATE, namespace);
        }
        if (!heap.hasRoomFor(document.capacity(), 1)) {
            return outcome.full(LimitNames.BLOB_BYTES);
        }

        step.begin();
        if (attaches) {
            csiClaims.attach(claim, heap.intern(document));
        } else {
            csiClaims.advance(claim, to);
        }
        return ResultCode.OK;
    }

    private ResultCode decide(final int found, final int capabilities, final Outcome outcome) {
        if (Slab.NULL_ROW == found) {
            if (Slab.NULL_ROW == state.namespaces().find(namespace)) {
                return outcome.reject(ResultCode.NAMESPACE_NOT_FOUND, namespace);
            }
            if (!volumes.rows().hasRoomFor(1)) {
                return outcome.full(LimitNames.CSI_VOLUMES);
            }
        } else if (CsiVolumeTable.NO_MODE != volumes.accessMode(found)
                && 0 != (volumes.capabilities(found) & ~capabilities & claimedMode(found))) {
            return outcome.reject(ResultCode.MALFORMED, MODE);
        }
        final long expected = Slab.NULL_ROW == found ? 0 : volumes.modifyIndex(found);
        if (upsert.checkIndex() == Bool.YES && upsert.modifyIndex() != expected) {
            return outcome.value(expected).reject(ResultCode.CSI_VOLUME_INDEX_CONFLICT, id);
        }
        final int needed = plugins.find(plugin);
        if (Slab.NULL_ROW == needed) {
            return outcome.reject(ResultCode.CSI_PLUGIN_NOT_FOUND, plugin);
        }
        if (plugins.isControllerRequired(needed) && 0 == plugins.controllersHealthy(needed)) {
            return outcome.reject(ResultCode.CSI_PLUGIN_WITHOUT_CONTROLLER, plugin);
        }
        if (0 == capabilities) {
            return outcome.reject(ResultCode.MALFORMED, INCOMPLETE);
        }
        final long bytes = (long) namespace.capacity()
                + id.capacity()
                + plugin.capacity()
                + name.capacity()
                + topologies.length()
                + document.capacity()
                + secrets.capacity();
        return heap.hasRoomFor(bytes, 7) ? ResultCode.OK : outcome.full(LimitNames.BLOB_BYTES);
    }

    private int claimedMode(final int volume) {
        return VolumeModes.capability(volumes.accessMode(volume), volumes.attachmentMode(volume));
    }

    private int insert() {
        final int row = volumes.insert(heap.intern(namespace), heap.intern(id));
        volumes.createIndex(row, step.index());
        volumes.createTimeMs(row, step.nowMs());
        return row;
    }

    private void readTopologies() {
        final CsiVolumeUpsertDecoder.TopologiesDecoder places = upsert.topologies();
        if (0 == places.count()) {
            topologies.clear();
            return;
        }
        topologies.begin(places.count());
        for (final CsiVolumeUpsertDecoder.TopologiesDecoder place : places) {
            final CsiVolumeUpsertDecoder.TopologiesDecoder.SegmentsDecoder segments = place.segments();
            topologies.topology(segments.count());
            for (final CsiVolumeUpsertDecoder.TopologiesDecoder.SegmentsDecoder segment : segments) {
                segment.wrapKey(namespace);
                segment.wrapValue(id);
                topologies.segment(namespace, id);
            }
        }
    }
}
