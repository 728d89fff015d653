package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.Birth;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.Limits;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import org.agrona.DirectBuffer;

/** Reads what sizes and names the cluster: the first row, from which the empty tables are made. */
final class ClusterRowReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ClusterRowDecoder row = new ClusterRowDecoder();
    private long clockMs;

    long clockMs() {
        return clockMs;
    }

    int level(final DirectBuffer record) {
        return row.wrapAndApplyHeader(record, 0, header).featureLevel();
    }

    Birth read(final DirectBuffer record, final long clusterHigh, final long clusterLow) {
        row.wrapAndApplyHeader(record, 0, header);
        final long high = row.clusterId().high();
        final long low = row.clusterId().low();
        if (high != clusterHigh || low != clusterLow) {
            throw new SnapshotRefused("the snapshot's rows are of another cluster than its first record");
        }
        final long seedHigh = row.seed().high();
        final long seedLow = row.seed().low();
        clockMs = row.clockMs();
        Limits limits = Limits.defaults();
        for (final ClusterRowDecoder.LimitsDecoder limit : row.limits()) {
            if (!Limits.isValid(limit.key(), limit.value())) {
                throw new SnapshotRefused("the snapshot has a limit that this version does not know or allow: key "
                        + limit.key() + ", value " + limit.value());
            }
            limits = limits.with(Limits.key(limit.key()), limit.value());
        }
        return new Birth(limits, high, low, seedHigh, seedLow, row.region());
    }

    void restore(final DirectBuffer record, final Engine engine) {
        row.wrapAndApplyHeader(record, 0, header);
        final ClusterState state = engine.state();
        state.indexes().restoreLast(row.index());
        state.members().level(row.featureLevel());
        engine.step().nowMs(row.clockMs());
        state.nodes().rows().restoreLastGeneration(row.lastNodeGeneration());
        state.jobs().rows().restoreLastGeneration(row.lastJobGeneration());
        state.versions().rows().restoreLastGeneration(row.lastVersionGeneration());
        state.evals().rows().restoreLastGeneration(row.lastEvalGeneration());
        state.allocs().rows().restoreLastGeneration(row.lastAllocGeneration());
        state.deployments().rows().restoreLastGeneration(row.lastDeploymentGeneration());
        state.hostVolumes().rows().restoreLastGeneration(row.lastHostVolumeGeneration());
        state.volumeUses().rows().restoreLastGeneration(row.lastVolumeUseGeneration());
        state.hostVolumeClaims().rows().restoreLastGeneration(row.lastHostVolumeClaimGeneration());
        state.csiMembers().rows().restoreLastGeneration(row.lastCsiMemberGeneration());
        state.csiClaims().rows().restoreLastGeneration(row.lastCsiClaimGeneration());
        state.garbage().restore(row.garbageTable(), row.garbageRow());
        state.forcedGarbage().restore(row.forcedGarbageTable(), row.forcedGarbageRow());
    }
}
