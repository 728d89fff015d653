package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import io.drover.sbe.snapshot.JobVersionRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads jobs, each with its summary, and then versions. */
final class JobRowLoader {
    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final SummaryTable summaries;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final JobRowDecoder job = new JobRowDecoder();
    private final JobSummaryRowDecoder summary = new JobSummaryRowDecoder();
    private final JobVersionRowDecoder version = new JobVersionRowDecoder();
    private final ScalingEventsRowDecoder scaling = new ScalingEventsRowDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer other = new UnsafeBuffer(0, 0);
    private int last = Slab.NULL_ROW;

    JobRowLoader(final Engine engine) {
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        summaries = state.summaries();
        heap = state.heap();
    }

    void job(final DirectBuffer record) {
        job.wrapAndApplyHeader(record, 0, header);
        skipGroups();
        job.wrapNamespace(view);
        job.wrapJobId(other);
        last = jobs.restore(job.handle(), heap.intern(view), heap.intern(other));
        state.namespaces().addMember(state.namespaces().find(view), 1);
        job.wrapAndApplyHeader(record, 0, header);
        jobs.status(last, job.status());
        jobs.createIndex(last, job.createIndex());
        jobs.modifyIndex(last, job.modifyIndex());
        jobs.jobModifyIndex(last, job.jobModifyIndex());
        jobs.lastLaunchMs(last, job.lastLaunchMs());
        jobs.nextLaunchMs(last, job.nextLaunchMs());
        if (Slab.NULL_HANDLE != job.parentHandle()) {
            jobs.adopt(jobs.rows().resolve(job.parentHandle()), last);
        }
        for (final JobRowDecoder.GroupsDecoder group : job.groups()) {
            loadGroup(group);
        }
        job.skipNamespace();
        job.skipJobId();
        job.skipDocument();
        job.skipSpec();
        job.wrapToken(view);
        jobs.token(last, heap.intern(view));
    }

    void scalingEvents(final DirectBuffer record) {
        scaling.wrapAndApplyHeader(record, 0, header);
        jobs.scalingEvents(last, heap.put(record, 0, record.capacity()));
        jobs.scalingIndex(last, scaling.modifyIndex());
    }

    void summary(final DirectBuffer record) {
        summary.wrapAndApplyHeader(record, 0, header);
        jobs.summaryCreateIndex(last, summary.createIndex());
        jobs.summaryModifyIndex(last, summary.modifyIndex());
        jobs.childrenPending(last, summary.childrenPending());
        jobs.childrenRunning(last, summary.childrenRunning());
        jobs.childrenDead(last, summary.childrenDead());
    }

    void version(final DirectBuffer record) {
        version.wrapAndApplyHeader(record, 0, header);
        final int row = versions.restore(version.handle(), version.jobHandle());
        final int ofJob = versions.job(row);
        readFields(row);
        if (version.isListed() == Bool.YES) {
            versions.list(row);
        }
        if (version.isCurrent() == Bool.YES) {
            jobs.current(ofJob, row);
            jobs.systemJobs().put(ofJob, versions.type(row) == JobType.SYSTEM);
        }
        final boolean isCurrent = version.isCurrent() == Bool.YES;
        readContent(row);
        if (isCurrent) {
            state.pools().addMember(state.pools().find(versions.pool(row)), 1);
        }
    }

    private void readFields(final int row) {
        versions.version(row, version.version());
        versions.isStable(row, version.stable() == Bool.YES);
        versions.isStopped(row, version.stopped() == Bool.YES);
        versions.modifyIndex(row, version.modifyIndex());
        versions.jobModifyIndex(row, version.jobModifyIndex());
        versions.submitTimeMs(row, version.submitTimeMs());
        versions.digest(
                row, version.documentDigest().high(), version.documentDigest().low());
        versions.status(row, version.status());
        versions.jobCreateIndex(row, version.jobCreateIndex());
        versions.priority(row, version.priority());
        versions.taggedTimeMs(row, version.taggedTimeMs());
        versions.type(row, version.type());
        versions.isPeriodic(row, version.isPeriodic() == Bool.YES);
        versions.isParameterized(row, version.isParameterized() == Bool.YES);
        if (Slab.NULL_HANDLE != version.sourceHandle()) {
            versions.share(row, versions.rows().resolve(version.sourceHandle()));
        }
    }

    private void readContent(final int row) {
        final JobVersionRowDecoder.GroupsDecoder groups = version.groups();
        final int[] names = new int[groups.count()];
        for (int group = 0; groups.hasNext(); group++) {
            groups.next().wrapName(view);
            names[group] = heap.intern(view);
        }
        versions.groupNames(row, names, names.length);
        version.wrapNodePool(view);
        versions.pool(row, heap.intern(view));
        version.wrapDocument(view);
        versions.document(row, heap.put(view, 0, view.capacity()));
        version.wrapSpec(view);
        versions.spec(row, heap.put(view, 0, view.capacity()));
        version.wrapSubmission(view);
        versions.submission(row, heap.put(view, 0, view.capacity()));
        version.wrapPeriodic(view);
        versions.periodic(row, heap.put(view, 0, view.capacity()));
        version.wrapOverlay(view);
        versions.overlay(row, heap.put(view, 0, view.capacity()));
        version.wrapTagName(view);
        versions.tagName(row, heap.intern(view));
        version.wrapTagDescription(view);
        versions.tagDescription(row, heap.intern(view));
    }

    private void skipGroups() {
        for (final JobRowDecoder.GroupsDecoder group : job.groups()) {
            group.skipName();
        }
    }

    private void loadGroup(final JobRowDecoder.GroupsDecoder group) {
        final int queued = group.queued();
        final int complete = group.complete();
        final int failed = group.failed();
        final int running = group.running();
        final int starting = group.starting();
        final int lost = group.lost();
        final int unknown = group.unknown();
        group.wrapName(view);
        final int row = summaries.insert(last, heap.intern(view));
        summaries.queued(row, queued);
        summaries.complete(row, complete);
        summaries.failed(row, failed);
        summaries.running(row, running);
        summaries.starting(row, starting);
        summaries.lost(row, lost);
        summaries.unknown(row, unknown);
    }
}
