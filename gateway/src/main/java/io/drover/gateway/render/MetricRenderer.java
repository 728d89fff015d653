package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.PlacementMetricDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code PlacementMetric} as {@code AllocMetric}. */
final class MetricRenderer {
    private static final double FIXED_POINT_ONE = 4294967296.0;

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
        final JsonWriter scores = new JsonWriter();
        writeScores(scores, row.scores());
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
        Fields.nil(json, "QuotaExhausted", "ResourcesExhausted");
        json.name("ScoreMetaData");
        if (scores.length() <= 2) {
            json.nil();
        } else {
            json.raw(scores.toBytes());
        }
        Fields.nil(json, "Scores");
        json.endObject();
    }

    private static void writeScores(final JsonWriter json, final PlacementMetricDecoder.ScoresDecoder scores) {
        json.beginArray();
        for (final PlacementMetricDecoder.ScoresDecoder score : scores) {
            json.beginObject();
            Fields.text(json, "NodeID", Texts.uuid(score.nodeId()));
            json.name("NormScore").number(score.normScore() / FIXED_POINT_ONE);
            json.name("Scores").beginObject();
            if ((score.parts() & 16) != 0) {
                json.name("allocation-spread").number(score.allocationSpread() / FIXED_POINT_ONE);
            }
            json.name("binpack").number(score.binpack() / FIXED_POINT_ONE);
            json.name("job-anti-affinity").number(score.jobAntiAffinity() / FIXED_POINT_ONE);
            json.name("node-affinity").number(score.nodeAffinity() / FIXED_POINT_ONE);
            json.name("node-reschedule-penalty").number(score.nodeReschedulePenalty() / FIXED_POINT_ONE);
            json.endObject().endObject();
        }
        json.endArray();
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
