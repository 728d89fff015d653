package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.JobRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/** Jobs with their summaries, versions and submissions. A JobRow of a job is followed by its JobSummaryRow. */
final class JobQueries {
    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Heap heap;
    private final Request request;
    private final PageBuilder page;
    private final JobRowWriter writer;
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);

    JobQueries(final Engine engine, final Request request, final PageBuilder page, final RowLists lists) {
        this.request = request;
        this.page = page;
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        heap = state.heap();
        writer = new JobRowWriter(state);
    }

    void job() {
        final int job = jobs.find(request.namespace(), request.key());
        if (Slab.NULL_ROW == job) {
            notFound();
            return;
        }
        final int version = request.version() < 0 ? jobs.current(job) : versions.find(job, request.version());
        if (Slab.NULL_ROW == version) {
            notFound();
            return;
        }
        page.index(Math.max(jobs.modifyIndex(job), jobs.summaryModifyIndex(job)));
        page.keepRow(writer.write(job, version, true, page.rows(), page.rowOffset()));
        page.keepRow(writer.writeSummary(job, page.rows(), page.rowOffset()));
    }

    void jobs() {
        page.index(Math.max(state.indexes().of(TableId.JOBS), state.indexes().of(TableId.JOB_SUMMARIES)));
        final boolean isReverse = request.isReverse();
        final OrderedIndex.Cursor cursor = start(isReverse);
        int row = isReverse ? cursor.previous() : cursor.next();
        for (int looked = 0; Slab.NULL_ROW != row && !isPast(row, isReverse); looked++) {
            if (!page.hasRoom() || looked == RowLists.ROWS_LOOKED_AT_MAX) {
                cursorAt(row);
                return;
            }
            if (isWanted(row)) {
                page.keepRow(
                        writer.write(row, jobs.current(row), request.withDocuments(), page.rows(), page.rowOffset()));
                page.keepRow(writer.writeSummary(row, page.rows(), page.rowOffset()));
            }
            row = isReverse ? cursor.previous() : cursor.next();
        }
    }

    /** Newest first, as the reference lists them. */
    void versions() {
        final int job = jobs.find(request.namespace(), request.key());
        page.index(Slab.NULL_ROW == job ? state.indexes().of(TableId.JOB_VERSIONS) : jobs.modifyIndex(job));
        if (Slab.NULL_ROW == job) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        for (int row = versions.ofJob().last(job);
                Slab.NULL_ROW != row;
                row = versions.ofJob().previous(row)) {
            page.keepRow(writer.write(job, row, true, page.rows(), page.rowOffset()));
        }
    }

    void submission() {
        final int job = jobs.find(request.namespace(), request.key());
        int version = Slab.NULL_ROW;
        if (Slab.NULL_ROW != job) {
            version = request.version() < 0 ? jobs.current(job) : versions.find(job, request.version());
        }
        final int source = Slab.NULL_ROW == version ? version : sourceOf(job, version);
        if (Slab.NULL_ROW == source) {
            page.index(state.indexes().of(TableId.JOB_SUBMISSIONS));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(versions.jobModifyIndex(version));
        page.keepRow(writer.writeSubmission(version, source, page.rows(), page.rowOffset()));
    }

    /** The version whose source counts: itself, or the first before it that has one, as clients know it. */
    private int sourceOf(final int job, final int version) {
        if (heap.length(versions.submission(version)) > 0) {
            return version;
        }
        for (int row = versions.ofJob().first(job);
                Slab.NULL_ROW != row && row != version;
                row = versions.ofJob().next(row)) {
            if (heap.length(versions.submission(row)) > 0) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** The job without its document, and its scaling events when there are any. */
    void scaling() {
        final int job = jobs.find(request.namespace(), request.key());
        if (Slab.NULL_ROW == job) {
            notFound();
            return;
        }
        page.index(Math.max(jobs.jobModifyIndex(job), jobs.scalingIndex(job)));
        page.keepRow(writer.write(job, jobs.current(job), request.withDocuments(), page.rows(), page.rowOffset()));
        if (jobs.scalingIndex(job) > 0) {
            page.keepRow(writer.writeScalingEvents(job, page.rows(), page.rowOffset()));
        }
    }

    private void notFound() {
        page.index(state.indexes().of(TableId.JOBS));
        page.status(QueryStatus.NOT_FOUND);
    }

    private OrderedIndex.Cursor start(final boolean isReverse) {
        if (request.hasCursor()) {
            request.wrapCursorText(namespace);
            request.wrapCursorText(jobId);
            final OrderedIndex.Cursor cursor = jobs.byName()
                    .at(0, namespace, 0, namespace.capacity())
                    .at(1, jobId, 0, jobId.capacity())
                    .emptyFrom(2)
                    .seek();
            if (isReverse) {
                cursor.next();
            }
            return cursor;
        }
        if (isReverse || request.isAnyNamespace()) {
            return jobs.byName().start(isReverse);
        }
        return jobs.byName()
                .at(0, request.namespace(), 0, request.namespace().capacity())
                .at(1, request.key(), 0, request.key().capacity())
                .emptyFrom(2)
                .seek();
    }

    private boolean isWanted(final int row) {
        return isInNamespace(row)
                && heap.strings()
                        .startsWith(
                                jobs.jobId(row), request.key(), 0, request.key().capacity());
    }

    private boolean isInNamespace(final int row) {
        return request.isAnyNamespace()
                || 0
                        == heap.strings()
                                .compare(
                                        jobs.namespace(row),
                                        request.namespace(),
                                        0,
                                        request.namespace().capacity());
    }

    /** Whether no row behind this one can be wanted. */
    private boolean isPast(final int row, final boolean isReverse) {
        return !isReverse && !request.isAnyNamespace() && !isWanted(row);
    }

    private void cursorAt(final int row) {
        text(jobs.namespace(row));
        text(jobs.jobId(row));
    }

    private void text(final int string) {
        page.cursor(
                heap.strings().buffer(string),
                heap.strings().offset(string),
                heap.strings().length(string));
    }
}
