package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.JobRemoval;
import io.drover.cluster.state.AutopilotConfig;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NamedTable;
import io.drover.cluster.state.SchedulerConfig;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VariableTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.AutopilotSetDecoder;
import io.drover.sbe.command.NamespaceDeleteDecoder;
import io.drover.sbe.command.NamespaceUpsertDecoder;
import io.drover.sbe.command.NodePoolDeleteDecoder;
import io.drover.sbe.command.NodePoolUpsertDecoder;
import io.drover.sbe.command.SchedulerConfigSetDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Scheduler configuration, namespaces and node pools. */
final class ConfigCommands {
    private static final long USED_BY_JOBS = 1;
    private static final long USED_BY_NODES = 2;

    private static final DirectBuffer DEFAULT = Text.of("default");
    private static final DirectBuffer ALL = Text.of("all");
    private static final DirectBuffer NAME = Text.of("name is empty");

    private final AutopilotSetDecoder autopilot = new AutopilotSetDecoder();
    private final ClusterState state;
    private final Heap heap;
    private final Step step;
    private final JobRemoval removal;
    private final SchedulerConfigSetDecoder config = new SchedulerConfigSetDecoder();
    private final NamespaceUpsertDecoder namespaceUpsert = new NamespaceUpsertDecoder();
    private final NamespaceDeleteDecoder namespaceDelete = new NamespaceDeleteDecoder();
    private final NodePoolUpsertDecoder poolUpsert = new NodePoolUpsertDecoder();
    private final NodePoolDeleteDecoder poolDelete = new NodePoolDeleteDecoder();
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);

    ConfigCommands(final Engine engine) {
        state = engine.state();
        heap = state.heap();
        step = engine.step();
        removal = engine.jobRemoval();
    }

    ResultCode onSchedulerConfig(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        config.wrap(buffer, offset, blockLength, version);
        final SchedulerConfig target = state.config();
        if (config.checkIndex() == Bool.YES && config.modifyIndex() != target.modifyIndex) {
            outcome.value(target.modifyIndex);
            return ResultCode.CONFIG_INDEX_CONFLICT;
        }

        step.begin();
        target.isSpreadAlgorithm = config.spreadAlgorithm() == Bool.YES;
        target.preemptsSystem = config.preemptSystem() == Bool.YES;
        target.preemptsSysbatch = config.preemptSysbatch() == Bool.YES;
        target.preemptsBatch = config.preemptBatch() == Bool.YES;
        target.preemptsService = config.preemptService() == Bool.YES;
        target.isMemoryOversubscribed = config.memoryOversubscription() == Bool.YES;
        target.rejectsJobs = config.rejectJobRegistration() == Bool.YES;
        target.isPaused = config.pauseEvalBroker() == Bool.YES;
        target.nodeLimit = config.nodeLimitForFeasibilityChecks();
        target.modifyIndex = step.index();
        step.single(TableId.SCHEDULER_CONFIG);
        return ResultCode.OK;
    }

    ResultCode onAutopilot(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        autopilot.wrap(buffer, offset, blockLength, version);
        final AutopilotConfig target = state.autopilot();
        if (autopilot.checkIndex() == Bool.YES && autopilot.modifyIndex() != target.modifyIndex) {
            outcome.value(target.modifyIndex);
            return ResultCode.AUTOPILOT_INDEX_CONFLICT;
        }

        step.begin();
        target.cleansUpDeadServers = autopilot.cleanupDeadServers() == Bool.YES;
        target.lastContactThresholdNs = autopilot.lastContactThresholdNs();
        target.serverStabilizationNs = autopilot.serverStabilizationNs();
        target.maxTrailingLogs = autopilot.maxTrailingLogs();
        target.minQuorum = autopilot.minQuorum();
        target.hasRedundancyZones = autopilot.enableRedundancyZones() == Bool.YES;
        target.disablesUpgradeMigration = autopilot.disableUpgradeMigration() == Bool.YES;
        target.hasCustomUpgrades = autopilot.enableCustomUpgrades() == Bool.YES;
        target.modifyIndex = step.index();
        return ResultCode.OK;
    }

    ResultCode onNamespaceUpsert(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        namespaceUpsert.wrap(buffer, offset, blockLength, version);
        namespaceUpsert.wrapName(name);
        namespaceUpsert.wrapDocument(document);
        return upsert(state.namespaces(), TableId.NAMESPACES, LimitNames.NAMESPACES, outcome);
    }

    /** Dead jobs go with their namespace, so that nothing is left behind without one; a job that is not dead keeps it. */
    ResultCode onNamespaceDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        namespaceDelete.wrap(buffer, offset, blockLength, version);
        namespaceDelete.wrapName(name);
        final int row = state.namespaces().find(name);
        if (Slab.NULL_ROW == row) {
            return outcome.reject(ResultCode.NAMESPACE_NOT_FOUND, name);
        }
        if (equal(name, DEFAULT)) {
            return outcome.reject(ResultCode.BUILT_IN, name);
        }
        if (!hasOnlyDeadJobs()) {
            return outcome.reject(ResultCode.NAMESPACE_IN_USE, name);
        }
        if (hasVariables()) {
            return outcome.value(1).reject(ResultCode.NAMESPACE_IN_USE, name);
        }
        if (hasCsiVolumes()) {
            return outcome.value(2).reject(ResultCode.NAMESPACE_IN_USE, name);
        }

        step.begin();
        for (int job = firstJob(); Slab.NULL_ROW != job; job = firstJob()) {
            removal.remove(job);
        }
        step.named(TableId.NAMESPACES, state.namespaces(), row);
        step.leaving(TableId.NAMESPACES, row);
        state.namespaces().remove(row);
        return ResultCode.OK;
    }

    ResultCode onPoolUpsert(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        poolUpsert.wrap(buffer, offset, blockLength, version);
        poolUpsert.wrapName(name);
        poolUpsert.wrapDocument(document);
        if (equal(name, DEFAULT) || equal(name, ALL)) {
            return outcome.reject(ResultCode.BUILT_IN, name);
        }
        return upsert(state.pools(), TableId.NODE_POOLS, LimitNames.NODE_POOLS, outcome);
    }

    /** Dead jobs go with their pool, as with their namespace. */
    ResultCode onPoolDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        poolDelete.wrap(buffer, offset, blockLength, version);
        poolDelete.wrapName(name);
        final int row = state.pools().find(name);
        if (Slab.NULL_ROW == row) {
            return outcome.reject(ResultCode.NODE_POOL_NOT_FOUND, name);
        }
        final long users =
                state.pools().memberCount(row) > 0 ? usersOf(state.pools().name(row)) : 0;
        if (users > 0) {
            return outcome.value(users).reject(ResultCode.NODE_POOL_IN_USE, name);
        }
        if (equal(name, DEFAULT) || equal(name, ALL)) {
            return outcome.reject(ResultCode.BUILT_IN, name);
        }

        step.begin();
        removeJobsOf(state.pools().name(row));
        step.named(TableId.NODE_POOLS, state.pools(), row);
        step.leaving(TableId.NODE_POOLS, row);
        state.pools().remove(row);
        return ResultCode.OK;
    }

    /** What uses a pool: {@value #USED_BY_JOBS} for jobs that are not dead, {@value #USED_BY_NODES} for nodes, or the sum. */
    private long usersOf(final int pool) {
        long users = 0;
        final Slab jobs = state.jobs().rows();
        for (int job = jobs.first(); Slab.NULL_ROW != job; job = jobs.next(job)) {
            if (isInPool(job, pool) && state.jobs().status(job) != JobStatus.DEAD) {
                users |= USED_BY_JOBS;
            }
        }
        final Slab nodes = state.nodes().rows();
        for (int node = nodes.first(); Slab.NULL_ROW != node; node = nodes.next(node)) {
            if (state.nodes().pool(node) == pool) {
                users |= USED_BY_NODES;
            }
        }
        return users;
    }

    private void removeJobsOf(final int pool) {
        final Slab jobs = state.jobs().rows();
        int next;
        for (int job = jobs.first(); Slab.NULL_ROW != job; job = next) {
            next = jobs.next(job);
            if (isInPool(job, pool)) {
                removal.remove(job);
            }
        }
    }

    private boolean isInPool(final int job, final int pool) {
        return state.versions().pool(state.jobs().current(job)) == pool;
    }

    private boolean hasOnlyDeadJobs() {
        final OrderedIndex.Cursor cursor = seekJobs();
        for (int job = cursor.next(); Slab.NULL_ROW != job && isInNamespace(job); job = cursor.next()) {
            if (state.jobs().status(job) != JobStatus.DEAD) {
                return false;
            }
        }
        return true;
    }

    private boolean hasVariables() {
        final VariableTable variables = state.variables();
        final int row = variables
                .byPath()
                .at(0, name, 0, name.capacity())
                .emptyFrom(1)
                .seek()
                .next();
        return Slab.NULL_ROW != row && 0 == heap.strings().compare(variables.namespace(row), name, 0, name.capacity());
    }

    private boolean hasCsiVolumes() {
        final CsiVolumeTable volumes = state.csiVolumes();
        final int row = volumes.byId()
                .at(0, name, 0, name.capacity())
                .emptyFrom(1)
                .seek()
                .next();
        return Slab.NULL_ROW != row && 0 == heap.strings().compare(volumes.namespace(row), name, 0, name.capacity());
    }

    private int firstJob() {
        final int job = seekJobs().next();
        return Slab.NULL_ROW != job && isInNamespace(job) ? job : Slab.NULL_ROW;
    }

    private OrderedIndex.Cursor seekJobs() {
        return state.jobs()
                .byName()
                .at(0, name, 0, name.capacity())
                .emptyFrom(1)
                .seek();
    }

    private boolean isInNamespace(final int job) {
        return 0 == heap.strings().compare(state.jobs().namespace(job), name, 0, name.capacity());
    }

    private ResultCode upsert(
            final NamedTable table, final TableId id, final DirectBuffer limit, final Outcome outcome) {
        if (0 == name.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, NAME);
        }
        final int found = table.find(name);
        if (Slab.NULL_ROW == found && !table.rows().hasRoomFor(1)) {
            return outcome.full(limit);
        }
        if (!heap.hasRoomFor((long) name.capacity() + document.capacity(), 2)) {
            return outcome.full(LimitNames.ofHeap(heap, 2));
        }

        step.begin();
        final int row = Slab.NULL_ROW == found ? table.insert(heap.intern(name)) : found;
        if (Slab.NULL_ROW == found) {
            table.createIndex(row, step.index());
        }
        table.modifyIndex(row, step.index());
        table.document(row, heap.put(document, 0, document.capacity()));
        step.named(id, table, row);
        return ResultCode.OK;
    }

    private static boolean equal(final DirectBuffer a, final DirectBuffer b) {
        return 0 == ByteStrings.compare(a, 0, a.capacity(), b, 0, b.capacity());
    }
}
