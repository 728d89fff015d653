package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.NodeRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.Slab;

/** Nodes. */
final class NodeQueries {
    private final ClusterState state;
    private final NodeTable nodes;
    private final Request request;
    private final PageBuilder page;
    private final RowLists lists;
    private final NodeRowWriter writer;
    private final RowLists.Keys keys;

    NodeQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        nodes = state.nodes();
        writer = new NodeRowWriter(state);
        keys = new TableKeys(nodes::createIndex, nodes::idHigh, nodes::idLow);
    }

    void node() {
        final int row = nodes.find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.NODES));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(nodes.modifyIndex(row));
        page.keepRow(writer.write(row, true, page.rows(), page.rowOffset()));
    }

    void nodes() {
        page.index(state.indexes().of(TableId.NODES));
        lists.byId(
                nodes.byId(), keys, row -> writer.write(row, request.withDocuments(), page.rows(), page.rowOffset()));
    }
}
