package io.drover.scheduler;

/**
 * Dynamic host volumes, who uses them, and which of them task groups stick to. Volumes, uses and claims are rows of the state's tables.
 */
public interface VolumeView {
    /** No volumes at all. */
    VolumeView NONE = new NoVolumes();

    /** The volume of an id if it is on the node and in the job's namespace, or {@link StateView#NULL_ROW}. */
    int find(long idHigh, long idLow, int node, int job);

    /** Whether its node has it and is ready. */
    boolean isReady(int volume);

    /** Bits of {@link io.drover.scheduler.spec.VolumeModes#capability}. */
    int capabilities(int volume);

    /** First use of a volume by an allocation that is not client-terminal, or {@link StateView#NULL_ROW}. */
    int firstUse(int volume);

    /** The next use of the same volume, or {@link StateView#NULL_ROW}. */
    int nextUse(int use);

    /** The allocation that uses it. */
    int user(int use);

    boolean isWriter(int use);

    /** First claim of a job's groups, or {@link StateView#NULL_ROW}. */
    int firstClaim(int job);

    /** The next claim of the same job, or {@link StateView#NULL_ROW}. */
    int nextClaim(int claim);

    /** String id of the group that sticks to the volume. */
    int claimGroup(int claim);

    int claimVolume(int claim);

    /** The allocation that used the volume last, or {@link StateView#NULL_ROW} when it is gone. */
    int claimAlloc(int claim);
}
