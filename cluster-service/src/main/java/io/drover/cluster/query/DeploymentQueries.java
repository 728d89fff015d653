package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.DeploymentRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.Slab;

/** Deployments. */
final class DeploymentQueries {
    private final ClusterState state;
    private final DeploymentTable deployments;
    private final Request request;
    private final PageBuilder page;
    private final RowLists lists;
    private final DeploymentRowWriter writer;
    private final RowLists.Keys keys;

    DeploymentQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        deployments = state.deployments();
        writer = new DeploymentRowWriter(state);
        keys = new TableKeys(deployments::createIndex, deployments::idHigh, deployments::idLow);
    }

    void deployment() {
        final int row = deployments.find(request.idHigh(), request.idLow());
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(TableId.DEPLOYMENTS));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(deployments.modifyIndex(row));
        page.keepRow(write(row));
    }

    void deployments() {
        page.index(state.indexes().of(TableId.DEPLOYMENTS));
        if (request.hasIdPrefix()) {
            lists.byId(deployments.byId(), keys, this::writeInNamespace);
        } else {
            lists.byCreation(deployments.byCreation(), keys, this::writeInNamespace);
        }
    }

    void ofJob() {
        page.index(state.indexes().of(TableId.DEPLOYMENTS));
        final int job = state.jobs().find(request.namespace(), request.key());
        if (Slab.NULL_ROW != job) {
            lists.members(deployments.ofJob(), job, deployments.rows(), this::write);
        }
    }

    private int writeInNamespace(final int row) {
        final boolean isWanted = request.isAnyNamespace()
                || 0
                        == state.heap()
                                .strings()
                                .compare(
                                        deployments.namespace(row),
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
        return isWanted ? write(row) : 0;
    }

    private int write(final int row) {
        return writer.write(row, page.rows(), page.rowOffset());
    }
}
