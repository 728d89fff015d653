package io.drover.cluster.step;

import io.drover.cluster.feed.ChangeLog;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.IdSource;
import io.drover.cluster.state.NamedTable;
import io.drover.sbe.KeyHash;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;

/**
 * The step being applied. {@link #begin} marks the end of deciding: from there to {@link #end} nothing may fail, and whoever catches
 * an exception while a step {@link #isOpen} must stop the member, because its state is no longer that of the others.
 *
 * <p>Every changed row is noted once or more; notes touch the index table and go to the change feed.
 */
public final class Step {
    /** The cause of steps that happen because time passed. */
    public static final int TIME = -1;

    /** The cause of steps that an evaluation makes. */
    public static final int EVALUATION = -2;

    private final ClusterState state;
    private final IdSource ids;
    private final ChangeLog log = new ChangeLog();
    private RowWatcher watcher = RowWatcher.NONE;
    private boolean isOpen;
    /** The job and the deployment that were noted last: each placement changes the same. */
    private int notedSummary = Slab.NULL_ROW;

    private int notedDeployment = Slab.NULL_ROW;
    private long nowMs;
    private int cause;
    private int causeDetail;

    public Step(final ClusterState state) {
        this.state = state;
        ids = new IdSource(state.seedHigh(), state.seedLow());
    }

    /** Lets somebody see the rows that steps change; one at a time. */
    public void watcher(final RowWatcher value) {
        watcher = value;
    }

    /** Says why the next steps happen: the template id of a command, {@link #TIME} or {@link #EVALUATION}. For watchers only. */
    public void cause(final int value) {
        cause = value;
        causeDetail = 0;
    }

    /** Says what the command does where its kind alone does not. For watchers only. */
    public void causeDetail(final int value) {
        causeDetail = value;
    }

    /** Time of the log entry being applied, which all its steps share. */
    public void nowMs(final long timestampMs) {
        nowMs = timestampMs;
    }

    /** Milliseconds since the epoch. */
    public long nowMs() {
        return nowMs;
    }

    /** Begins to apply: raises the index. */
    public void begin() {
        Invariant.check(!isOpen, "one step at a time");
        isOpen = true;
        notedSummary = Slab.NULL_ROW;
        notedDeployment = Slab.NULL_ROW;
        ids.begin(state.indexes().raise());
    }

    /** All was applied: tells the change feed. */
    public void end(final ChangeSink changes) {
        isOpen = false;
        watcher.onEnd(index(), cause, causeDetail);
        log.flush(index(), changes);
    }

    public boolean isOpen() {
        return isOpen;
    }

    /** Index of the step, or of the last one. */
    public long index() {
        return state.indexes().last();
    }

    /** Makes the next id of the step. */
    public IdSource nextId() {
        return ids.next();
    }

    public void node(final int row) {
        watcher.onChange(TableId.NODES, row);
        note(TableId.NODES, state.nodes().idHigh(row), state.nodes().idLow(row), 0, 0);
    }

    public void job(final int row) {
        watcher.onChange(TableId.JOBS, row);
        note(
                TableId.JOBS,
                namespaceKey(row),
                state.jobs().key(row),
                0,
                state.jobs().key(row));
    }

    public void jobVersions(final int row) {
        note(
                TableId.JOB_VERSIONS,
                namespaceKey(row),
                state.jobs().key(row),
                0,
                state.jobs().key(row));
    }

    public void jobSubmissions(final int row) {
        note(
                TableId.JOB_SUBMISSIONS,
                namespaceKey(row),
                state.jobs().key(row),
                0,
                state.jobs().key(row));
    }

    public void summary(final int job) {
        if (job == notedSummary) {
            return;
        }
        notedSummary = job;
        note(
                TableId.JOB_SUMMARIES,
                namespaceKey(job),
                state.jobs().key(job),
                0,
                state.jobs().key(job));
    }

    public void eval(final int row) {
        watcher.onChange(TableId.EVALS, row);
        final int job = state.evals().job(row);
        note(
                TableId.EVALS,
                state.evals().idHigh(row),
                state.evals().idLow(row),
                0,
                Slab.NULL_ROW == job ? 0 : state.jobs().key(job));
    }

    public void alloc(final int row) {
        watcher.onChange(TableId.ALLOCS, row);
        final int node = state.allocs().node(row);
        note(
                TableId.ALLOCS,
                state.allocs().idHigh(row),
                state.allocs().idLow(row),
                Slab.NULL_ROW == node ? 0 : state.nodes().rows().handle(node),
                state.jobs().key(state.allocs().job(row)));
    }

    public void deployment(final int row) {
        if (row == notedDeployment) {
            return;
        }
        notedDeployment = row;
        watcher.onChange(TableId.DEPLOYMENTS, row);
        note(
                TableId.DEPLOYMENTS,
                state.deployments().idHigh(row),
                state.deployments().idLow(row),
                0,
                state.jobs().key(state.deployments().job(row)));
    }

    /** A registration; readers wait for a service name. */
    public void service(final int row) {
        watcher.onChange(TableId.SERVICES, row);
        final int namespace = state.services().namespace(row);
        final int name = state.services().serviceName(row);
        final StringTable strings = state.heap().strings();
        final long namespaceHash = hash(namespace);
        note(
                TableId.SERVICES,
                namespaceHash,
                KeyHash.within(namespaceHash, strings.buffer(name), strings.offset(name), strings.length(name)),
                state.nodes().rows().handle(state.services().node(row)),
                state.jobs().key(state.allocs().job(state.services().alloc(row))));
    }

    public void named(final TableId table, final NamedTable rows, final int row) {
        watcher.onChange(table, row);
        note(table, 0, hash(rows.name(row)), 0, 0);
    }

    public void acl(final AclTable table, final int row) {
        watcher.onChange(table.id(), row);
        note(table.id(), 0, hash(table.key(row)), 0, 0);
    }

    public void edge(final long edgeId) {
        note(TableId.EDGES, 0, edgeId, 0, 0);
    }

    public void rootKey(final int row) {
        note(TableId.ROOT_KEYS, state.rootKeys().idHigh(row), state.rootKeys().idLow(row), 0, 0);
    }

    /** A variable; readers wait for a path. */
    public void variable(final int row) {
        watcher.onChange(TableId.VARIABLES, row);
        final int path = state.variables().path(row);
        final StringTable strings = state.heap().strings();
        final long namespaceHash = hash(state.variables().namespace(row));
        note(
                TableId.VARIABLES,
                namespaceHash,
                KeyHash.within(namespaceHash, strings.buffer(path), strings.offset(path), strings.length(path)),
                0,
                0);
    }

    public void hostVolume(final int row) {
        watcher.onChange(TableId.HOST_VOLUMES, row);
        note(
                TableId.HOST_VOLUMES,
                state.hostVolumes().idHigh(row),
                state.hostVolumes().idLow(row),
                0,
                0);
    }

    public void hostVolumeClaim(final int row) {
        note(
                TableId.HOST_VOLUME_CLAIMS,
                state.hostVolumeClaims().idHigh(row),
                state.hostVolumeClaims().idLow(row),
                0,
                state.jobs().key(state.hostVolumeClaims().job(row)));
    }

    /** A volume of a storage plugin; readers wait for an id. */
    public void csiVolume(final int row) {
        watcher.onChange(TableId.CSI_VOLUMES, row);
        final int id = state.csiVolumes().volumeId(row);
        final StringTable strings = state.heap().strings();
        final long namespaceHash = hash(state.csiVolumes().namespace(row));
        note(
                TableId.CSI_VOLUMES,
                namespaceHash,
                KeyHash.within(namespaceHash, strings.buffer(id), strings.offset(id), strings.length(id)),
                0,
                0);
    }

    public void csiPlugin(final int row) {
        watcher.onChange(TableId.CSI_PLUGINS, row);
        note(TableId.CSI_PLUGINS, 0, hash(state.csiPlugins().pluginId(row)), 0, 0);
    }

    /** A row will be removed next: the last moment to look at it. */
    public void leaving(final TableId table, final int row) {
        watcher.onRemoval(table, row);
    }

    /** Tables of one row. */
    public void single(final TableId table) {
        note(table, 0, 0, 0, 0);
    }

    private void note(
            final TableId table, final long keyHigh, final long keyLow, final long nodeHandle, final long jobKey) {
        Invariant.check(isOpen, "changes are made within a step");
        state.indexes().touch(table);
        log.add(table, keyHigh, keyLow, nodeHandle, jobKey);
    }

    private long namespaceKey(final int job) {
        return hash(state.jobs().namespace(job));
    }

    private long hash(final int string) {
        final StringTable strings = state.heap().strings();
        return KeyHash.of(strings.buffer(string), strings.offset(string), strings.length(string));
    }
}
