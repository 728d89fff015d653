package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.AllocRowWriter.Detail;
import io.drover.cluster.rows.CsiRowWriter;
import io.drover.cluster.spec.NodeRegistrationReader;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiMemberTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.TableId;
import io.drover.sbe.common.UuidDecoder;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Storage plugins and the nodes that run them, their volumes, and who claims those; lists in the order of namespaces and ids. */
final class CsiQueries {
    private final ClusterState state;
    private final CsiPluginTable plugins;
    private final CsiMemberTable members;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;
    private final Heap heap;
    private final Request request;
    private final PageBuilder page;
    private final CsiRowWriter writer;
    private final AllocRowWriter allocWriter;
    private final NodeRegistrationReader registrations;
    private final UnsafeBuffer first = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer second = new UnsafeBuffer(0, 0);

    CsiQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.request = request;
        this.page = page;
        state = engine.state();
        plugins = state.csiPlugins();
        members = state.csiMembers();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
        heap = state.heap();
        writer = new CsiRowWriter(state);
        allocWriter = new AllocRowWriter(state);
        registrations = new NodeRegistrationReader(state);
    }

    /** A volume, and its claims behind it. */
    void volume() {
        final int row = findVolume(TableId.CSI_VOLUMES);
        if (Slab.NULL_ROW == row) {
            return;
        }
        page.index(volumes.modifyIndex(row));
        if (!request.hasCursor()) {
            page.keepRow(writer.writeShownVolume(row, request.withDocuments(), page.rows(), page.rowOffset()));
        }
        for (int claim = firstClaim(row);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().next(claim)) {
            if (!page.hasRoom()) {
                page.cursor(claims.rows().handle(claim));
                return;
            }
            page.keepRow(writer.writeClaim(claim, page.rows(), page.rowOffset()));
        }
    }

    /** Those of a namespace, or of all, whose id has a prefix; with an id, those that are claimed on this node. */
    void volumes() {
        page.index(state.indexes().of(TableId.CSI_VOLUMES));
        final OrderedIndex.Cursor cursor = startVolumes();
        final boolean hasNode = 0 != (request.idHigh() | request.idLow());
        int looked = 0;
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            if (!request.isAnyNamespace() && !isEqual(volumes.namespace(row), request.namespace())) {
                return;
            }
            if (!page.hasRoom() || looked++ == RowLists.ROWS_LOOKED_AT_MAX) {
                text(volumes.namespace(row));
                text(volumes.volumeId(row));
                return;
            }
            if (hasPrefix(volumes.volumeId(row)) && (!hasNode || isOnNode(row))) {
                page.keepRow(writer.writeShownVolume(row, false, page.rows(), page.rowOffset()));
            }
        }
    }

    /** The allocations that have or had claims to a volume, as far as they are kept. */
    void volumeAllocs() {
        final int row = findVolume(TableId.ALLOCS);
        if (Slab.NULL_ROW == row) {
            return;
        }
        page.index(state.indexes().of(TableId.ALLOCS));
        for (int claim = firstClaim(row);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().next(claim)) {
            if (!page.hasRoom()) {
                page.cursor(claims.rows().handle(claim));
                return;
            }
            final int alloc = state.allocs().find(claims.allocIdHigh(claim), claims.allocIdLow(claim));
            if (Slab.NULL_ROW != alloc) {
                page.keepRow(allocWriter.write(alloc, Detail.STUB, page.rows(), page.rowOffset()));
            }
        }
    }

    /** A plugin, and the nodes that run it behind it. */
    void plugin() {
        final int row = plugins.find(request.key());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.CSI_PLUGINS));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(plugins.modifyIndex(row));
        if (!request.hasCursor()) {
            page.keepRow(writer.writePlugin(row, page.rows(), page.rowOffset()));
        }
        for (int member = firstMember(row);
                Slab.NULL_ROW != member;
                member = members.ofPlugin().next(member)) {
            if (!page.hasRoom()) {
                page.cursor(members.rows().handle(member));
                return;
            }
            page.keepRow(writer.writeMember(member, true, page.rows(), page.rowOffset()));
        }
    }

    /** The allocations that are a plugin, as far as they are kept. */
    void pluginAllocs() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int row = plugins.find(request.key());
        int member = Slab.NULL_ROW == row ? Slab.NULL_ROW : firstMember(row);
        for (; Slab.NULL_ROW != member; member = members.ofPlugin().next(member)) {
            if (!page.hasRoom()) {
                page.cursor(members.rows().handle(member));
                return;
            }
            final UuidDecoder id = registrations
                    .plugin(members.node(member), members.place(member))
                    .allocId();
            final int alloc = state.allocs().find(id.high(), id.low());
            if (Slab.NULL_ROW != alloc) {
                page.keepRow(allocWriter.write(alloc, Detail.STUB, page.rows(), page.rowOffset()));
            }
        }
    }

    /** All whose id has a prefix. */
    void plugins() {
        page.index(state.indexes().of(TableId.CSI_PLUGINS));
        final OrderedIndex.Cursor cursor;
        if (request.hasCursor()) {
            request.wrapCursorText(first);
            cursor = seekPlugin(first);
        } else {
            cursor = seekPlugin(request.key());
        }
        for (int row = cursor.next(); Slab.NULL_ROW != row && hasPrefix(plugins.pluginId(row)); row = cursor.next()) {
            if (!page.hasRoom()) {
                text(plugins.pluginId(row));
                return;
            }
            page.keepRow(writer.writePlugin(row, page.rows(), page.rowOffset()));
        }
    }

    private boolean isOnNode(final int volume) {
        int claim = claims.ofVolume().first(volume);
        while (Slab.NULL_ROW != claim
                && (claims.nodeIdHigh(claim) != request.idHigh() || claims.nodeIdLow(claim) != request.idLow())) {
            claim = claims.ofVolume().next(claim);
        }
        return Slab.NULL_ROW != claim;
    }

    private int findVolume(final TableId table) {
        final int row = volumes.find(request.namespace(), request.key());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(table));
            page.status(QueryStatus.NOT_FOUND);
        }
        return row;
    }

    private int firstMember(final int plugin) {
        int member = members.ofPlugin().first(plugin);
        final long sought = request.hasCursor() ? request.cursorLong() : 0;
        while (0 != sought && Slab.NULL_ROW != member && members.rows().handle(member) != sought) {
            member = members.ofPlugin().next(member);
        }
        return member;
    }

    private int firstClaim(final int volume) {
        int claim = claims.ofVolume().first(volume);
        final long sought = request.hasCursor() ? request.cursorLong() : 0;
        while (0 != sought && Slab.NULL_ROW != claim && claims.rows().handle(claim) != sought) {
            claim = claims.ofVolume().next(claim);
        }
        return claim;
    }

    private OrderedIndex.Cursor startVolumes() {
        if (request.hasCursor()) {
            request.wrapCursorText(first);
            request.wrapCursorText(second);
            return seekVolume(first, second);
        }
        return request.isAnyNamespace() ? volumes.byId().start(false) : seekVolume(request.namespace(), request.key());
    }

    private OrderedIndex.Cursor seekVolume(final DirectBuffer namespace, final DirectBuffer id) {
        return volumes.byId()
                .at(0, namespace, 0, namespace.capacity())
                .at(1, id, 0, id.capacity())
                .emptyFrom(2)
                .seek();
    }

    private OrderedIndex.Cursor seekPlugin(final DirectBuffer id) {
        return plugins.byId().at(0, id, 0, id.capacity()).emptyFrom(1).seek();
    }

    private boolean isEqual(final int string, final DirectBuffer text) {
        return 0 == heap.strings().compare(string, text, 0, text.capacity());
    }

    private boolean hasPrefix(final int string) {
        final DirectBuffer prefix = request.key();
        heap.strings().wrap(string, second);
        if (second.capacity() < prefix.capacity()) {
            return false;
        }
        for (int i = 0; i < prefix.capacity(); i++) {
            if (second.getByte(i) != prefix.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private void text(final int string) {
        page.cursor(
                heap.strings().buffer(string),
                heap.strings().offset(string),
                heap.strings().length(string));
    }
}
