package io.drover.scheduler.reconcile;

import io.drover.scheduler.StateView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;

/**
 * Decides how an allocation of an older job version gets to the current one. What it holds does not change in place: everything
 * that would change it is in the digest that makes an update destructive.
 */
final class InPlaceChecker {
    private final Fleet fleet;
    private final NodeBase base;
    private final ClassVerdicts verdicts;
    private final SpecCache specs;

    InPlaceChecker(final Fleet fleet, final NodeBase base, final ClassVerdicts verdicts, final SpecCache specs) {
        this.fleet = fleet;
        this.base = base;
        this.verdicts = verdicts;
        this.specs = specs;
    }

    /** Whether the allocation has to be replaced because the group itself differs. */
    boolean differsDestructively(final StateView view, final int alloc, final JobSpec spec, final int group) {
        final JobSpec former = specs.get(view.jobs(), view.allocs().spec(alloc));
        return spec.group(group).differsDestructively(former.group(view.allocs().group(alloc)));
    }

    /** Whether the node that it is on still suits the job. */
    boolean isNodeSuitable(final StateView view, final int alloc, final JobSpec spec, final int group) {
        final int node = view.allocs().node(alloc);
        if (node < 0 || !fleet.isPresent(node) || !base.admitsClass(fleet.classRow(node))) {
            return false;
        }
        final int verdict = verdicts.check(
                spec, group, fleet.nodeClass(node), node, view.allocs().nameIndex(alloc));
        if (verdict != Verdict.FITS) {
            verdicts.reject(spec, group, fleet.classRow(node), verdict);
        }
        return verdict == Verdict.FITS;
    }
}
