package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.SessionRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.SessionTable;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Slab;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a state that is brought back takes over of the one that it replaces, so that whoever talks to the cluster can go on: who sent which
 * commands; an index that only rises; generations of rows, so that no handle of before means another row; and the time that nodes
 * and holders of locks could not be heard while nobody knew of them.
 */
public final class Restoration {
    private Restoration() {}

    /**
     * Makes the new state the successor of the old one. Cannot fail once {@link #hasRoom} was asked.
     *
     * @param silenceMs time between what was saved and now.
     */
    public static void succeed(final Engine old, final Engine restored, final long silenceMs) {
        final ClusterState from = old.state();
        final ClusterState to = restored.state();
        to.restore().begin(0, 0);
        copySessions(from, restored);
        to.members().succeed(from.members());
        to.indexes().restoreLast(Math.max(from.indexes().last(), to.indexes().last()));
        raise(from.nodes().rows(), to.nodes().rows());
        raise(from.jobs().rows(), to.jobs().rows());
        raise(from.versions().rows(), to.versions().rows());
        raise(from.evals().rows(), to.evals().rows());
        raise(from.allocs().rows(), to.allocs().rows());
        raise(from.deployments().rows(), to.deployments().rows());
        if (silenceMs > 0) {
            restored.timers().shiftNodes(silenceMs);
        }
    }

    /** Notes in the first step of the new state that all is new: for readers of every table, and for every node. */
    public static void note(final Engine restored) {
        for (final TableId table : TableId.values()) {
            if (table != TableId.NULL_VAL && table != TableId.SBE_UNKNOWN) {
                restored.step().single(table);
            }
        }
        final NodeTable nodes = restored.state().nodes();
        for (int node = nodes.rows().first();
                Slab.NULL_ROW != node;
                node = nodes.rows().next(node)) {
            // Allocations that the node runs may be gone, so it must hear of all that are left.
            nodes.removedIndex(node, restored.step().index());
        }
    }

    /** Whether the sessions of one state fit beside what another has. */
    public static boolean hasRoom(final ClusterState from, final ClusterState to) {
        final long[] bytes = {0};
        new SessionRowWriter(from).writeAll(new ExpandableArrayBuffer(), length -> bytes[0] += length);
        return from.sessions().rows().count() <= to.sessions().rows().rowCountMax()
                && from.sessions().window() <= to.sessions().window()
                && to.heap()
                        .hasRoomFor(
                                2 * bytes[0],
                                from.sessions().rows().count() * from.sessions().window());
    }

    private static void copySessions(final ClusterState from, final Engine to) {
        final SessionTable sessions = to.state().sessions();
        for (int row = sessions.rows().first();
                Slab.NULL_ROW != row;
                row = sessions.rows().first()) {
            sessions.remove(row);
        }
        final SmallRowLoader loader = new SmallRowLoader(to);
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
        final UnsafeBuffer record = new UnsafeBuffer(0, 0);
        new SessionRowWriter(from).writeAll(buffer, length -> {
            record.wrap(buffer, 0, length);
            loader.session(record);
        });
    }

    private static void raise(final Slab from, final Slab to) {
        to.restoreLastGeneration(Math.max(from.lastGeneration(), to.lastGeneration()));
    }
}
