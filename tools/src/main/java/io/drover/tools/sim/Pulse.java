package io.drover.tools.sim;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.scheduler.offheap.Slab;

/** A few numbers of a state, cheap enough for every entry: how much there is of what, and what is due next. */
final class Pulse {
    private Pulse() {}

    static long of(final StateMachine machine) {
        final Engine engine = machine.engine();
        if (engine == null) {
            return 0;
        }
        final ClusterState state = engine.state();
        long pulse = machine.clockMs();
        pulse = mix(pulse, state.nodes().rows());
        pulse = mix(pulse, state.jobs().rows());
        pulse = mix(pulse, state.versions().rows());
        pulse = mix(pulse, state.evals().rows());
        pulse = mix(pulse, state.allocs().rows());
        pulse = mix(pulse, state.deployments().rows());
        pulse = pulse * 31 + state.services().rows().count();
        pulse = pulse * 31 + state.variables().rows().count();
        pulse = pulse * 31 + state.heap().blobs().usedBytes();
        pulse = pulse * 31 + state.heap().strings().count();
        return pulse * 31 + state.deadlines().earliestMs();
    }

    private static long mix(final long pulse, final Slab rows) {
        return (pulse * 31 + rows.count()) * 31 + rows.lastGeneration();
    }
}
