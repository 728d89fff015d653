package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.AllocRowWriter.Detail;
import io.drover.cluster.rows.HostVolumeRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.Slab;

/** Dynamic host volumes, who uses them, and which task groups stick to them; lists in the order of ids. */
final class HostVolumeQueries {
    private final ClusterState state;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;
    private final Request request;
    private final PageBuilder page;
    private final RowLists lists;
    private final HostVolumeRowWriter writer;
    private final AllocRowWriter allocWriter;
    private final RowLists.Keys volumeKeys;
    private final RowLists.Keys claimKeys;

    HostVolumeQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
        writer = new HostVolumeRowWriter(state);
        allocWriter = new AllocRowWriter(state);
        volumeKeys = new TableKeys(volumes::createIndex, volumes::idHigh, volumes::idLow);
        claimKeys = new TableKeys(claims::createIndex, claims::idHigh, claims::idLow);
    }

    void volume() {
        final int row = find();
        if (Slab.NULL_ROW != row) {
            page.index(volumes.modifyIndex(row));
            page.keepRow(writer.write(row, page.rows(), page.rowOffset()));
        }
    }

    /** Those of a namespace, or of all. */
    void volumes() {
        page.index(state.indexes().of(TableId.HOST_VOLUMES));
        lists.byId(
                volumes.byId(),
                volumeKeys,
                row -> isWanted(volumes.namespace(row)) ? writer.write(row, page.rows(), page.rowOffset()) : 0);
    }

    /** The allocations that use a volume. */
    void allocs() {
        final int volume = find();
        if (Slab.NULL_ROW == volume) {
            return;
        }
        page.index(state.indexes().of(TableId.ALLOCS));
        int use = uses.ofVolume().first(volume);
        final long sought = request.hasCursor() ? request.cursorLong() : 0;
        while (0 != sought && Slab.NULL_ROW != use && uses.rows().handle(use) != sought) {
            use = uses.ofVolume().next(use);
        }
        for (; Slab.NULL_ROW != use; use = uses.ofVolume().next(use)) {
            if (!page.hasRoom()) {
                page.cursor(uses.rows().handle(use));
                return;
            }
            page.keepRow(allocWriter.write(uses.alloc(use), Detail.STUB, page.rows(), page.rowOffset()));
        }
    }

    /** Claims of jobs of a namespace, or of all. */
    void claims() {
        page.index(state.indexes().of(TableId.HOST_VOLUME_CLAIMS));
        lists.byId(
                claims.byId(),
                claimKeys,
                row -> isWanted(state.jobs().namespace(claims.job(row)))
                        ? writer.writeClaim(row, page.rows(), page.rowOffset())
                        : 0);
    }

    private int find() {
        final int row = volumes.find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW != row && isWanted(volumes.namespace(row))) {
            return row;
        }
        page.index(state.indexes().of(TableId.HOST_VOLUMES));
        page.status(QueryStatus.NOT_FOUND);
        return Slab.NULL_ROW;
    }

    private boolean isWanted(final int namespace) {
        return request.isAnyNamespace()
                || 0
                        == state.heap()
                                .strings()
                                .compare(
                                        namespace,
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
    }
}
