package io.drover.gateway.explain;

import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;

/**
 * The parts of a score and their mean, as the scheduler has them: scaled by 2^32.
 *
 * @param total mean of those that apply.
 * @param fitness how well the node would be filled.
 * @param antiAffinity 0 when no allocation of the group is there.
 * @param affinity 0 when the group has none.
 * @param spread 0 when the group has none.
 */
record NodeScore(long total, long fitness, long antiAffinity, long affinity, long spread) {
    private static final double SCALE = 1L << 32;
    private static final double DECIMALS = 1e4;

    JsonObject toJson() {
        final JsonObject parts = new JsonObject().put("binpack", number(fitness));
        putIfSet(parts, "job-anti-affinity", antiAffinity);
        putIfSet(parts, "node-affinity", affinity);
        putIfSet(parts, "allocation-spread", spread);
        return parts;
    }

    static JsonNumber number(final long scaled) {
        return JsonNumber.ofDouble(Math.rint(scaled / SCALE * DECIMALS) / DECIMALS);
    }

    private static void putIfSet(final JsonObject parts, final String name, final long scaled) {
        if (scaled != 0) {
            parts.put(name, number(scaled));
        }
    }
}
