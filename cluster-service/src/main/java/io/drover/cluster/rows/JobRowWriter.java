package io.drover.cluster.rows;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.JobRowEncoder;
import io.drover.sbe.snapshot.JobSubmissionRowEncoder;
import io.drover.sbe.snapshot.JobSummaryRowEncoder;
import io.drover.sbe.snapshot.JobVersionRowEncoder;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes jobs, their summaries, versions and submissions. */
public final class JobRowWriter {
    private final JobTable jobs;
    private final VersionTable versions;
    private final SummaryTable summaries;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final JobRowEncoder job = new JobRowEncoder();
    private final JobSummaryRowEncoder summary = new JobSummaryRowEncoder();
    private final JobVersionRowEncoder version = new JobVersionRowEncoder();
    private final JobSubmissionRowEncoder submission = new JobSubmissionRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public JobRowWriter(final ClusterState state) {
        jobs = state.jobs();
        versions = state.versions();
        summaries = state.summaries();
        heap = state.heap();
    }

    /** Writes a job as one of its versions has it: the current one, or an older one. */
    public int write(
            final int row,
            final int ofVersion,
            final boolean withDocument,
            final MutableDirectBuffer target,
            final int offset) {
        final boolean isCurrent = jobs.current(row) == ofVersion;
        job.wrapAndApplyHeader(target, offset, header)
                .handle(jobs.rows().handle(row))
                .type(versions.type(ofVersion))
                .status(isCurrent ? jobs.status(row) : versions.status(ofVersion))
                .priority(versions.priority(ofVersion))
                .version(versions.version(ofVersion))
                .stable(Bools.of(versions.isStable(ofVersion)))
                .stopped(Bools.of(versions.isStopped(ofVersion)))
                .isPeriodic(Bools.of(versions.isPeriodic(ofVersion)))
                .isParameterized(Bools.of(versions.isParameterized(ofVersion)))
                .createIndex(jobs.createIndex(row))
                .modifyIndex(isCurrent ? jobs.modifyIndex(row) : versions.modifyIndex(ofVersion))
                .jobModifyIndex(isCurrent ? jobs.jobModifyIndex(row) : versions.jobModifyIndex(ofVersion))
                .submitTimeMs(versions.submitTimeMs(ofVersion));
        job.documentDigest().high(versions.digestHigh(ofVersion)).low(versions.digestLow(ofVersion));
        final int parent = jobs.parent(row);
        job.parentHandle(
                        Slab.NULL_ROW == parent ? Slab.NULL_HANDLE : jobs.rows().handle(parent))
                .lastLaunchMs(jobs.lastLaunchMs(row))
                .nextLaunchMs(jobs.nextLaunchMs(row))
                .taggedTimeMs(versions.taggedTimeMs(ofVersion));
        writeGroups(row);
        string(jobs.namespace(row));
        job.putNamespace(view, 0, view.capacity());
        string(jobs.jobId(row));
        job.putJobId(view, 0, view.capacity());
        versions.wrapDocument(ofVersion, view);
        job.putDocument(view, 0, withDocument ? view.capacity() : 0).putSpec(view, 0, 0);
        string(jobs.token(row));
        job.putToken(view, 0, view.capacity());
        string(versions.tagName(ofVersion));
        job.putTagName(view, 0, view.capacity());
        string(versions.tagDescription(ofVersion));
        job.putTagDescription(view, 0, view.capacity());
        heap.wrap(versions.overlay(ofVersion), view);
        job.putOverlay(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + job.encodedLength();
    }

    /** Writes what a summary has beside its groups. */
    public int writeSummary(final int row, final MutableDirectBuffer target, final int offset) {
        summary.wrapAndApplyHeader(target, offset, header)
                .createIndex(jobs.summaryCreateIndex(row))
                .modifyIndex(jobs.summaryModifyIndex(row))
                .childrenPending(jobs.childrenPending(row))
                .childrenRunning(jobs.childrenRunning(row))
                .childrenDead(jobs.childrenDead(row));
        return MessageHeaderEncoder.ENCODED_LENGTH + summary.encodedLength();
    }

    /** Writes the scaling events of a job, which has some. */
    public int writeScalingEvents(final int row, final MutableDirectBuffer target, final int offset) {
        heap.wrap(jobs.scalingEvents(row), view);
        target.putBytes(offset, view, 0, view.capacity());
        return view.capacity();
    }

    /** Writes a version for a snapshot; an overlay without what it shares. */
    public int writeVersion(final int row, final MutableDirectBuffer target, final int offset) {
        final int ofJob = versions.job(row);
        final boolean isCurrent = Slab.NULL_ROW != ofJob && jobs.current(ofJob) == row;
        final boolean isOverlay = Slab.NULL_ROW != versions.source(row);
        version.wrapAndApplyHeader(target, offset, header)
                .version(versions.version(row))
                .stable(Bools.of(versions.isStable(row)))
                .stopped(Bools.of(versions.isStopped(row)))
                .modifyIndex(versions.modifyIndex(row))
                .jobModifyIndex(versions.jobModifyIndex(row))
                .submitTimeMs(versions.submitTimeMs(row));
        version.documentDigest().high(versions.digestHigh(row)).low(versions.digestLow(row));
        version.references(versions.references(row))
                .status(versions.status(row))
                .handle(versions.rows().handle(row))
                .jobHandle(versions.jobHandle(row))
                .sourceHandle(isOverlay ? versions.rows().handle(versions.source(row)) : Slab.NULL_HANDLE)
                .jobCreateIndex(versions.jobCreateIndex(row))
                .priority(versions.priority(row))
                .type(versions.type(row))
                .isPeriodic(Bools.of(versions.isPeriodic(row)))
                .isParameterized(Bools.of(versions.isParameterized(row)))
                .isListed(Bools.of(versions.isListed(row)))
                .isCurrent(Bools.of(isCurrent))
                .taggedTimeMs(versions.taggedTimeMs(row));
        final int groupCount = isOverlay ? 0 : versions.groupCount(row);
        final JobVersionRowEncoder.GroupsEncoder groups = version.groupsCount(groupCount);
        for (int group = 0; group < groupCount; group++) {
            string(versions.groupName(row, group));
            groups.next().putName(view, 0, view.capacity());
        }
        string(versions.pool(row));
        version.putNodePool(view, 0, view.capacity());
        heap.wrap(versions.document(row), view);
        version.putDocument(view, 0, view.capacity());
        heap.wrap(versions.spec(row), view);
        version.putSpec(view, 0, view.capacity());
        heap.wrap(versions.submission(row), view);
        version.putSubmission(view, 0, view.capacity());
        heap.wrap(versions.periodic(row), view);
        version.putPeriodic(view, 0, view.capacity());
        heap.wrap(versions.overlay(row), view);
        version.putOverlay(view, 0, view.capacity());
        string(versions.tagName(row));
        version.putTagName(view, 0, view.capacity());
        string(versions.tagDescription(row));
        version.putTagDescription(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + version.encodedLength();
    }

    /** Writes the submission of a version. */
    public int writeSubmission(final int row, final int source, final MutableDirectBuffer target, final int offset) {
        final int ofJob = versions.job(row);
        submission
                .wrapAndApplyHeader(target, offset, header)
                .version(versions.version(row))
                .jobModifyIndex(versions.jobModifyIndex(row));
        string(jobs.namespace(ofJob));
        submission.putNamespace(view, 0, view.capacity());
        string(jobs.jobId(ofJob));
        submission.putJobId(view, 0, view.capacity());
        heap.wrap(versions.submission(source), view);
        submission.putSubmission(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + submission.encodedLength();
    }

    private void writeGroups(final int row) {
        final RowList ofJob = summaries.ofJob();
        final JobRowEncoder.GroupsEncoder groups = job.groupsCount(ofJob.count(row));
        for (int group = ofJob.first(row); Slab.NULL_ROW != group; group = ofJob.next(group)) {
            string(summaries.name(group));
            groups.next()
                    .queued(summaries.queued(group))
                    .complete(summaries.complete(group))
                    .failed(summaries.failed(group))
                    .running(summaries.running(group))
                    .starting(summaries.starting(group))
                    .lost(summaries.lost(group))
                    .unknown(summaries.unknown(group))
                    .putName(view, 0, view.capacity());
        }
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }
}
