package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.PlacementMetricDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code PlacementMetric} as {@code AllocMetric}. */
final class MetricRenderer {
    /** What a task asks for of what is used up. */
    private record Exhausted(long cpuMhz, long memoryMb) {}

    private MetricRenderer() {}

    /** Writes the metric, {@code null} when there is none. */
    static void write(final JsonWriter json, final byte[] metric) {
        if (metric.length == 0) {
            json.nil();
            return;
        }
        final PlacementMetricDecoder row = new PlacementMetricDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(metric), 0, new MessageHeaderDecoder());
        final Map<String, Integer> available = new TreeMap<>();
        for (final PlacementMetricDecoder.NodesAvailableDecoder entry : row.nodesAvailable()) {
            final int count = entry.nodeCount();
            available.put(entry.datacenter(), count);
        }
        final Map<String, Integer> classFiltered = new TreeMap<>();
        for (final PlacementMetricDecoder.ClassFilteredDecoder entry : row.classFiltered()) {
            final int count = entry.nodeCount();
            classFiltered.put(entry.name(), count);
        }
        final Map<String, Integer> constraintFiltered = new TreeMap<>();
        for (final PlacementMetricDecoder.ConstraintFilteredDecoder entry : row.constraintFiltered()) {
            final int count = entry.nodeCount();
            constraintFiltered.put(entry.reason(), count);
        }
        final Map<String, Integer> classExhausted = new TreeMap<>();
        for (final PlacementMetricDecoder.ClassExhaustedDecoder entry : row.classExhausted()) {
            final int count = entry.nodeCount();
            classExhausted.put(entry.name(), count);
        }
        final Map<String, Integer> dimensionExhausted = new TreeMap<>();
        for (final PlacementMetricDecoder.DimensionExhaustedDecoder entry : row.dimensionExhausted()) {
            final int count = entry.nodeCount();
            dimensionExhausted.put(entry.dimension(), count);
        }
        final List<PlacementScore> scores = new ArrayList<>();
        for (final PlacementMetricDecoder.ScoresDecoder score : row.scores()) {
            scores.add(new PlacementScore(score));
        }
        // Every placement that failed adds what it asked for.
        final long misses = 1L + row.coalescedFailures();
        final Map<String, Exhausted> exhausted = new TreeMap<>();
        for (final PlacementMetricDecoder.ExhaustedTasksDecoder task : row.exhaustedTasks()) {
            final Exhausted asked = new Exhausted(task.cpuMhz() * misses, task.memoryMb() * misses);
            exhausted.put(task.name(), asked);
        }
        final String pool = row.nodePool();
        json.beginObject();
        Fields.number(json, "AllocationTime", 0);
        counts(json, "ClassExhausted", classExhausted);
        counts(json, "ClassFiltered", classFiltered);
        Fields.number(json, "CoalescedFailures", row.coalescedFailures());
        counts(json, "ConstraintFiltered", constraintFiltered);
        counts(json, "DimensionExhausted", dimensionExhausted);
        json.name("NodesAvailable").beginObject();
        available.forEach((datacenter, count) -> Fields.number(json, datacenter, count));
        json.endObject();
        Fields.text(json, "NodePool", pool);
        Fields.number(json, "NodesEvaluated", row.nodesEvaluated());
        Fields.number(json, "NodesExhausted", row.nodesExhausted());
        Fields.number(json, "NodesFiltered", row.nodesFiltered());
        Fields.number(json, "NodesInPool", row.nodesInPool());
        Fields.nil(json, "QuotaExhausted");
        json.name("ResourcesExhausted");
        writeExhausted(json, exhausted);
        json.name("ScoreMetaData");
        if (scores.isEmpty()) {
            json.nil();
        } else {
            json.beginArray();
            scores.forEach(score -> score.write(json));
            json.endArray();
        }
        Fields.nil(json, "Scores");
        json.endObject();
    }

    /** Writes the metrics of the groups that found no place, {@code null} when all did. */
    static void writeByGroup(final JsonWriter json, final Map<String, byte[]> metrics) {
        if (metrics.isEmpty()) {
            json.nil();
            return;
        }
        json.beginObject();
        metrics.forEach((group, metric) -> {
            json.name(group);
            write(json, metric);
        });
        json.endObject();
    }

    private static void writeExhausted(final JsonWriter json, final Map<String, Exhausted> exhausted) {
        if (exhausted.isEmpty()) {
            json.nil();
            return;
        }
        json.beginObject();
        exhausted.forEach((task, asked) -> {
            json.name(task).beginObject();
            Fields.number(json, "CPU", asked.cpuMhz());
            Fields.number(json, "Cores", 0);
            Fields.nil(json, "Devices");
            Fields.number(json, "DiskMB", 0);
            Fields.number(json, "IOPS", 0);
            Fields.number(json, "MemoryMB", asked.memoryMb());
            Fields.number(json, "MemoryMaxMB", 0);
            Fields.nil(json, "NUMA", "Networks");
            Fields.number(json, "SecretsMB", 0);
            json.endObject();
        });
        json.endObject();
    }

    private static void counts(final JsonWriter json, final String name, final Map<String, Integer> counts) {
        json.name(name);
        if (counts.isEmpty()) {
            json.nil();
            return;
        }
        json.beginObject();
        counts.forEach((key, count) -> Fields.number(json, key, count));
        json.endObject();
    }
}
