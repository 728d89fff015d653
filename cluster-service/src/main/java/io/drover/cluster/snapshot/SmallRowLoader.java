package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AutopilotConfig;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EdgeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.MemberLevels;
import io.drover.cluster.state.NamedTable;
import io.drover.cluster.state.SchedulerConfig;
import io.drover.cluster.state.SessionTable;
import io.drover.cluster.state.VariableTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AutopilotRowDecoder;
import io.drover.sbe.snapshot.DeadlineRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.IndexRowDecoder;
import io.drover.sbe.snapshot.MemberLevelsRowDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.RestoreChunkRowDecoder;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;
import io.drover.sbe.snapshot.SessionRowDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads the tables that have few rows. */
final class SmallRowLoader {
    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    SmallRowLoader(final Engine engine) {
        state = engine.state();
        heap = state.heap();
    }

    void index(final DirectBuffer record) {
        final IndexRowDecoder row = new IndexRowDecoder().wrapAndApplyHeader(record, 0, header);
        state.indexes().restore(row.table(), row.index());
    }

    void config(final DirectBuffer record) {
        final SchedulerConfigRowDecoder row = new SchedulerConfigRowDecoder().wrapAndApplyHeader(record, 0, header);
        final SchedulerConfig config = state.config();
        config.isSpreadAlgorithm = row.spreadAlgorithm() == Bool.YES;
        config.preemptsSystem = row.preemptSystem() == Bool.YES;
        config.preemptsSysbatch = row.preemptSysbatch() == Bool.YES;
        config.preemptsBatch = row.preemptBatch() == Bool.YES;
        config.preemptsService = row.preemptService() == Bool.YES;
        config.isMemoryOversubscribed = row.memoryOversubscription() == Bool.YES;
        config.rejectsJobs = row.rejectJobRegistration() == Bool.YES;
        config.isPaused = row.pauseEvalBroker() == Bool.YES;
        config.nodeLimit = row.nodeLimitForFeasibilityChecks();
        config.createIndex = row.createIndex();
        config.modifyIndex = row.modifyIndex();
    }

    void restoreChunk(final DirectBuffer record) {
        final RestoreChunkRowDecoder row = new RestoreChunkRowDecoder().wrapAndApplyHeader(record, 0, header);
        if (state.restore().id() != row.restoreId()) {
            state.restore().begin(row.restoreId(), row.length());
        }
        row.wrapBytes(view);
        if (view.capacity() > 0) {
            state.restore().add(view, 0, view.capacity());
        }
    }

    void autopilot(final DirectBuffer record) {
        final AutopilotRowDecoder row = new AutopilotRowDecoder().wrapAndApplyHeader(record, 0, header);
        final AutopilotConfig config = state.autopilot();
        config.createIndex = row.createIndex();
        config.modifyIndex = row.modifyIndex();
        config.cleansUpDeadServers = row.cleanupDeadServers() == Bool.YES;
        config.lastContactThresholdNs = row.lastContactThresholdNs();
        config.serverStabilizationNs = row.serverStabilizationNs();
        config.maxTrailingLogs = row.maxTrailingLogs();
        config.minQuorum = row.minQuorum();
        config.hasRedundancyZones = row.enableRedundancyZones() == Bool.YES;
        config.disablesUpgradeMigration = row.disableUpgradeMigration() == Bool.YES;
        config.hasCustomUpgrades = row.enableCustomUpgrades() == Bool.YES;
    }

    void member(final DirectBuffer record) {
        final MemberLevelsRowDecoder row = new MemberLevelsRowDecoder().wrapAndApplyHeader(record, 0, header);
        if (row.memberId() < 0 || row.memberId() >= MemberLevels.MEMBERS_MAX || row.memberCount() < 1) {
            throw new SnapshotRefused("the snapshot has a member " + row.memberId() + " of " + row.memberCount());
        }
        row.wrapVersion(view);
        state.members()
                .announce(
                        row.memberId(),
                        row.memberCount(),
                        row.oldestLevel(),
                        row.newestLevel(),
                        view,
                        row.modifyIndex());
    }

    void rootKey(final DirectBuffer record) {
        final RootKeyRowDecoder row = new RootKeyRowDecoder().wrapAndApplyHeader(record, 0, header);
        final int key = state.rootKeys()
                .restore(row.row(), row.keyId().high(), row.keyId().low());
        state.rootKeys().state(key, row.state());
        state.rootKeys().publishTimeNs(key, row.publishTimeNs());
        state.rootKeys().createIndex(key, row.createIndex());
        state.rootKeys().modifyIndex(key, row.modifyIndex());
        state.rootKeys().createTimeMs(key, row.createTimeMs());
        row.wrapPublicKey(view);
        state.rootKeys().publicKey(key, heap.put(view, 0, view.capacity()));
        row.wrapSealed(view);
        state.rootKeys().sealed(key, heap.put(view, 0, view.capacity()));
    }

    void namespace(final DirectBuffer record) {
        final NamespaceRowDecoder row = new NamespaceRowDecoder().wrapAndApplyHeader(record, 0, header);
        final NamedTable table = state.namespaces();
        row.wrapName(view);
        final int named = table.insert(heap.intern(view));
        table.createIndex(named, row.createIndex());
        table.modifyIndex(named, row.modifyIndex());
        row.wrapDocument(view);
        table.document(named, heap.put(view, 0, view.capacity()));
    }

    void pool(final DirectBuffer record) {
        final NodePoolRowDecoder row = new NodePoolRowDecoder().wrapAndApplyHeader(record, 0, header);
        final NamedTable table = state.pools();
        row.wrapName(view);
        final int named = table.insert(heap.intern(view));
        table.createIndex(named, row.createIndex());
        table.modifyIndex(named, row.modifyIndex());
        row.wrapDocument(view);
        table.document(named, heap.put(view, 0, view.capacity()));
    }

    /** Behind the keys that its items are sealed with. */
    void variable(final DirectBuffer record) {
        final VariableRowDecoder row = new VariableRowDecoder().wrapAndApplyHeader(record, 0, header);
        final VariableTable table = state.variables();
        final long keyHigh = row.keyId().high();
        final long keyLow = row.keyId().low();
        row.wrapNamespace(view);
        final int namespace = heap.intern(view);
        row.wrapPath(view);
        final int variable = table.restore(row.row(), namespace, heap.intern(view));
        table.createIndex(variable, row.createIndex());
        table.modifyIndex(variable, row.modifyIndex());
        table.createTimeMs(variable, row.createTimeMs());
        table.modifyTimeMs(variable, row.modifyTimeMs());
        table.lock(variable, row.lockId().high(), row.lockId().low());
        table.lockTtlNs(variable, row.lockTtlNs());
        table.lockDelayNs(variable, row.lockDelayNs());
        table.isLockExpired(variable, row.isLockExpired() == Bool.YES);
        row.wrapItems(view);
        table.seal(variable, keyHigh, keyLow, heap.put(view, 0, view.capacity()));
    }

    void edge(final DirectBuffer record) {
        final EdgeRowDecoder row = new EdgeRowDecoder().wrapAndApplyHeader(record, 0, header);
        final EdgeTable edges = state.edges();
        final int edge = edges.restore(row.row(), row.edgeId());
        edges.memberId(edge, row.memberId());
        edges.lastSeenMs(edge, row.lastSeenMs());
        edges.modifyIndex(edge, row.modifyIndex());
        row.wrapName(view);
        edges.name(edge, heap.intern(view));
        row.wrapHttpAddress(view);
        edges.httpAddress(edge, heap.intern(view));
        row.wrapLinkAddress(view);
        edges.linkAddress(edge, heap.intern(view));
    }

    void session(final DirectBuffer record) {
        final SessionRowDecoder row = new SessionRowDecoder().wrapAndApplyHeader(record, 0, header);
        final SessionTable sessions = state.sessions();
        final int found = sessions.find(row.gatewayId());
        final int session = Slab.NULL_ROW == found ? sessions.insert(row.gatewayId()) : found;
        sessions.restore(session, row.acknowledged(), row.highest(), row.lastSeenMs());
        for (final SessionRowDecoder.RepliesDecoder reply : row.replies()) {
            final long number = reply.number();
            if (number <= sessions.acknowledged(session)
                    || number - sessions.acknowledged(session) > sessions.window()) {
                throw new SnapshotRefused("a session has a reply that is outside of its window");
            }
            reply.wrapReply(view);
            sessions.storeReply(session, number, view, 0, view.capacity());
        }
    }

    void deadline(final DirectBuffer record) {
        final DeadlineRowDecoder row = new DeadlineRowDecoder().wrapAndApplyHeader(record, 0, header);
        if (!state.deadlines().schedule(row.kind(), row.row(), row.deadlineMs())) {
            throw new SnapshotRefused("the snapshot has more deadlines than DEADLINES_MAX");
        }
    }
}
