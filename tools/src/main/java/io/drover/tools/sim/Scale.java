package io.drover.tools.sim;

/**
 * How large a simulation is.
 *
 * @param servers members of the cluster.
 * @param nodes that run allocations.
 * @param jobs different job ids.
 * @param steps things that happen to it.
 * @param activeMs for how long they happen.
 */
record Scale(int servers, int nodes, int jobs, int steps, long activeMs) {
    /** A small cluster of a seed's own size. */
    static Scale of(final long seed, final long activeMs) {
        final Chance chance = Chance.of(seed, "scale");
        final int servers = chance.percent(70) ? 3 : chance.percent(50) ? 1 : 5;
        return new Scale(
                servers,
                chance.between(2, 9),
                chance.between(3, 14),
                (int) (activeMs / 1_000) * chance.between(4, 20) / 10,
                activeMs);
    }
}
