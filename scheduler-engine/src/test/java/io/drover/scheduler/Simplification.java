package io.drover.scheduler;

import java.util.Set;

/**
 * What is left out of a random case, to find the smallest one that still fails.
 *
 * @param steps    changes of jobs that are made.
 * @param nodes    numbers of nodes that are not there.
 * @param features kinds of rules that no group has.
 */
record Simplification(int steps, Set<Integer> nodes, Set<Feature> features) {
    /** A kind of rule. */
    enum Feature {
        JOB_CONSTRAINTS,
        CONSTRAINTS,
        AFFINITIES,
        SPREADS,
        PORTS,
        VOLUMES
    }

    static final Simplification NONE = new Simplification(6, Set.of(), Set.of());

    boolean removesNode(final int number) {
        return nodes.contains(number);
    }

    void apply(final SpecBuilder spec, final SpecBuilder.Group group) {
        for (final Feature feature : features) {
            switch (feature) {
                case JOB_CONSTRAINTS -> spec.constraints.clear();
                case CONSTRAINTS -> group.constraints.clear();
                case AFFINITIES -> group.affinities.clear();
                case SPREADS -> group.spreads.clear();
                case PORTS -> group.ports.clear();
                case VOLUMES -> group.volumes.clear();
            }
        }
    }
}
