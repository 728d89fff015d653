package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;

/**
 * Finds cores for an allocation that reserves some: the lowest free ones. Which are held is read off the node's allocations and
 * the plan, because replaced ones hold theirs until they end.
 */
public final class CorePicker {
    private static final int CORES_MAX = 1 << 16;

    private final Fleet fleet;
    private final Trial trial;
    private final Bits held = new Bits(CORES_MAX);

    public CorePicker(final Fleet fleet, final Trial trial) {
        this.fleet = fleet;
        this.trial = trial;
    }

    /** Whether so many cores are free on a node. */
    public boolean isAvailable(final AllocView allocs, final PlanBuffer plan, final int node, final int wanted) {
        final int usable = fleet.detail(node).coreCount();
        if (wanted > usable) {
            return false;
        }
        if (fleet.coresUsed(node) == 0) {
            return true;
        }
        collect(allocs, plan, node);
        return usable - held.cardinality() >= wanted;
    }

    /** Adds the lowest free cores to the plan's last placement, which is on this node. */
    public void appendTo(final AllocView allocs, final PlanBuffer plan, final int node, final int wanted) {
        collect(allocs, plan, node);
        int core = -1;
        for (int i = 0; i < wanted; i++) {
            core = held.nextClear(core + 1);
            plan.placements().appendCore(core);
        }
    }

    private void collect(final AllocView allocs, final PlanBuffer plan, final int node) {
        held.clearAll();
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
