package io.drover.scheduler;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.PlacementMetricDecoder;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decoded placement metric. */
final class Metric {
    record Score(long nodeHigh, long nodeLow, long norm, long spread, int parts, long devices, long preemption) {}

    record Ask(int cpuMhz, int memoryMb) {}

    final int nodesEvaluated;
    final int nodesFiltered;
    final int nodesExhausted;
    final int coalesced;
    final Map<String, Integer> available = new TreeMap<>();
    final Map<String, Integer> classFiltered = new TreeMap<>();
    final Map<String, Integer> constraintFiltered = new TreeMap<>();
    final Map<String, Integer> classExhausted = new TreeMap<>();
    final Map<String, Integer> dimensionExhausted = new TreeMap<>();
    final List<Score> scores = new ArrayList<>();
    final Map<String, Ask> exhaustedTasks = new TreeMap<>();
    final String pool;

    private Metric(final PlacementMetricDecoder decoder) {
        nodesEvaluated = decoder.nodesEvaluated();
        nodesFiltered = decoder.nodesFiltered();
        nodesExhausted = decoder.nodesExhausted();
        coalesced = decoder.coalescedFailures();
        decoder.nodesAvailable().forEach(each -> {
            final int count = each.nodeCount();
            available.put(each.datacenter(), count);
        });
        decoder.classFiltered().forEach(each -> {
            final int count = each.nodeCount();
            classFiltered.put(each.name(), count);
        });
        decoder.constraintFiltered().forEach(each -> {
            final int count = each.nodeCount();
            constraintFiltered.put(each.reason(), count);
        });
        decoder.classExhausted().forEach(each -> {
            final int count = each.nodeCount();
            classExhausted.put(each.name(), count);
        });
        decoder.dimensionExhausted().forEach(each -> {
            final int count = each.nodeCount();
            dimensionExhausted.put(each.dimension(), count);
        });
        decoder.scores()
                .forEach(each -> scores.add(new Score(
                        each.nodeId().high(),
                        each.nodeId().low(),
                        each.normScore(),
                        each.allocationSpread(),
                        each.parts(),
                        each.devices(),
                        each.preemption())));
        decoder.exhaustedTasks().forEach(each -> {
            final Ask ask = new Ask(each.cpuMhz(), each.memoryMb());
            exhaustedTasks.put(each.name(), ask);
        });
        pool = decoder.nodePool();
    }

    static Metric of(final PlanBuffer plan, final int offset) {
        return new Metric(
                new PlacementMetricDecoder().wrapAndApplyHeader(plan.metrics(), offset, new MessageHeaderDecoder()));
    }
}
