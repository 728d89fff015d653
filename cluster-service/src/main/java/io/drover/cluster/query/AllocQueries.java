package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.AllocRowWriter.Detail;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.Slab;

/** Allocations, alone and by what they belong to, and what a node has to run. */
final class AllocQueries {
    private final ClusterState state;
    private final AllocTable allocs;
    private final Request request;
    private final PageBuilder page;
    private final RowLists lists;
    private final AllocRowWriter writer;
    private final RowLists.Keys keys;

    AllocQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        allocs = state.allocs();
        writer = new AllocRowWriter(state);
        keys = new TableKeys(allocs::createIndex, allocs::idHigh, allocs::idLow);
    }

    void alloc() {
        final int row = allocs.find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.ALLOCS));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(allocs.modifyIndex(row));
        page.keepRow(writer.write(row, Detail.FULL, page.rows(), page.rowOffset()));
    }

    void allocs() {
        page.index(state.indexes().of(TableId.ALLOCS));
        if (request.hasIdPrefix()) {
            lists.byId(allocs.byId(), keys, this::writeInNamespace);
        } else {
            lists.byCreation(allocs.byCreation(), keys, this::writeInNamespace);
        }
    }

    void ofJob() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int job = state.jobs().find(request.namespace(), request.key());
        if (Slab.NULL_ROW != job) {
            lists.members(allocs.ofJob(), job, allocs.rows(), this::write);
        }
    }

    void ofNode() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int node = state.nodes().find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == node) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        lists.members(allocs.ofNode(), node, allocs.rows(), this::write);
    }

    void ofEval() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int eval = state.evals().find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW != eval) {
            lists.members(allocs.ofEval(), eval, allocs.rows(), this::write);
        }
    }

    void ofDeployment() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int deployment = state.deployments().find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == deployment) {
            return;
        }
        lists.members(allocs.ofJob(), state.deployments().job(deployment), allocs.rows(), row -> {
            final boolean belongs =
                    allocs.deploymentIdHigh(row) == request.idHigh() && allocs.deploymentIdLow(row) == request.idLow();
            return belongs ? write(row) : 0;
        });
    }

    /** What changed for a node since an index; everything when something was removed since, which no row could tell. */
    void assignments() {
        page.index(state.indexes().of(TableId.ALLOCS));
        final int node = state.nodes().find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == node) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        final boolean isFull = state.nodes().removedIndex(node) > request.sinceIndex();
        page.isFull(isFull || 0 == request.sinceIndex());
        lists.members(
                allocs.ofNode(),
                node,
                allocs.rows(),
                row -> isFull || allocs.allocModifyIndex(row) > request.sinceIndex()
                        ? writer.write(row, Detail.ASSIGNMENT, page.rows(), page.rowOffset())
                        : 0);
    }

    private int writeInNamespace(final int row) {
        final int namespace = state.jobs().namespace(allocs.job(row));
        final boolean isWanted = request.isAnyNamespace()
                || 0
                        == state.heap()
                                .strings()
                                .compare(
                                        namespace,
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
        return isWanted ? write(row) : 0;
    }

    private int write(final int row) {
        final Detail detail = request.withDocuments() ? Detail.FULL : Detail.STUB;
        return writer.write(row, detail, page.rows(), page.rowOffset());
    }
}
