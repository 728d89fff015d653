package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.EvalQueue;
import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.rows.AclRowWriter;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.CsiRowWriter;
import io.drover.cluster.rows.DeploymentRowWriter;
import io.drover.cluster.rows.EvalRowWriter;
import io.drover.cluster.rows.HostVolumeRowWriter;
import io.drover.cluster.rows.JobRowWriter;
import io.drover.cluster.rows.NodeRowWriter;
import io.drover.cluster.rows.ServiceRowWriter;
import io.drover.cluster.rows.SessionRowWriter;
import io.drover.cluster.rows.SmallRowWriter;
import io.drover.cluster.rows.VariableRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.MemberLevels;
import io.drover.cluster.state.NamedTable;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.snapshot.DeadlineRowEncoder;
import io.drover.sbe.snapshot.SnapshotBeginEncoder;
import io.drover.sbe.snapshot.SnapshotEndEncoder;
import io.drover.scheduler.offheap.DeadlineQueue;
import io.drover.scheduler.offheap.Digest;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes all tables as records, and by the same way computes the digest of the state: what is equal gives equal records in equal order,
 * whatever happened to the tables before.
 *
 * <pre>
 *  begin │ cluster │ indexes │ config │ keys │ namespaces │ pools │ nodes │ jobs │ versions │ evals │ deployments │ allocs
 *        │ services │ access control │ variables │ volumes │ edges │ sessions │ deadlines │ end: count, digest
 * </pre>
 *
 * <p>Tables with handles are written in the order in which their rows were created, so that lists can be rebuilt as they were.
 */
public final class SnapshotWriter {
    /** What this version writes; a later one may read it, an earlier one refuses it. */
    public static final int FORMAT_VERSION = 2;

    private static final TableId[] TABLES = TableId.values();
    private static final AclKind[] ACL_KINDS = AclKind.values();

    private final ClusterState state;
    private final SmallRowWriter small;
    private final NodeRowWriter nodes;
    private final JobRowWriter jobs;
    private final EvalRowWriter evals;
    private final AllocRowWriter allocs;
    private final DeploymentRowWriter deployments;
    private final ServiceRowWriter services;
    private final AclRowWriter acl;
    private final VariableRowWriter variables;
    private final HostVolumeRowWriter volumes;
    private final CsiRowWriter csi;
    private final SessionRowWriter sessions;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotBeginEncoder begin = new SnapshotBeginEncoder();
    private final SnapshotEndEncoder end = new SnapshotEndEncoder();
    private final DeadlineRowEncoder deadline = new DeadlineRowEncoder();
    private final Digest digest = new Digest();
    private SnapshotSink sink = (bytes, offset, length) -> {};
    private long recordCount;

    public SnapshotWriter(final Engine engine) {
        this(engine.state(), engine.queue(), engine.registrations());
    }

    SnapshotWriter(final ClusterState state, final EvalQueue queue, final Registrations registrations) {
        this.state = state;
        small = new SmallRowWriter(state);
        nodes = new NodeRowWriter(state);
        jobs = new JobRowWriter(state);
        evals = new EvalRowWriter(state, queue);
        allocs = new AllocRowWriter(state);
        deployments = new DeploymentRowWriter(state);
        services = new ServiceRowWriter(state, registrations);
        acl = new AclRowWriter(state);
        variables = new VariableRowWriter(state);
        volumes = new HostVolumeRowWriter(state);
        csi = new CsiRowWriter(state);
        sessions = new SessionRowWriter(state);
    }

    /** Writes a snapshot. */
    public void write(final long clockMs, final long logPosition, final SnapshotSink target) {
        sink = target;
        begin.wrapAndApplyHeader(buffer, 0, header).formatVersion(FORMAT_VERSION);
        begin.clusterId().high(state.clusterIdHigh()).low(state.clusterIdLow());
        begin.logPosition(logPosition).index(state.indexes().last());
        target.onRecord(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + begin.encodedLength());
        writeTables(clockMs);
        end.wrapAndApplyHeader(buffer, 0, header).recordCount(recordCount).stateDigest(digest.value());
        target.onRecord(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + end.encodedLength());
    }

    /** Writes the snapshot of a cluster that was not born yet: a frame without rows. */
    public static void writeUnborn(final long logPosition, final SnapshotSink target) {
        final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        final MessageHeaderEncoder frameHeader = new MessageHeaderEncoder();
        final SnapshotBeginEncoder first = new SnapshotBeginEncoder().wrapAndApplyHeader(frame, 0, frameHeader);
        first.formatVersion(FORMAT_VERSION).clusterId().high(0).low(0);
        first.logPosition(logPosition).index(0);
        target.onRecord(frame, 0, MessageHeaderEncoder.ENCODED_LENGTH + first.encodedLength());
        final SnapshotEndEncoder last = new SnapshotEndEncoder().wrapAndApplyHeader(frame, 0, frameHeader);
        last.recordCount(0).stateDigest(0);
        target.onRecord(frame, 0, MessageHeaderEncoder.ENCODED_LENGTH + last.encodedLength());
    }

    /** The digest of the whole state. */
    public long digest(final long clockMs) {
        sink = (bytes, offset, length) -> {};
        writeTables(clockMs);
        return digest.value();
    }

    /** The digest of what was written last. */
    long lastDigest() {
        return digest.value();
    }

    private void writeTables(final long clockMs) {
        digest.reset();
        recordCount = 0;
        emit(small.writeCluster(clockMs, buffer, 0));
        for (final TableId table : TABLES) {
            if (table != TableId.NULL_VAL && table != TableId.SBE_UNKNOWN) {
                emit(small.writeIndex(table, buffer, 0));
            }
        }
        emit(small.writeConfig(buffer, 0));
        inRowOrder(state.rootKeys().rows(), row -> emit(small.writeRootKey(row, true, buffer, 0)));
        byName(state.namespaces(), row -> emit(small.writeNamespace(row, buffer, 0)));
        byName(state.pools(), row -> emit(small.writePool(row, buffer, 0)));
        inCreationOrder(state.nodes().rows(), row -> emit(nodes.write(row, true, buffer, 0)));
        inCreationOrder(state.jobs().rows(), this::writeJob);
        inCreationOrder(state.versions().rows(), row -> emit(jobs.writeVersion(row, buffer, 0)));
        inCreationOrder(state.evals().rows(), row -> emit(evals.write(row, buffer, 0)));
        inCreationOrder(state.deployments().rows(), row -> emit(deployments.write(row, buffer, 0)));
        inCreationOrder(state.allocs().rows(), row -> emit(allocs.write(row, AllocRowWriter.Detail.FULL, buffer, 0)));
        final OrderedIndex.Cursor cursor = state.services().byName().start(false);
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            emit(services.write(row, buffer, 0));
        }
        for (final AclKind kind : ACL_KINDS) {
            if (kind != AclKind.NULL_VAL && kind != AclKind.SBE_UNKNOWN) {
                inRowOrder(state.acl(kind).rows(), row -> emit(acl.write(kind, row, buffer, 0)));
            }
        }
        inRowOrder(state.variables().rows(), row -> emit(variables.write(row, true, buffer, 0)));
        if (state.autopilot().isSet()) {
            emit(small.writeAutopilot(buffer, 0));
        }
        for (int member = 0; member < MemberLevels.MEMBERS_MAX; member++) {
            if (state.members().isAnnounced(member)) {
                emit(small.writeMember(member, buffer, 0));
            }
        }
        final int chunks = state.restore().count();
        for (int i = 0; i < (0 == chunks && 0 != state.restore().id() ? 1 : chunks); i++) {
            emit(small.writeRestoreChunk(i, buffer, 0));
        }
        inCreationOrder(state.hostVolumes().rows(), row -> emit(volumes.write(row, buffer, 0)));
        inCreationOrder(state.volumeUses().rows(), row -> emit(volumes.writeUse(row, buffer, 0)));
        inCreationOrder(state.hostVolumeClaims().rows(), row -> emit(volumes.writeClaim(row, buffer, 0)));
        inRowOrder(state.csiPlugins().rows(), row -> emit(csi.writePlugin(row, buffer, 0)));
        inCreationOrder(state.csiMembers().rows(), row -> emit(csi.writeMember(row, false, buffer, 0)));
        inRowOrder(state.csiVolumes().rows(), row -> emit(csi.writeVolume(row, buffer, 0)));
        inCreationOrder(state.csiClaims().rows(), row -> emit(csi.writeClaim(row, buffer, 0)));
        inRowOrder(state.edges().rows(), row -> emit(small.writeEdge(row, buffer, 0)));
        sessions.writeAll(buffer, this::emit);
        writeDeadlines();
    }

    private void writeJob(final int row) {
        emit(jobs.write(row, state.jobs().current(row), false, buffer, 0));
        emit(jobs.writeSummary(row, buffer, 0));
        if (state.jobs().scalingIndex(row) > 0) {
            emit(jobs.writeScalingEvents(row, buffer, 0));
        }
    }

    private void writeDeadlines() {
        final DeadlineQueue queue = state.deadlines();
        for (int kind = 0; kind <= DeadlineKind.LAST; kind++) {
            for (int row = queue.nextRow(kind, 0); Slab.NULL_ROW != row; row = queue.nextRow(kind, row + 1)) {
                deadline.wrapAndApplyHeader(buffer, 0, header)
                        .deadlineMs(queue.deadlineMs(kind, row))
                        .kind((short) kind)
                        .row(row);
                emit(MessageHeaderEncoder.ENCODED_LENGTH + deadline.encodedLength());
            }
        }
    }

    private void emit(final int length) {
        digest.add(buffer, 0, length);
        recordCount++;
        sink.onRecord(buffer, 0, length);
    }

    private static void inRowOrder(final Slab rows, final IntConsumer writer) {
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            writer.accept(row);
        }
    }

    private static void inCreationOrder(final Slab rows, final IntConsumer writer) {
        // A handle has the generation above the row, and generations rise: its order is that of creation.
        final long[] handles = new long[rows.count()];
        int count = 0;
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            handles[count++] = rows.handle(row);
        }
        Arrays.sort(handles);
        for (final long handle : handles) {
            writer.accept((int) handle);
        }
    }

    private static void byName(final NamedTable table, final IntConsumer writer) {
        final OrderedIndex.Cursor cursor = table.byName().start(false);
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            writer.accept(row);
        }
    }
}
