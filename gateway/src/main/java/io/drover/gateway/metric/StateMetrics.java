package io.drover.gateway.metric;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.StatsRowDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The replicated state as this server has it: how much there is of what, and the summaries of the first thousand jobs. */
public final class StateMetrics implements MetricSource {
    /** Jobs with figures of their own: more would make the answer longer than anybody reads. */
    private static final int JOBS_MAX = 1_000;

    private final Core core;

    public StateMetrics(final Core core) {
        this.core = core;
    }

    @Override
    public CompletableFuture<List<Metric>> collect() {
        return core.query(QueryRequest.of(QueryKind.STATS))
                .thenCombine(
                        core.query(
                                QueryRequest.of(QueryKind.JOBS).namespace("*").rowLimit(JOBS_MAX)),
                        StateMetrics::metrics);
    }

    private static List<Metric> metrics(final Page stats, final Page jobs) {
        final List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.gauge("drover.state.index", stats.clusterIndex()));
        metrics.add(Metric.gauge("raft.appliedIndex", stats.clusterIndex()));
        stats.forEach((header, rows, offset) -> {
            if (header.templateId() == StatsRowDecoder.TEMPLATE_ID) {
                addStats(
                        metrics,
                        new StatsRowDecoder()
                                .wrap(
                                        rows,
                                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                        header.blockLength(),
                                        header.version()));
            }
        });
        jobs.forEach((header, rows, offset) -> {
            if (header.templateId() == JobRowDecoder.TEMPLATE_ID) {
                addJob(
                        metrics,
                        new JobRowDecoder()
                                .wrap(
                                        rows,
                                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                        header.blockLength(),
                                        header.version()));
            }
        });
        return metrics;
    }

    private static void addStats(final List<Metric> metrics, final StatsRowDecoder stats) {
        metrics.add(Metric.gauge("nomad.broker.total_ready", stats.evalsReady()));
        metrics.add(Metric.gauge("nomad.broker.total_pending", 0));
        metrics.add(Metric.gauge("nomad.broker.total_unacked", 0));
        metrics.add(Metric.gauge("nomad.broker.total_waiting", 0));
        metrics.add(Metric.gauge("nomad.broker.total_cancelable", 0));
        metrics.add(Metric.gauge("nomad.plan.queue_depth", 0));
        metrics.add(Metric.gauge("nomad.blocked_evals.total_blocked", stats.evalsBlocked()));
        metrics.add(Metric.gauge("nomad.blocked_evals.total_escaped", 0));
        metrics.add(Metric.gauge("nomad.blocked_evals.total_quota_limit", 0));
        metrics.add(Metric.gauge("nomad.heartbeat.active", stats.nodesReady()));
        metrics.add(Metric.gauge("drover.nodes", stats.nodesReady(), Map.of("status", "ready")));
        metrics.add(Metric.gauge("drover.nodes", stats.nodesDown(), Map.of("status", "down")));
        metrics.add(Metric.gauge("drover.nodes", stats.nodesOther(), Map.of("status", "other")));
        if (stats.jobsRunning() >= 0) {
            metrics.add(Metric.gauge("nomad.job_status.pending", stats.jobsPending()));
            metrics.add(Metric.gauge("nomad.job_status.running", stats.jobsRunning()));
            metrics.add(Metric.gauge("nomad.job_status.dead", stats.jobsDead()));
        }
        metrics.add(Metric.gauge("drover.state.deadlines", stats.deadlines()));
        metrics.add(Metric.gauge("drover.state.strings", stats.strings()));
        metrics.add(Metric.gauge("drover.state.blob_bytes", stats.blobBytes()));
        metrics.add(Metric.gauge("drover.state.blob_bytes_max", stats.blobBytesMax()));
        metrics.add(Metric.gauge("drover.events.kept_bytes", stats.eventBytes()));
        for (final StatsRowDecoder.TablesDecoder table : stats.tables()) {
            final Map<String, String> labels =
                    Map.of("table", table.table().name().toLowerCase(Locale.ROOT));
            metrics.add(Metric.gauge("drover.state.rows", table.rows(), labels));
            metrics.add(Metric.gauge("drover.state.row_bytes", table.bytes(), labels));
        }
    }

    private static void addJob(final List<Metric> metrics, final JobRowDecoder row) {
        final List<int[]> counts = new ArrayList<>();
        final List<String> groups = new ArrayList<>();
        for (final JobRowDecoder.GroupsDecoder group : row.groups()) {
            counts.add(new int[] {
                group.queued(),
                group.complete(),
                group.failed(),
                group.running(),
                group.starting(),
                group.lost(),
                group.unknown()
            });
            groups.add(group.name());
        }
        final String namespace = row.namespace();
        final String jobId = row.jobId();
        final String[] names = {"queued", "complete", "failed", "running", "starting", "lost", "unknown"};
        for (int group = 0; group < groups.size(); group++) {
            final Map<String, String> labels =
                    Map.of("job", jobId, "namespace", namespace, "task_group", groups.get(group));
            for (int i = 0; i < names.length; i++) {
                metrics.add(Metric.gauge("nomad.job_summary." + names[i], counts.get(group)[i], labels));
            }
        }
    }
}
