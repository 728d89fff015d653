package io.drover.cluster.rows;

import io.drover.cluster.state.AutopilotConfig;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EdgeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.MemberLevels;
import io.drover.cluster.state.NamedTable;
import io.drover.cluster.state.RestoreStage;
import io.drover.cluster.state.RootKeyTable;
import io.drover.cluster.state.SchedulerConfig;
import io.drover.sbe.Limits;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.snapshot.AutopilotRowEncoder;
import io.drover.sbe.snapshot.ClusterRowEncoder;
import io.drover.sbe.snapshot.EdgeRowEncoder;
import io.drover.sbe.snapshot.IndexRowEncoder;
import io.drover.sbe.snapshot.MemberLevelsRowEncoder;
import io.drover.sbe.snapshot.NamespaceRowEncoder;
import io.drover.sbe.snapshot.NodePoolRowEncoder;
import io.drover.sbe.snapshot.RestoreChunkRowEncoder;
import io.drover.sbe.snapshot.RootKeyRowEncoder;
import io.drover.sbe.snapshot.SchedulerConfigRowEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the tables that have few rows. */
public final class SmallRowWriter {
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ClusterRowEncoder cluster = new ClusterRowEncoder();
    private final IndexRowEncoder index = new IndexRowEncoder();
    private final NamespaceRowEncoder namespace = new NamespaceRowEncoder();
    private final NodePoolRowEncoder pool = new NodePoolRowEncoder();
    private final RootKeyRowEncoder rootKey = new RootKeyRowEncoder();
    private final SchedulerConfigRowEncoder config = new SchedulerConfigRowEncoder();
    private final EdgeRowEncoder edge = new EdgeRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    private final RestoreChunkRowEncoder restoreChunk = new RestoreChunkRowEncoder();
    private final AutopilotRowEncoder autopilot = new AutopilotRowEncoder();
    private final MemberLevelsRowEncoder member = new MemberLevelsRowEncoder();

    public SmallRowWriter(final ClusterState state) {
        this.state = state;
        heap = state.heap();
    }

    public int writeCluster(final long clockMs, final MutableDirectBuffer target, final int offset) {
        cluster.wrapAndApplyHeader(target, offset, header);
        cluster.clusterId().high(state.clusterIdHigh()).low(state.clusterIdLow());
        cluster.seed().high(state.seedHigh()).low(state.seedLow());
        cluster.index(state.indexes().last())
                .clockMs(clockMs)
                .featureLevel(state.members().level())
                .lastNodeGeneration(state.nodes().rows().lastGeneration())
                .lastJobGeneration(state.jobs().rows().lastGeneration())
                .lastVersionGeneration(state.versions().rows().lastGeneration())
                .lastEvalGeneration(state.evals().rows().lastGeneration())
                .lastAllocGeneration(state.allocs().rows().lastGeneration())
                .lastDeploymentGeneration(state.deployments().rows().lastGeneration())
                .garbageTable(state.garbage().phase())
                .garbageRow(state.garbage().row())
                .forcedGarbageTable(state.forcedGarbage().phase())
                .forcedGarbageRow(state.forcedGarbage().row())
                .lastHostVolumeGeneration(state.hostVolumes().rows().lastGeneration())
                .lastVolumeUseGeneration(state.volumeUses().rows().lastGeneration())
                .lastHostVolumeClaimGeneration(state.hostVolumeClaims().rows().lastGeneration())
                .lastCsiMemberGeneration(state.csiMembers().rows().lastGeneration())
                .lastCsiClaimGeneration(state.csiClaims().rows().lastGeneration());
        final ClusterRowEncoder.LimitsEncoder limits = cluster.limitsCount(Limits.keyCount());
        for (int key = 0; key < Limits.keyCount(); key++) {
            limits.next().key(key).value(state.limits().get(Limits.key(key)));
        }
        string(state.region());
        cluster.putRegion(view, 0, view.capacity());
        return HEADER_LENGTH + cluster.encodedLength();
    }

    public int writeIndex(final TableId table, final MutableDirectBuffer target, final int offset) {
        index.wrapAndApplyHeader(target, offset, header)
                .table(table)
                .index(state.indexes().of(table));
        return HEADER_LENGTH + index.encodedLength();
    }

    public int writeNamespace(final int row, final MutableDirectBuffer target, final int offset) {
        final NamedTable table = state.namespaces();
        namespace
                .wrapAndApplyHeader(target, offset, header)
                .createIndex(table.createIndex(row))
                .modifyIndex(table.modifyIndex(row));
        string(table.name(row));
        namespace.putName(view, 0, view.capacity());
        heap.wrap(table.document(row), view);
        namespace.putDocument(view, 0, view.capacity());
        return HEADER_LENGTH + namespace.encodedLength();
    }

    public int writePool(final int row, final MutableDirectBuffer target, final int offset) {
        final NamedTable table = state.pools();
        pool.wrapAndApplyHeader(target, offset, header)
                .createIndex(table.createIndex(row))
                .modifyIndex(table.modifyIndex(row));
        string(table.name(row));
        pool.putName(view, 0, view.capacity());
        heap.wrap(table.document(row), view);
        pool.putDocument(view, 0, view.capacity());
        return HEADER_LENGTH + pool.encodedLength();
    }

    /** Writes a root key; the sealed part only for snapshots and for the members that sign. */
    public int writeRootKey(
            final int row, final boolean withSealed, final MutableDirectBuffer target, final int offset) {
        final RootKeyTable table = state.rootKeys();
        rootKey.wrapAndApplyHeader(target, offset, header);
        rootKey.keyId().high(table.idHigh(row)).low(table.idLow(row));
        rootKey.isActive(Bools.of(table.isActive(row)))
                .createIndex(table.createIndex(row))
                .modifyIndex(table.modifyIndex(row))
                .createTimeMs(table.createTimeMs(row))
                .state(table.state(row))
                .publishTimeNs(table.publishTimeNs(row))
                .row(row);
        heap.wrap(table.publicKey(row), view);
        rootKey.putPublicKey(view, 0, view.capacity());
        heap.wrap(table.sealed(row), view);
        rootKey.putSealed(view, 0, withSealed ? view.capacity() : 0);
        return HEADER_LENGTH + rootKey.encodedLength();
    }

    public int writeConfig(final MutableDirectBuffer target, final int offset) {
        final SchedulerConfig row = state.config();
        config.wrapAndApplyHeader(target, offset, header)
                .spreadAlgorithm(Bools.of(row.isSpreadAlgorithm))
                .preemptSystem(Bools.of(row.preemptsSystem))
                .preemptSysbatch(Bools.of(row.preemptsSysbatch))
                .preemptBatch(Bools.of(row.preemptsBatch))
                .preemptService(Bools.of(row.preemptsService))
                .memoryOversubscription(Bools.of(row.isMemoryOversubscribed))
                .rejectJobRegistration(Bools.of(row.rejectsJobs))
                .pauseEvalBroker(Bools.of(row.isPaused))
                .nodeLimitForFeasibilityChecks(row.nodeLimit)
                .createIndex(row.createIndex)
                .modifyIndex(row.modifyIndex);
        return HEADER_LENGTH + config.encodedLength();
    }

    /** Writes a chunk of the restore that was begun; behind the last one an empty one, which says that it was begun. */
    public int writeRestoreChunk(final int at, final MutableDirectBuffer target, final int offset) {
        final RestoreStage stage = state.restore();
        restoreChunk
                .wrapAndApplyHeader(target, offset, header)
                .restoreId(stage.id())
                .length(stage.length());
        if (at < stage.count()) {
            heap.wrap(stage.chunk(at), view);
        } else {
            view.wrap(0, 0);
        }
        restoreChunk.putBytes(view, 0, view.capacity());
        return HEADER_LENGTH + restoreChunk.encodedLength();
    }

    public int writeAutopilot(final MutableDirectBuffer target, final int offset) {
        final AutopilotConfig row = state.autopilot();
        autopilot
                .wrapAndApplyHeader(target, offset, header)
                .createIndex(row.createIndex)
                .modifyIndex(row.modifyIndex)
                .cleanupDeadServers(Bools.of(row.cleansUpDeadServers))
                .lastContactThresholdNs(row.lastContactThresholdNs)
                .serverStabilizationNs(row.serverStabilizationNs)
                .maxTrailingLogs(row.maxTrailingLogs)
                .minQuorum(row.minQuorum)
                .enableRedundancyZones(Bools.of(row.hasRedundancyZones))
                .disableUpgradeMigration(Bools.of(row.disablesUpgradeMigration))
                .enableCustomUpgrades(Bools.of(row.hasCustomUpgrades));
        return HEADER_LENGTH + autopilot.encodedLength();
    }

    /** Writes what a member announced. */
    public int writeMember(final int id, final MutableDirectBuffer target, final int offset) {
        final MemberLevels members = state.members();
        member.wrapAndApplyHeader(target, offset, header)
                .memberId(id)
                .memberCount(members.count(id))
                .oldestLevel(members.oldest(id))
                .newestLevel(members.newest(id))
                .modifyIndex(members.modifyIndex(id));
        members.wrapVersion(id, view);
        member.putVersion(view, 0, view.capacity());
        return HEADER_LENGTH + member.encodedLength();
    }

    public int writeEdge(final int row, final MutableDirectBuffer target, final int offset) {
        final EdgeTable table = state.edges();
        edge.wrapAndApplyHeader(target, offset, header)
                .edgeId(table.id(row))
                .memberId(table.memberId(row))
                .lastSeenMs(table.lastSeenMs(row))
                .modifyIndex(table.modifyIndex(row))
                .row(row);
        string(table.name(row));
        edge.putName(view, 0, view.capacity());
        string(table.httpAddress(row));
        edge.putHttpAddress(view, 0, view.capacity());
        string(table.linkAddress(row));
        edge.putLinkAddress(view, 0, view.capacity());
        return HEADER_LENGTH + edge.encodedLength();
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }
}
