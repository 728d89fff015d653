package io.drover.cluster.lifecycle;

import io.drover.cluster.spec.SpecCheck;
import io.drover.cluster.spec.SpecCounts;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Gives jobs their versions, and prunes those that nobody needs. */
public final class JobVersions {
    private static final DirectBuffer DEFAULT_POOL = Text.of("default");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final SummaryTable summaries;
    private final Heap heap;
    private final Step step;
    private final int trackedMax;
    private final int[] groupNames;
    private final int[] counts;
    private final int[] ownCounts;
    private final SpecCounts specCounts;
    private final JobOverlays overlays;

    public JobVersions(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        jobs = state.jobs();
        versions = state.versions();
        summaries = state.summaries();
        heap = state.heap();
        trackedMax = state.limits().intValue(Limits.Key.JOB_VERSIONS_TRACKED);
        groupNames = new int[state.limits().intValue(Limits.Key.JOB_GROUPS_MAX)];
        counts = new int[groupNames.length];
        ownCounts = new int[groupNames.length];
        specCounts = new SpecCounts(versions);
        overlays = new JobOverlays(state);
    }

    /** Adds a job without any version. */
    public int insertJob(final DirectBuffer namespace, final DirectBuffer jobId) {
        final int job = jobs.insert(heap.intern(namespace), heap.intern(jobId));
        jobs.createIndex(job, step.index());
        jobs.status(job, JobStatus.PENDING);
        jobs.summaryCreateIndex(job, step.index());
        jobs.summaryModifyIndex(job, step.index());
        state.namespaces().addMember(state.namespaces().find(namespace), 1);
        step.summary(job);
        return job;
    }

    /** Makes a checked spec with its document the current version of a job, with other counts if some are kept. */
    public int append(
            final int job,
            final SpecCheck spec,
            final DirectBuffer specBytes,
            final DirectBuffer document,
            final DirectBuffer submission,
            final long digestHigh,
            final long digestLow,
            final KeptCounts kept) {
        final int content = insertContent(job, spec, specBytes, document, digestHigh, digestLow);
        final int version = kept.isDifferent() ? overlay(job, content) : content;
        if (version != content) {
            versions.isStopped(version, spec.isStopped());
            specCounts.write(version, kept.counts());
            overlays.counts(version, kept.counts(), kept.groupCount());
            versions.digest(version, digestHigh, kept.digestLow(digestLow));
        }
        versions.submission(version, heap.put(submission, 0, submission.capacity()));
        if (submission.capacity() > 0) {
            step.jobSubmissions(job);
        }
        makeCurrent(job, version);
        return version;
    }

    private int insertContent(
            final int job,
            final SpecCheck spec,
            final DirectBuffer specBytes,
            final DirectBuffer document,
            final long digestHigh,
            final long digestLow) {
        final int version = versions.insert(job);
        versions.spec(version, heap.put(specBytes, 0, specBytes.capacity()));
        versions.document(version, heap.put(document, 0, document.capacity()));
        versions.digest(version, digestHigh, digestLow);
        versions.type(version, spec.type());
        versions.priority(version, spec.priority());
        versions.isStopped(version, spec.isStopped());
        versions.pool(version, heap.intern(0 == spec.pool().capacity() ? DEFAULT_POOL : spec.pool()));
        for (int group = 0; group < spec.groupCount(); group++) {
            groupNames[group] = heap.intern(spec.groupName(group));
        }
        versions.groupNames(version, groupNames, spec.groupCount());
        return version;
    }

    /** What kind of job the current version makes it. */
    public void kind(
            final int job, final boolean isPeriodic, final boolean isParameterized, final DirectBuffer periodic) {
        final int version = jobs.current(job);
        versions.periodic(versions.content(version), heap.put(periodic, 0, periodic.capacity()));
        versions.isPeriodic(version, isPeriodic);
        versions.isParameterized(version, isParameterized);
    }

    /** A new version that is like the current one, but stopped. */
    public int stop(final int job) {
        final int version = overlay(job, jobs.current(job));
        versions.isStopped(version, true);
        makeCurrent(job, version);
        return version;
    }

    /** A new version that is like an earlier one, neither stable nor stopped. */
    public int repeat(final int job, final int earlier) {
        final int version = overlay(job, earlier);
        makeCurrent(job, version);
        return version;
    }

    /** Counts of the groups of a version, in their order; valid until the next call. */
    public int[] counts(final int version) {
        specCounts.read(version, counts);
        return counts;
    }

    /** A new version in which a group has another count. */
    public int scale(final int job, final int group, final int count) {
        final int former = jobs.current(job);
        final int version = overlay(job, former);
        versions.isStopped(version, versions.isStopped(former));
        final int groupCount = specCounts.read(version, counts);
        counts[group] = count;
        specCounts.write(version, counts);
        final int content = versions.content(version);
        specCounts.read(content, ownCounts);
        final boolean differs = !Arrays.equals(counts, 0, groupCount, ownCounts, 0, groupCount);
        overlays.counts(version, counts, differs ? groupCount : 0);
        versions.digest(
                version,
                versions.digestHigh(content),
                differs
                        ? KeptCounts.mix(versions.digestLow(content), counts, groupCount)
                        : versions.digestLow(content));
        makeCurrent(job, version);
        return version;
    }

    /** The first version of a launch: what its parent's version says. */
    public int launch(final int child, final int ofParent, final DirectBuffer parentId) {
        final int version = overlay(child, ofParent);
        versions.isPeriodic(version, false);
        overlays.launched(version, parentId);
        makeCurrent(child, version);
        return version;
    }

    /** The first version of a dispatch: what its parent's version says, with what was given along. */
    public int dispatch(
            final int child, final int ofParent, final DirectBuffer parentId, final DispatchRequest request) {
        final int version = overlay(child, ofParent);
        versions.isParameterized(version, false);
        if (request.priority() > 0) {
            versions.priority(version, request.priority());
        }
        overlays.dispatched(version, parentId, request);
        makeCurrent(child, version);
        return version;
    }

    /** Whether two versions say the same. */
    public boolean isSame(final int one, final int other) {
        return versions.digestHigh(one) == versions.digestHigh(other)
                && versions.digestLow(one) == versions.digestLow(other)
                && versions.isStopped(one) == versions.isStopped(other);
    }

    private int overlay(final int job, final int former) {
        final int version = versions.insertOverlay(job, former);
        versions.digest(version, versions.digestHigh(former), versions.digestLow(former));
        versions.type(version, versions.type(former));
        versions.priority(version, versions.priority(former));
        versions.isPeriodic(version, versions.isPeriodic(former));
        versions.isParameterized(version, versions.isParameterized(former));
        versions.pool(version, heap.share(versions.pool(former)));
        return version;
    }

    private void makeCurrent(final int job, final int version) {
        final int former = jobs.current(job);
        versions.version(version, Slab.NULL_ROW == former ? 0 : versions.version(former) + 1);
        versions.jobCreateIndex(version, jobs.createIndex(job));
        versions.modifyIndex(version, step.index());
        versions.jobModifyIndex(version, step.index());
        versions.submitTimeMs(version, step.nowMs());
        versions.status(version, jobs.status(job));
        versions.list(version);
        jobs.current(job, version);
        jobs.modifyIndex(job, step.index());
        jobs.jobModifyIndex(job, step.index());
        jobs.systemJobs().put(job, versions.type(version) == JobType.SYSTEM);
        addSummaries(job, version);
        movePool(former, version);
        prune(job);
        step.job(job);
        step.jobVersions(job);
    }

    private void addSummaries(final int job, final int version) {
        for (int group = 0; group < versions.groupCount(version); group++) {
            final int name = versions.groupName(version, group);
            if (Slab.NULL_ROW == summaries.find(job, name)) {
                summaries.insert(job, heap.share(name));
                jobs.summaryModifyIndex(job, step.index());
                step.summary(job);
            }
        }
    }

    private void movePool(final int former, final int version) {
        if (Slab.NULL_ROW != former) {
            state.pools().addMember(state.pools().find(versions.pool(former)), -1);
        }
        state.pools().addMember(state.pools().find(versions.pool(version)), 1);
    }

    /** Of those without a name: drops the version behind those that are tracked, or the next older one when it is the newest stable one. */
    private void prune(final int job) {
        int untagged = 0;
        for (int row = versions.ofJob().first(job);
                Slab.NULL_ROW != row;
                row = versions.ofJob().next(row)) {
            untagged += isTagged(row) ? 0 : 1;
        }
        if (untagged <= trackedMax) {
            return;
        }
        final int oldest = skipTagged(versions.ofJob().first(job));
        final int next = skipTagged(versions.ofJob().next(oldest));
        versions.unlist(isNewestStable(job, oldest) && Slab.NULL_ROW != next ? next : oldest);
    }

    private int skipTagged(final int from) {
        int row = from;
        while (Slab.NULL_ROW != row && isTagged(row)) {
            row = versions.ofJob().next(row);
        }
        return row;
    }

    private boolean isTagged(final int version) {
        return StringTable.EMPTY != versions.tagName(version);
    }

    private boolean isNewestStable(final int job, final int version) {
        for (int row = versions.ofJob().last(job);
                Slab.NULL_ROW != row;
                row = versions.ofJob().previous(row)) {
            if (versions.isStable(row)) {
                return row == version;
            }
        }
        return false;
    }
}
