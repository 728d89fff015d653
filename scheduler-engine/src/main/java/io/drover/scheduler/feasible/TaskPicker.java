package io.drover.scheduler.feasible;

import io.drover.sbe.common.NumaAffinity;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeCores;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecDevices;
import io.drover.scheduler.spec.SpecTasks;

/**
 * Finds devices and cores for an allocation of a group on a node, task by task in the order of the job, of each task its devices first.
 *
 * <p>A task that wants its cores in one memory node gets those of the first one, by number, that has enough free and, where devices are to
 * be near, these too. Where it only prefers that, it gets what comes next: its cores in one memory node with devices from anywhere, cores
 * from as few memory nodes as it takes.
 */
public final class TaskPicker {
    private static final int ANYWHERE = CorePicker.ANYWHERE;

    private final Fleet fleet;
    private final DevicePicker devices;
    private final CorePicker cores;
    private int failedAsk;

    public TaskPicker(final Fleet fleet, final Trial trial) {
        this.fleet = fleet;
        devices = new DevicePicker(fleet, new DeviceRules(fleet));
        cores = new CorePicker(fleet, trial);
    }

    /** Whether all can be had, as a verdict; cheap where counts suffice. */
    public int check(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        if (spec.group(group).hasDevices() || spec.group(group).hasNuma()) {
            return pick(spec, group, allocs, plan, node);
        }
        final int wanted = spec.group(group).footprint().coreCount();
        return cores.isAvailable(allocs, plan, node, wanted) ? Verdict.FITS : Verdict.of(Verdict.CORES);
    }

    /** Picks all; the verdict says whether it could be had. */
    public int pick(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        devices.begin();
        cores.begin(allocs, plan, node);
        final SpecTasks tasks = spec.tasks();
        int taskInGroup = 0;
        for (int task = 0; task < tasks.count(); task++) {
            if (tasks.group(task) == group) {
                final int verdict = pickTask(spec, group, task, taskInGroup++, node);
                if (Verdict.FITS != verdict) {
                    return verdict;
                }
            }
        }
        return Verdict.FITS;
    }

    /** What the cores that were picked are worth, in MHz. */
    public int pickedMhz(final int node) {
        return cores.mhz(fleet.detail(node).cores());
    }

    /** The affinity of the devices that were picked, scaled by 2^32: matching weights by all weights. */
    public long deviceAffinity(final JobSpec spec, final int group) {
        final SpecDevices asks = spec.devices();
        long all = 0;
        for (int i = 0; i < asks.affinities().count(); i++) {
            if (asks.group(asks.affinities().group(i)) == group) {
                all += Math.abs(asks.affinities().weight(i));
            }
        }
        return Fixed.ratio(devices.matchedWeight(), Math.max(1, all));
    }

    /** The ask for devices that could not be met when devices were the verdict. */
    public int failedAsk() {
        return failedAsk;
    }

    /** Instances of a group of devices that an ask is short of, besides what was picked before it; 0 when the group does not suit. */
    public int missing(final JobSpec spec, final int ask, final int node, final int place) {
        return devices.missing(spec, ask, node, place);
    }

    /** Instances of a group of devices that an allocation holds and an ask could use. */
    public int held(
            final AllocView allocs,
            final int alloc,
            final JobSpec spec,
            final int ask,
            final int node,
            final int place) {
        return devices.held(allocs, alloc, spec, ask, node, place);
    }

    /** Adds what was picked to the plan's last placement. */
    public void appendTo(final PlanBuffer plan, final int node) {
        devices.appendTo(plan.placements());
        cores.appendTo(fleet.detail(node).cores(), plan.placements());
    }

    private int pickTask(final JobSpec spec, final int group, final int task, final int taskInGroup, final int node) {
        final NumaAffinity affinity = spec.tasks().numaAffinity(task);
        final boolean prefers = NumaAffinity.PREFER == affinity;
        if ((prefers || NumaAffinity.REQUIRE == affinity)
                && (pickNear(spec, group, task, taskInGroup, node, true)
                        || prefers && pickNear(spec, group, task, taskInGroup, node, false))) {
            return Verdict.FITS;
        }
        final int verdict = pickDevices(spec, group, taskInGroup, node, ANYWHERE);
        if (Verdict.FITS != verdict) {
            return verdict;
        }
        final int wanted = spec.tasks().coreCount(task);
        if (wanted == 0) {
            return Verdict.FITS;
        }
        final NodeCores available = fleet.detail(node).cores();
        final boolean isPicked =
                prefers ? cores.pickTogether(available, wanted) : cores.pick(available, wanted, ANYWHERE);
        if (!isPicked) {
            return Verdict.of(Verdict.CORES);
        }
        return NumaAffinity.REQUIRE == affinity ? Verdict.of(Verdict.NUMA_CORES) : Verdict.FITS;
    }

    /** Picks all of a task's cores in one memory node, and the devices that are to be near there too if that is wanted. */
    private boolean pickNear(
            final JobSpec spec,
            final int group,
            final int task,
            final int taskInGroup,
            final int node,
            final boolean withDevices) {
        final NodeCores available = fleet.detail(node).cores();
        final int devicesBefore = devices.count();
        final long weightBefore = devices.matchedWeight();
        final int coresBefore = cores.count();
        for (int i = 0; i < available.numaNodeCount(); i++) {
            final int numaNode = available.numaNodeAt(i);
            if (cores.pick(available, spec.tasks().coreCount(task), numaNode)
                    && Verdict.FITS == pickDevices(spec, group, taskInGroup, node, withDevices ? numaNode : ANYWHERE)) {
                return true;
            }
            devices.rollback(devicesBefore, weightBefore);
            cores.rollback(available, coresBefore);
        }
        return false;
    }

    private int pickDevices(
            final JobSpec spec, final int group, final int taskInGroup, final int node, final int numaNode) {
        final SpecDevices asks = spec.devices();
        for (int ask = 0; ask < asks.count(); ask++) {
            if (asks.group(ask) == group && asks.task(ask) == taskInGroup) {
                final int verdict = devices.pick(spec, ask, node, asks.isNearCores(ask) ? numaNode : ANYWHERE);
                if (Verdict.FITS != verdict) {
                    failedAsk = ask;
                    return verdict;
                }
            }
        }
        return Verdict.FITS;
    }
}
