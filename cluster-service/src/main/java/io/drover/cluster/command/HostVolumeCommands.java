package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.VolumeUses;
import io.drover.cluster.liveness.NodeVolumes;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.HostVolumeClaimDeleteDecoder;
import io.drover.sbe.command.HostVolumeDeleteDecoder;
import io.drover.sbe.command.HostVolumeUpsertDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.HostVolumeState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Dynamic host volumes. Their nodes make and remove the files, before the cluster is told; here is decided whether it may. A refusal for
 * use names the allocations, as many as fit, with blanks between them.
 */
final class HostVolumeCommands {
    private static final int UUID_LENGTH = 36;
    private static final DirectBuffer INCOMPLETE = Text.of("a volume needs an id, a namespace, a name and a node");

    private final ClusterState state;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;
    private final Heap heap;
    private final Step step;
    private final Engine engine;
    private final NodeVolumes nodeVolumes;
    private final VolumeUses volumeUses;
    private final HostVolumeUpsertDecoder upsert = new HostVolumeUpsertDecoder();
    private final HostVolumeDeleteDecoder delete = new HostVolumeDeleteDecoder();
    private final HostVolumeClaimDeleteDecoder claimDelete = new HostVolumeClaimDeleteDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer plugin = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer users = new UnsafeBuffer(new byte[Outcome.DETAIL_LENGTH_MAX]);
    private final UnsafeBuffer detail = new UnsafeBuffer(0, 0);

    HostVolumeCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
        heap = state.heap();
        step = engine.step();
        nodeVolumes = engine.nodeVolumes();
        volumeUses = engine.volumeUses();
    }

    ResultCode onUpsert(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        upsert.wrap(buffer, offset, blockLength, version);
        upsert.wrapNamespace(namespace);
        upsert.wrapName(name);
        upsert.wrapPlugin(plugin);
        upsert.wrapDocument(document);
        final long high = upsert.volumeId().high();
        final long low = upsert.volumeId().low();
        if (0 == (high | low) || 0 == namespace.capacity() || 0 == name.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, INCOMPLETE);
        }
        final int found = volumes.find(high, low);
        final int node =
                state.nodes().find(upsert.nodeId().high(), upsert.nodeId().low());
        final ResultCode verdict = Slab.NULL_ROW == node ? ResultCode.NODE_NOT_FOUND : decide(found, node, outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }

        step.begin();
        final int row = Slab.NULL_ROW == found ? insert(high, low, node) : found;
        volumes.name(row, heap.intern(name));
        volumes.plugin(row, heap.intern(plugin));
        volumes.pool(row, heap.share(state.nodes().pool(node)));
        volumes.document(row, heap.put(document, 0, document.capacity()));
        volumes.capacityBytes(row, upsert.capacityBytes());
        volumes.capabilities(row, upsert.capabilities());
        volumes.modifyIndex(row, step.index());
        volumes.modifyTimeMs(row, step.nowMs());
        volumes.state(row, HostVolumeState.PENDING);
        volumes.state(row, nodeVolumes.stateOn(node, row));
        step.hostVolume(row);
        if (volumes.state(row) == HostVolumeState.READY) {
            engine.nodeTransitions().freeCapacity(node);
        }
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
        final int row = volumes.find(delete.volumeId().high(), delete.volumeId().low());
        if (Slab.NULL_ROW == row || !isNamespace(volumes.namespace(row))) {
            return ResultCode.HOST_VOLUME_NOT_FOUND;
        }
        if (Slab.NULL_ROW != uses.ofVolume().first(row)) {
            return inUse(row, outcome);
        }

        step.begin();
        for (int claim = claims.ofVolume().first(row);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().first(row)) {
            volumeUses.delete(claim);
        }
        step.hostVolume(row);
        step.leaving(TableId.HOST_VOLUMES, row);
        volumes.remove(row);
        return ResultCode.OK;
    }

    ResultCode onClaimDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        claimDelete.wrap(buffer, offset, blockLength, version);
        claimDelete.wrapNamespace(namespace);
        final int claim =
                claims.find(claimDelete.claimId().high(), claimDelete.claimId().low());
        if (Slab.NULL_ROW == claim || !isNamespace(state.jobs().namespace(claims.job(claim)))) {
            return ResultCode.HOST_VOLUME_CLAIM_NOT_FOUND;
        }

        step.begin();
        volumeUses.delete(claim);
        return ResultCode.OK;
    }

    private ResultCode decide(final int found, final int node, final Outcome outcome) {
        if (Slab.NULL_ROW == found) {
            if (upsert.isUpdate() == Bool.YES) {
                return ResultCode.HOST_VOLUME_NOT_FOUND;
            }
            if (Slab.NULL_ROW == state.namespaces().find(namespace)) {
                return outcome.reject(ResultCode.NAMESPACE_NOT_FOUND, namespace);
            }
            if (!volumes.rows().hasRoomFor(1)) {
                return outcome.full(LimitNames.HOST_VOLUMES);
            }
        } else if (!isNamespace(volumes.namespace(found))) {
            return ResultCode.HOST_VOLUME_NOT_FOUND;
        } else if (volumes.node(found) != node) {
            return ResultCode.HOST_VOLUME_NODE_CHANGED;
        } else if (isUsedByName(found)) {
            return inUse(found, outcome);
        }
        if (isNameTaken(found, node)) {
            return outcome.reject(ResultCode.HOST_VOLUME_NAME_TAKEN, name);
        }
        final long bytes = (long) namespace.capacity() + name.capacity() + plugin.capacity() + document.capacity();
        return heap.hasRoomFor(bytes, 5) ? ResultCode.OK : outcome.full(LimitNames.ofHeap(heap, 5));
    }

    private int insert(final long high, final long low, final int node) {
        final int row = volumes.insert(high, low, heap.intern(namespace));
        volumes.settle(row, state.nodes().idHigh(node), state.nodes().idLow(node), node);
        volumes.createIndex(row, step.index());
        volumes.createTimeMs(row, step.nowMs());
        return row;
    }

    /** Those who use a volume under a name that it had before are not concerned. */
    private boolean isUsedByName(final int volume) {
        int use = uses.ofVolume().first(volume);
        while (Slab.NULL_ROW != use && uses.name(use) != volumes.name(volume)) {
            use = uses.ofVolume().next(use);
        }
        return Slab.NULL_ROW != use;
    }

    private boolean isNameTaken(final int volume, final int node) {
        for (int other = volumes.ofNode().first(node);
                Slab.NULL_ROW != other;
                other = volumes.ofNode().next(other)) {
            if (other != volume && 0 == heap.strings().compare(volumes.name(other), name, 0, name.capacity())) {
                return true;
            }
        }
        return false;
    }

    private ResultCode inUse(final int volume, final Outcome outcome) {
        int length = 0;
        for (int use = uses.ofVolume().first(volume);
                Slab.NULL_ROW != use && length + 1 + UUID_LENGTH <= users.capacity();
                use = uses.ofVolume().next(use)) {
            if (length > 0) {
                users.putByte(length++, (byte) ' ');
            }
            final int alloc = uses.alloc(use);
            length = Text.putUuid(
                    users, length, state.allocs().idHigh(alloc), state.allocs().idLow(alloc));
        }
        detail.wrap(users, 0, length);
        return outcome.reject(ResultCode.HOST_VOLUME_IN_USE, detail);
    }

    private boolean isNamespace(final int string) {
        return 0 == heap.strings().compare(string, namespace, 0, namespace.capacity());
    }
}
