package io.drover.tools.agent;

import io.drover.cluster.member.MemberCounters;
import io.drover.cluster.member.journal.JournalCounters;
import io.drover.gateway.edge.EdgeCounters;
import io.drover.gateway.metric.Metric;
import io.drover.gateway.metric.MetricSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The server in this process: its place in the log, its service thread, and the link to nodes. */
final class ServerMetrics {
    private ServerMetrics() {}

    static MetricSource ofMember(final MemberCounters counters) {
        return () -> {
            final List<Metric> metrics = new ArrayList<>();
            metrics.add(Metric.gauge("drover.log.position", counters.logPosition()));
            metrics.add(Metric.counter("drover.log.commands", counters.entries()));
            metrics.add(Metric.counter("drover.log.ticks", counters.ticks()));
            metrics.add(Metric.counter("drover.log.snapshots", counters.snapshots()));
            metrics.add(Metric.summary(
                    "drover.service.entry_ns", counters.entries() + counters.ticks(), counters.busyNs()));
            metrics.add(Metric.gauge("drover.service.longest_entry_ns", counters.takeLongestNs()));
            metrics.add(Metric.counter("drover.service.queries", counters.queries()));
            metrics.add(Metric.gauge("drover.leads", counters.leads() ? 1 : 0));
            return CompletableFuture.completedFuture(metrics);
        };
    }

    static MetricSource ofJournal(final JournalCounters counters) {
        return () -> {
            final List<Metric> metrics = new ArrayList<>();
            metrics.add(Metric.counter("drover.journal.entries", counters.entries()));
            metrics.add(Metric.counter("drover.journal.bytes", counters.bytes()));
            metrics.add(Metric.counter("drover.journal.dropped", counters.dropped()));
            metrics.add(Metric.counter("drover.journal.gaps", counters.gaps()));
            metrics.add(Metric.counter("drover.journal.errors", counters.errors()));
            metrics.add(Metric.gauge("drover.journal.length", counters.length()));
            metrics.add(Metric.gauge("drover.journal.position", counters.position()));
            metrics.add(Metric.gauge("drover.journal.paused", counters.isPaused() ? 1 : 0));
            return CompletableFuture.completedFuture(metrics);
        };
    }

    static MetricSource ofEdge(final EdgeCounters counters) {
        return () -> {
            final List<Metric> metrics = new ArrayList<>();
            metrics.add(Metric.counter("drover.link.connected", counters.connected.sum()));
            metrics.add(Metric.counter("drover.link.disconnected", counters.disconnected.sum()));
            metrics.add(Metric.counter("drover.link.malformed", counters.malformed.sum()));
            metrics.add(Metric.counter("drover.link.unknown_node", counters.unknownNode.sum()));
            metrics.add(Metric.counter("drover.link.bad_mac", counters.badMac.sum()));
            metrics.add(Metric.counter("drover.link.out_of_order", counters.outOfOrder.sum()));
            metrics.add(Metric.counter("drover.link.back_pressured", counters.backPressured.sum()));
            return CompletableFuture.completedFuture(metrics);
        };
    }
}
