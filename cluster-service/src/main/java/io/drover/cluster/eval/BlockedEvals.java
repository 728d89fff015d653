package io.drover.cluster.eval;

import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalDetail;
import io.drover.cluster.state.EvalTable;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.LongColumn;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.offheap.Slab;
import java.util.Arrays;

/**
 * Evaluations that wait for capacity, at most one for each job, of system jobs one for each node without room, and the classes of nodes whose capacity was freed since they were last
 * looked at. All classes freed by one log entry are matched in one pass, however many allocations ended in it.
 *
 * <p>An evaluation that is let go keeps the status <em>blocked</em> until it is processed, as in the reference; it is marked and put
 * into the queue.
 */
public final class BlockedEvals {
    private final ClusterState state;
    private final EvalTable evals;
    private final EvalDetail details;
    private final EvalQueue queue;
    private final Bits waiting;
    private final SpecLayout specs;
    private final LongIndex byNode;
    private final LongColumn keys;
    private final LongColumn unfit;
    private final Bits freedNodes;
    private long[] freedClasses = new long[16];
    private int[] freedPools = new int[16];
    private int freedCount;
    private boolean hasFreedVolumes;

    public BlockedEvals(final ClusterState state, final EvalQueue queue) {
        this.state = state;
        this.queue = queue;
        evals = state.evals();
        details = evals.details();
        specs = new SpecLayout(state.versions());
        waiting = new Bits(evals.rows().rowCountMax());
        byNode = new LongIndex(evals.rows().rowCountMax());
        keys = new LongColumn(evals.rows().rowCountMax());
        unfit = new LongColumn(evals.rows().rowCountMax());
        freedNodes = new Bits(state.nodes().rows().rowCountMax());
    }

    /** Evaluations that wait. */
    public int count() {
        return waiting.cardinality();
    }

    /**
     * An evaluation waits from now on, and its detail says what for. It must be the only one of its job, or of its job and node when it
     * names one.
     */
    public void add(final int eval) {
        waiting.set(eval);
        evals.isUnblocked(eval, false);
        unfit.set(eval, unfitMarks(eval));
        if (isOfNode(eval)) {
            final int node = state.nodes().find(evals.nodeIdHigh(eval), evals.nodeIdLow(eval));
            if (Slab.NULL_ROW != node) {
                final long key = key(evals.job(eval), node);
                byNode.put(key, eval);
                keys.set(eval, key);
            }
        } else {
            state.jobs().blockedEval(evals.job(eval), eval);
        }
    }

    /** Whether an evaluation waits for one node. */
    public boolean isOfNode(final int eval) {
        return (evals.nodeIdHigh(eval) | evals.nodeIdLow(eval)) != 0;
    }

    /** The evaluation of a job that waits for a node, or {@link Slab#NULL_ROW}. */
    public int find(final int job, final int node) {
        final int eval = byNode.find(key(job, node));
        final boolean isSame = Slab.NULL_ROW != eval
                && evals.nodeIdHigh(eval) == state.nodes().idHigh(node)
                && evals.nodeIdLow(eval) == state.nodes().idLow(node);
        return isSame ? eval : Slab.NULL_ROW;
    }

    private static long key(final int job, final int node) {
        return job + 1L << Integer.SIZE | node;
    }

    /** An evaluation does not wait any more, if it did. */
    public void remove(final int eval) {
        waiting.clear(eval);
        evals.isUnblocked(eval, false);
        final long key = keys.get(eval);
        if (0 != key) {
            keys.set(eval, 0);
            if (byNode.find(key) == eval) {
                byNode.remove(key);
            }
        }
        final int job = evals.job(eval);
        if (Slab.NULL_ROW != job && state.jobs().blockedEval(job) == eval) {
            state.jobs().blockedEval(job, Slab.NULL_ROW);
        }
    }

    /** A node has room that it had not, and with it its class in its pool. */
    public void free(final int node, final long computedClass, final int pool) {
        freedNodes.set(node);
        for (int i = 0; i < freedCount; i++) {
            if (freedClasses[i] == computedClass && freedPools[i] == pool) {
                return;
            }
        }
        if (freedCount == freedClasses.length) {
            freedClasses = Arrays.copyOf(freedClasses, freedCount * 2);
            freedPools = Arrays.copyOf(freedPools, freedCount * 2);
        }
        freedClasses[freedCount] = computedClass;
        freedPools[freedCount++] = pool;
    }

    /** A volume of a storage plugin can be claimed that could not, perhaps. */
    public void freeVolumes() {
        hasFreedVolumes = true;
    }

    /** Puts all that may find room now into the queue, and returns how many. */
    int release() {
        if (0 == freedCount && !hasFreedVolumes) {
            return 0;
        }
        int released = 0;
        for (int eval = waiting.nextSet(0); Bits.NONE != eval; eval = waiting.nextSet(eval + 1)) {
            if (!evals.isUnblocked(eval) && mayFit(eval)) {
                evals.isUnblocked(eval, true);
                queue.add(eval);
                released++;
            }
        }
        freedCount = 0;
        hasFreedVolumes = false;
        freedNodes.clearAll();
        return released;
    }

    private boolean mayFit(final int eval) {
        if (isOfNode(eval)) {
            return 0 != keys.get(eval) && freedNodes.get((int) keys.get(eval));
        }
        final int job = evals.job(eval);
        final int version = state.jobs().current(job);
        final int pool = Slab.NULL_ROW == version ? 0 : state.versions().pool(version);
        if (hasFreedVolumes && Slab.NULL_ROW != version && specs.of(version).wantsCsiVolumes()) {
            return true;
        }
        for (int i = 0; i < freedCount; i++) {
            if ((freedPools[i] == pool || isAllPools(pool)) && mayUse(eval, freedClasses[i])) {
                return true;
            }
        }
        return false;
    }

    /** Unless the class was seen and found wanting. */
    private boolean mayUse(final int eval, final long computedClass) {
        if (evals.isEscaped(eval) || 0 == (unfit.get(eval) & mark(computedClass))) {
            return true;
        }
        for (int i = details.classCount(eval) - 1; i >= 0; i--) {
            if (details.computedClass(eval, i) == computedClass) {
                return details.isEligible(eval, i);
            }
        }
        return true;
    }

    /** Marks of the classes that were found wanting, so that most details need not be fetched when many evaluations are asked at once. */
    private long unfitMarks(final int eval) {
        long marks = 0;
        for (int i = details.classCount(eval) - 1; i >= 0; i--) {
            if (!details.isEligible(eval, i)) {
                marks |= mark(details.computedClass(eval, i));
            }
        }
        return marks;
    }

    private static long mark(final long computedClass) {
        return 1L << (Mix.mix(computedClass) >>> Long.SIZE - 6);
    }

    private boolean isAllPools(final int pool) {
        return state.heap().strings().equalsAscii(pool, "all");
    }
}
