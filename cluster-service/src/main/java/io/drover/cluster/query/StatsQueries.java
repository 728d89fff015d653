package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.event.EventRecorder;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.StatsRowEncoder;
import io.drover.scheduler.offheap.Slab;
import java.util.Arrays;

/** How much there is of what, for metrics. Looks at no row but those of nodes, and of jobs while they are few enough. */
final class StatsQueries {
    private static final int TABLE_COUNT = 16;

    private final Engine engine;
    private final ClusterState state;
    private final EventRecorder events;
    private final PageBuilder page;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StatsRowEncoder stats = new StatsRowEncoder();
    private final int[] nodeCounts = new int[NodeStatus.values().length];
    private final int[] jobCounts = new int[JobStatus.values().length];

    StatsQueries(final Engine engine, final EventRecorder events, final PageBuilder page) {
        this.engine = engine;
        this.events = events;
        this.page = page;
        state = engine.state();
    }

    void stats() {
        countNodes();
        countJobs();
        final boolean isJobsCounted = areJobsFew();
        stats.wrapAndApplyHeader(page.rows(), page.rowOffset(), header)
                .evalsReady(engine.queue().count())
                .evalsBlocked(engine.blocked().count())
                .deadlines(state.deadlines().count())
                .strings(state.heap().strings().count())
                .blobBytes(state.heap().blobs().usedBytes())
                .blobBytesMax(state.heap().blobs().usedBytesMax())
                .eventBytes(events.tail() - events.head())
                .nodesReady(nodeCounts[NodeStatus.READY.ordinal()])
                .nodesDown(nodeCounts[NodeStatus.DOWN.ordinal()])
                .nodesOther(state.nodes().rows().count()
                        - nodeCounts[NodeStatus.READY.ordinal()]
                        - nodeCounts[NodeStatus.DOWN.ordinal()])
                .jobsPending(isJobsCounted ? jobCounts[JobStatus.PENDING.ordinal()] : -1)
                .jobsRunning(isJobsCounted ? jobCounts[JobStatus.RUNNING.ordinal()] : -1)
                .jobsDead(isJobsCounted ? jobCounts[JobStatus.DEAD.ordinal()] : -1);
        writeTables();
        page.index(state.indexes().last());
        page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + stats.encodedLength());
    }

    private void writeTables() {
        final StatsRowEncoder.TablesEncoder tables = stats.tablesCount(TABLE_COUNT);
        write(tables, TableId.NODES, state.nodes().rows());
        write(tables, TableId.NODE_POOLS, state.pools().rows());
        write(tables, TableId.NAMESPACES, state.namespaces().rows());
        write(tables, TableId.JOBS, state.jobs().rows());
        write(tables, TableId.JOB_VERSIONS, state.versions().rows());
        write(tables, TableId.JOB_SUMMARIES, state.summaries().rows());
        write(tables, TableId.EVALS, state.evals().rows());
        write(tables, TableId.ALLOCS, state.allocs().rows());
        write(tables, TableId.DEPLOYMENTS, state.deployments().rows());
        write(tables, TableId.SERVICES, state.services().rows());
        write(tables, TableId.VARIABLES, state.variables().rows());
        write(tables, TableId.ROOT_KEYS, state.rootKeys().rows());
        write(tables, TableId.EDGES, state.edges().rows());
        write(tables, TableId.SESSIONS, state.sessions().rows());
        write(tables, TableId.ACL_POLICIES, state.acl(AclKind.POLICY).rows());
        write(tables, TableId.ACL_TOKENS, state.acl(AclKind.TOKEN).rows());
    }

    private static void write(final StatsRowEncoder.TablesEncoder tables, final TableId table, final Slab rows) {
        tables.next().table(table).rows(rows.count()).bytes(rows.allocatedBytes());
    }

    private void countNodes() {
        Arrays.fill(nodeCounts, 0);
        final Slab rows = state.nodes().rows();
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            nodeCounts[state.nodes().status(row).ordinal()]++;
        }
    }

    private void countJobs() {
        Arrays.fill(jobCounts, 0);
        final Slab rows = state.jobs().rows();
        for (int row = areJobsFew() ? rows.first() : Slab.NULL_ROW; Slab.NULL_ROW != row; row = rows.next(row)) {
            jobCounts[state.jobs().status(row).ordinal()]++;
        }
    }

    private boolean areJobsFew() {
        return state.jobs().rows().count() <= RowLists.ROWS_LOOKED_AT_MAX;
    }
}
