package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.snapshot.PlacementMetricDecoder;

/**
 * The terms of a node's score as the API shows them. The state machine decides with fixed-point numbers and keeps what they were
 * made from; here they become floating-point numbers, equal to the last digit to those that clients know.
 */
final class PlacementScore {
    private static final double FIXED_POINT_ONE = 4294967296.0;
    private static final double FITNESS_MAX = 18;
    private static final double DECIMALS = 1e9;

    private static final int ANTI_AFFINITY = 1 << 1;
    private static final int PENALTY = 1 << 2;
    private static final int AFFINITY = 1 << 3;
    private static final int SPREAD = 1 << 4;
    private static final int SPREADING = 1 << 5;
    private static final int SYSTEM = 1 << 6;
    private static final int DEVICES = 1 << 7;
    private static final int PREEMPTION = 1 << 8;

    private final String nodeId;
    private final int parts;
    private final double binpack;
    private final double antiAffinity;
    private final double affinity;
    private final double spread;
    private final double devices;
    private final double preemption;

    PlacementScore(final PlacementMetricDecoder.ScoresDecoder row) {
        nodeId = Texts.uuid(row.nodeId());
        parts = row.parts();
        binpack =
                fitness(free(row.cpuUsedMhz(), row.cpuMhz()), free(row.memoryUsedMb(), row.memoryMb()), has(SPREADING));
        antiAffinity = has(ANTI_AFFINITY) ? -(row.collisions() + 1.0) / Math.max(1, row.desiredCount()) : 0;
        affinity = number(row.nodeAffinity());
        spread = number(row.allocationSpread());
        devices = number(row.devices());
        preemption = number(row.preemption());
    }

    void write(final JsonWriter json) {
        json.beginObject();
        Fields.text(json, "NodeID", nodeId);
        json.name("NormScore").number(mean());
        json.name("Scores").beginObject();
        if (has(SPREAD)) {
            json.name("allocation-spread").number(spread);
        }
        json.name("binpack").number(binpack);
        if (has(DEVICES)) {
            json.name("devices").number(devices);
        }
        if (!has(SYSTEM)) {
            json.name("job-anti-affinity").number(antiAffinity);
            json.name("node-affinity").number(affinity);
            json.name("node-reschedule-penalty").number(has(PENALTY) ? -1.0 : 0.0);
        }
        if (has(PREEMPTION)) {
            json.name("preemption").number(preemption);
        }
        json.endObject().endObject();
    }

    private double mean() {
        double sum = binpack;
        int count = 1;
        if (has(ANTI_AFFINITY)) {
            sum += antiAffinity;
            count++;
        }
        if (has(PENALTY)) {
            sum -= 1;
            count++;
        }
        if (has(AFFINITY)) {
            sum += affinity;
            count++;
        }
        if (has(SPREAD)) {
            sum += spread;
            count++;
        }
        if (has(DEVICES)) {
            sum += devices;
            count++;
        }
        if (has(PREEMPTION)) {
            sum += preemption;
            count++;
        }
        return sum / count;
    }

    private boolean has(final int part) {
        return (parts & part) != 0;
    }

    /** Fixed point keeps nine decimals; what is behind them is noise. */
    private static double number(final long fixed) {
        return Math.rint(fixed / FIXED_POINT_ONE * DECIMALS) / DECIMALS;
    }

    private static double free(final int used, final int total) {
        // Where others give way, what is used before they do may be more than there is.
        return Math.max(0, 1 - (double) used / total);
    }

    private static double fitness(final double freeCpu, final double freeMemory, final boolean isSpreading) {
        final double total = powerOfTen(freeCpu) + powerOfTen(freeMemory);
        final double fitness = isSpreading ? total - 2 : 20 - total;
        return Math.max(0, Math.min(fitness, FITNESS_MAX)) / FITNESS_MAX;
    }

    /** Splits off a whole power where the fraction is large: the last digit then comes out as clients know it. */
    private static double powerOfTen(final double exponent) {
        final double ln10 = StrictMath.log(10);
        return exponent > 0.5 ? StrictMath.exp((exponent - 1) * ln10) * 10 : StrictMath.exp(exponent * ln10);
    }
}
