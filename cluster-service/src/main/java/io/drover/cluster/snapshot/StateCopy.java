package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.EvalQueue;
import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * All state as it was at one log position, in memory of its own, so that writing it as a snapshot does not stop the state machine: that
 * one only waits for the copying of its memory.
 *
 * <pre>
 *  service thread   ... entry │ take │ entry │ entry │ ...          take: plain copies, no row is looked at
 *  another thread              '───► write: rows, digest ──► file
 * </pre>
 *
 * <p>Needs as much memory as rows and heap of the state, better taken ahead by {@link #prepare} than while the service waits, and given
 * back by {@link #release}. Used by one thread at a time; whoever hands it over sees to the order of memory.
 */
public final class StateCopy {
    private @Nullable Content content;
    private long clockMs;
    private long logPosition;

    private record Content(ClusterState state, EvalQueue queue, SnapshotWriter writer) {}

    /**
     * Takes some of the memory that a copy of an engine's state will need, on a thread that may take its time; the engine stays in use.
     *
     * @return whether any was missing.
     */
    public boolean prepare(final Engine engine) {
        final Content target = content;
        if (target == null) {
            content = newContent(engine.state());
            return true;
        }
        return isOfCluster(target.state, engine.state()) && target.state.growLike(engine.state());
    }

    /** Becomes a copy of an engine's state. */
    public void take(final Engine engine, final long nowMs, final long position) {
        Content target = content;
        if (target == null || !isOfCluster(target.state, engine.state())) {
            release();
            target = newContent(engine.state());
            content = target;
        }
        target.state.copyRowsFrom(engine.state());
        target.queue.copyFrom(engine.queue());
        clockMs = nowMs;
        logPosition = position;
    }

    /** Gives the memory back. */
    public void release() {
        final Content released = content;
        content = null;
        if (released != null) {
            released.state.freeMemory();
        }
    }

    /** Writes a snapshot of what was taken. */
    public void write(final SnapshotSink sink) {
        require().writer.write(clockMs, logPosition, sink);
    }

    /** The digest of what was taken. */
    public long digest() {
        return require().writer.digest(clockMs);
    }

    /** The digest of what was written last, without computing it again. */
    public long writtenDigest() {
        return require().writer.lastDigest();
    }

    /** The state that was taken, to be read by row only. */
    public ClusterState state() {
        return require().state;
    }

    /** Where in the log it was taken. */
    public long logPosition() {
        return logPosition;
    }

    private Content require() {
        final Content taken = content;
        if (taken == null) {
            throw new IllegalStateException("nothing was copied yet");
        }
        return taken;
    }

    private static Content newContent(final ClusterState of) {
        final ClusterState state = of.newEmpty();
        final EvalQueue queue = new EvalQueue(state.evals());
        return new Content(state, queue, new SnapshotWriter(state, queue, new Registrations(state, new Step(state))));
    }

    private static boolean isOfCluster(final ClusterState a, final ClusterState b) {
        return a.clusterIdHigh() == b.clusterIdHigh()
                && a.clusterIdLow() == b.clusterIdLow()
                && a.limits() == b.limits();
    }
}
