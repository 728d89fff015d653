package io.drover.scheduler;

import org.agrona.DirectBuffer;

/**
 * Jobs and the scheduling specs of their versions.
 *
 * <p>A spec is known by a handle that never stands for other content as long as the cluster lives (a slab handle of the
 * version's row will do): compiled specs are cached by it. Negative handles are for specs that are not stored, as in a
 * dry run, and are never cached.
 */
public interface JobView {
    /** No spec. */
    long NULL_SPEC = 0;

    /** Whether the job is there and neither stopped nor purged. A purged job has a row as long as allocations refer to it. */
    boolean isLive(int job);

    /** The spec of the current version, or of the last one when the job was purged; {@link #NULL_SPEC} for none. */
    long spec(int job);

    /** The version that a spec belongs to. */
    long specVersion(long spec);

    /** Points the view at the {@code SchedulingSpec} message, led by its header, of any version that is still referred to. */
    void wrapSpec(long spec, DirectBuffer view);

    /** Index of the command that created this incarnation of the job. */
    long createIndex(int job);

    /** Index of the last command that changed the definition of the job. */
    long jobModifyIndex(int job);

    /** The spec of the newest version whose deployment was promoted or had no canaries; {@link #NULL_SPEC} for none. */
    long promotedSpec(int job);

    /** The latest deployment of the job by create index, or {@link StateView#NULL_ROW}. */
    int latestDeployment(int job);

    /** First of the job's allocations, any version and incarnation, in the order in which they were created. */
    int firstAlloc(int job);
}
