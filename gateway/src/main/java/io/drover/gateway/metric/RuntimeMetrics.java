package io.drover.gateway.metric;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The process itself: memory, collections, threads. Names that dashboards know keep their nearest meaning. */
public final class RuntimeMetrics implements MetricSource {
    @Override
    public CompletableFuture<List<Metric>> collect() {
        final List<Metric> metrics = new ArrayList<>();
        final MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        final MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        long collections = 0;
        long collectionMs = 0;
        for (final GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            collectionMs += Math.max(0, collector.getCollectionTime());
        }
        metrics.add(Metric.gauge("runtime.alloc_bytes", heap.getUsed()));
        metrics.add(Metric.gauge("runtime.sys_bytes", heap.getCommitted() + other.getCommitted()));
        metrics.add(Metric.gauge("runtime.heap_max_bytes", heap.getMax()));
        metrics.add(Metric.summary("runtime.gc_pause_ns", collections, collectionMs * 1_000_000));
        metrics.add(Metric.gauge("runtime.total_gc_runs", collections));
        metrics.add(Metric.gauge("runtime.total_gc_pause_ns", collectionMs * 1_000_000));
        metrics.add(Metric.gauge(
                "runtime.num_goroutines", ManagementFactory.getThreadMXBean().getThreadCount()));
        metrics.add(Metric.gauge(
                "runtime.uptime_ms", ManagementFactory.getRuntimeMXBean().getUptime()));
        for (final BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            metrics.add(Metric.gauge("runtime.buffer_bytes", pool.getMemoryUsed(), Map.of("pool", pool.getName())));
        }
        return CompletableFuture.completedFuture(metrics);
    }
}
