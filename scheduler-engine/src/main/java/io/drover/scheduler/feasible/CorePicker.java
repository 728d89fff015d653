package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeCores;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.Arrays;

/**
 * Finds cores for the tasks of an allocation that reserve some: the lowest free ones, or the lowest free ones of a memory node. Which are
 * held is read off the node's allocations and the plan, because replaced ones hold theirs until they end.
 */
final class CorePicker {
    /** Any memory node. */
    static final int ANYWHERE = -1;

    private static final int CORES_MAX = 1 << 16;

    private final Fleet fleet;
    private final Trial trial;
    private final Bits held = new Bits(CORES_MAX);
    private int count;
    private int[] places = new int[16];

    CorePicker(final Fleet fleet, final Trial trial) {
        this.fleet = fleet;
        this.trial = trial;
    }

    /** Whether so many cores are free on a node. */
    boolean isAvailable(final AllocView allocs, final PlanBuffer plan, final int node, final int wanted) {
        final NodeCores cores = fleet.detail(node).cores();
        if (wanted > cores.count()) {
            return false;
        }
        if (fleet.coresUsed(node) == 0) {
            return true;
        }
        begin(allocs, plan, node);
        return free(cores, ANYWHERE) >= wanted;
    }

    /** Forgets what was picked, and looks at what is held on a node. */
    void begin(final AllocView allocs, final PlanBuffer plan, final int node) {
        count = 0;
        held.clearAll();
        if (fleet.coresUsed(node) > 0) {
            collect(allocs, plan, node);
        }
    }

    int count() {
        return count;
    }

    /** Takes picks back, down to a count. */
    void rollback(final NodeCores cores, final int toCount) {
        while (count > toCount) {
            held.clear(cores.core(places[--count]));
        }
    }

    /** Picks the lowest free cores, of a memory node or anywhere; whether there were enough. */
    boolean pick(final NodeCores cores, final int wanted, final int numaNode) {
        if (free(cores, numaNode) < wanted) {
            return false;
        }
        int left = wanted;
        for (int place = 0; left > 0 && place < cores.count(); place++) {
            if (isFree(cores, place, numaNode)) {
                add(cores, place);
                left--;
            }
        }
        return true;
    }

    /** Picks cores from as few memory nodes as it takes, beginning with those that have most free; whether there were enough. */
    boolean pickTogether(final NodeCores cores, final int wanted) {
        if (free(cores, ANYWHERE) < wanted) {
            return false;
        }
        int left = wanted;
        while (left > 0) {
            int best = 0;
            int bestFree = 0;
            for (int i = 0; i < cores.numaNodeCount(); i++) {
                final int free = free(cores, cores.numaNodeAt(i));
                if (free > bestFree) {
                    best = cores.numaNodeAt(i);
                    bestFree = free;
                }
            }
            final int taken = Math.min(left, bestFree);
            pick(cores, taken, best);
            left -= taken;
        }
        return true;
    }

    /** What the cores that were picked are worth. */
    int mhz(final NodeCores cores) {
        int mhz = 0;
        for (int i = 0; i < count; i++) {
            mhz += cores.mhz(places[i]);
        }
        return mhz;
    }

    /** Adds what was picked to the plan's last placement. */
    void appendTo(final NodeCores cores, final Placements placements) {
        for (int i = 0; i < count; i++) {
            placements.appendCore(cores.core(places[i]));
        }
    }

    /** Cores that are free. */
    int free(final NodeCores cores, final int numaNode) {
        int free = 0;
        for (int place = 0; place < cores.count(); place++) {
            free += isFree(cores, place, numaNode) ? 1 : 0;
        }
        return free;
    }

    private boolean isFree(final NodeCores cores, final int place, final int numaNode) {
        return (numaNode == ANYWHERE || cores.numaNode(place) == numaNode) && !held.get(cores.core(place));
    }

    private void add(final NodeCores cores, final int place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count << 1);
        }
        places[count++] = place;
        held.set(cores.core(place));
    }

    private void collect(final AllocView allocs, final PlanBuffer plan, final int node) {
        for (int alloc = allocs.firstOnNode(node); alloc >= 0; alloc = allocs.nextOnNode(alloc)) {
            if (trial.isProposed(alloc)) {
                for (int i = 0; i < allocs.coreCount(alloc); i++) {
                    held.set(allocs.core(alloc, i));
                }
            }
        }
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            if (placements.node(i) == node) {
                for (int core = placements.coreFirst(i); core < placements.coreLimit(i); core++) {
                    held.set(placements.core(core));
                }
            }
        }
    }
}
