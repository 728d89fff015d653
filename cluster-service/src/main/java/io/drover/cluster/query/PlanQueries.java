package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.sbe.query.QueryStatus;

/** Dry runs. */
final class PlanQueries {
    private final PageBuilder page;

    PlanQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.page = page;
    }

    void plan() {
        page.status(QueryStatus.MALFORMED);
    }
}
