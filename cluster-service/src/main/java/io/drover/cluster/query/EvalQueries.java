package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.EvalRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.Slab;

/** Evaluations. */
final class EvalQueries {
    private final ClusterState state;
    private final EvalTable evals;
    private final Request request;
    private final PageBuilder page;
    private final RowLists lists;
    private final EvalRowWriter writer;
    private final RowLists.Keys keys;

    EvalQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        evals = state.evals();
        writer = new EvalRowWriter(state, engine.queue());
        keys = new TableKeys(evals::createIndex, evals::idHigh, evals::idLow);
    }

    void eval() {
        final int row = evals.find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.EVALS));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(evals.modifyIndex(row));
        page.keepRow(write(row));
    }

    void evals() {
        page.index(state.indexes().of(TableId.EVALS));
        if (request.hasIdPrefix()) {
            lists.byId(evals.byId(), keys, this::writeInNamespace);
        } else {
            lists.byCreation(evals.byCreation(), keys, this::writeInNamespace);
        }
    }

    void ofJob() {
        page.index(state.indexes().of(TableId.EVALS));
        final int job = state.jobs().find(request.namespace(), request.key());
        if (Slab.NULL_ROW != job) {
            lists.members(evals.ofJob(), job, evals.rows(), this::write);
        }
    }

    private int writeInNamespace(final int row) {
        final boolean isWanted = request.isAnyNamespace()
                || 0
                        == state.heap()
                                .strings()
                                .compare(
                                        evals.namespace(row),
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
        return isWanted ? write(row) : 0;
    }

    private int write(final int row) {
        return writer.write(row, page.rows(), page.rowOffset());
    }
}
