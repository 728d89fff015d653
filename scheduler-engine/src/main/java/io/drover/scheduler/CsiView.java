package io.drover.scheduler;

import org.agrona.DirectBuffer;

/** Volumes of storage plugins and who claims them. Volumes and claims are rows of the state's tables. */
public interface CsiView {
    /** No volumes at all. */
    CsiView NONE = new NoCsiVolumes();

    /** The volume of a namespace and an id, both ids of strings, or {@link StateView#NULL_ROW}. */
    int find(int namespace, int id);

    /** String id of a volume's id. */
    int volumeId(int volume);

    /** String id of the plugin that the volume needs. */
    int plugin(int volume);

    /** Whether the plugin is there, healthy on some node, and with a healthy controller if it needs one. */
    boolean isSchedulable(int volume);

    /** Bits of {@link io.drover.scheduler.spec.VolumeModes#capability}. */
    int capabilities(int volume);

    /** Access mode of the claims that there are, {@link io.drover.scheduler.spec.VolumeModes#UNKNOWN} while there is none. */
    int accessMode(int volume);

    /** Attachment mode of the claims that there are, {@link io.drover.scheduler.spec.VolumeModes#UNKNOWN} while there is none. */
    int attachmentMode(int volume);

    /** Points a view at the places that the volume can be reached from, as {@link io.drover.scheduler.spec.Topologies} reads them. */
    void wrapTopologies(int volume, DirectBuffer view);

    /** First claim to a volume, or {@link StateView#NULL_ROW}. */
    int firstClaim(int volume);

    /** The next claim to the same volume, or {@link StateView#NULL_ROW}. */
    int nextClaim(int claim);

    boolean isWriter(int claim);

    /** The allocation that has the claim, ended or not, or {@link StateView#NULL_ROW} when it is not kept any more. */
    int claimant(int claim);

    long claimantIdHigh(int claim);

    long claimantIdLow(int claim);

    /** First claim of an allocation that has not ended, or {@link StateView#NULL_ROW}. */
    int firstClaimOf(int alloc);

    /** The next claim of the same allocation, or {@link StateView#NULL_ROW}. */
    int nextClaimOf(int claim);

    /** The volume that a claim is to. */
    int claimed(int claim);
}
