package io.drover.scheduler.feasible;

import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as it will be when the plan is carried out. While an evaluation is processed, stops release and placements take in
 * the fleet itself, so that every check sees one set of numbers; {@link #end} undoes all of it.
 *
 * <p>A stop frees at once here, although its allocation holds on until its node reports the end: that is how the
 * reference counts, and why usage may exceed capacity for a moment.
 */
public final class Trial {
    private static final int FIELDS = 5;

    private final Fleet fleet;
    private final Bits stopped;
    private int[] taken = new int[FIELDS * 64];
    private int takenCount;
    private int[] stops = new int[64];
    private int stopCount;
    private @Nullable AllocView currentAllocs;
    private @Nullable PlanBuffer currentPlan;

    public Trial(final Fleet fleet, final int allocCountMax) {
        this.fleet = fleet;
        stopped = new Bits(allocCountMax);
    }

    public void begin(final AllocView allocs, final PlanBuffer plan) {
        currentAllocs = allocs;
        currentPlan = plan;
    }

    /** Puts the fleet back to what it was. */
    public void end() {
        while (takenCount > 0) {
            undoTake(takenCount - 1);
        }
        while (stopCount > 0) {
            resume(stops[stopCount - 1]);
        }
        final Placements placements = plan().placements();
        for (int i = 0; i < placements.count(); i++) {
            changeNamed(placements, i, false);
        }
        currentAllocs = null;
        currentPlan = null;
    }

    /** The plan stops an allocation: what it holds is free. */
    public void stop(final int alloc) {
        if (stopped.get(alloc)) {
            return;
        }
        stopped.set(alloc);
        if (stopCount == stops.length) {
            stops = Arrays.copyOf(stops, stopCount << 1);
        }
        stops[stopCount++] = alloc;
        if (isHolding(alloc)) {
            change(alloc, false);
        }
    }

    /** The allocation stopped last is not stopped after all. */
    public void resumeLast() {
        resume(stops[stopCount - 1]);
    }

    /** Takes what the plan's last placement holds. */
    public void takeLast() {
        final Placements placements = plan().placements();
        final int placement = placements.count() - 1;
        if (takenCount * FIELDS == taken.length) {
            taken = Arrays.copyOf(taken, taken.length << 1);
        }
        final int at = FIELDS * takenCount++;
        taken[at] = placements.node(placement);
        taken[at + 1] = placements.cpuMhz(placement);
        taken[at + 2] = placements.memoryMb(placement);
        taken[at + 3] = placements.diskMb(placement);
        taken[at + 4] = placements.coreLimit(placement) - placements.coreFirst(placement);
        fleet.take(taken[at], taken[at + 1], taken[at + 2], taken[at + 3], taken[at + 4]);
        changeNamed(placements, placement, true);
    }

    /** Whether the plan stops an allocation. */
    public boolean isStopped(final int alloc) {
        return stopped.get(alloc);
    }

    /** Whether an allocation occupies its node: it is not client-terminal and the plan does not stop it. */
    public boolean isProposed(final int alloc) {
        return isHolding(alloc) && !stopped.get(alloc);
    }

    public static boolean isClientTerminal(final ClientStatus status) {
        return ClientStatus.COMPLETE == status || ClientStatus.FAILED == status || ClientStatus.LOST == status;
    }

    private boolean isHolding(final int alloc) {
        final AllocView allocs = allocs();
        final int node = allocs.node(alloc);
        return node >= 0 && fleet.isPresent(node) && !isClientTerminal(allocs.clientStatus(alloc));
    }

    private void resume(final int alloc) {
        stopCount--;
        stopped.clear(alloc);
        if (isHolding(alloc)) {
            change(alloc, true);
        }
    }

    private void undoTake(final int index) {
        final int at = FIELDS * index;
        fleet.release(taken[at], taken[at + 1], taken[at + 2], taken[at + 3], taken[at + 4]);
        takenCount--;
    }

    /** What is held by name, not by amount: ports and devices. */
    private void changeNamed(final Placements placements, final int placement, final boolean takes) {
        final int node = placements.node(placement);
        for (int port = placements.portFirst(placement); port < placements.portLimit(placement); port++) {
            if (takes) {
                fleet.ports().take(node, placements.portAddress(port), placements.portValue(port));
            } else {
                fleet.ports().release(node, placements.portAddress(port), placements.portValue(port));
            }
        }
        for (int device = placements.deviceFirst(placement); device < placements.deviceLimit(placement); device++) {
            if (takes) {
                fleet.devices().take(node, placements.device(device));
            } else {
                fleet.devices().release(node, placements.device(device));
            }
        }
    }

    private void change(final int alloc, final boolean takes) {
        final AllocView allocs = allocs();
        final int node = allocs.node(alloc);
        final int cpu = allocs.cpuMhz(alloc);
        final int memory = allocs.memoryMb(alloc);
        final int disk = allocs.diskMb(alloc);
        final int cores = allocs.coreCount(alloc);
        if (takes) {
            fleet.take(node, cpu, memory, disk, cores);
        } else {
            fleet.release(node, cpu, memory, disk, cores);
        }
        for (int i = 0; i < allocs.portCount(alloc); i++) {
            if (takes) {
                fleet.ports().take(node, allocs.portAddress(alloc, i), allocs.port(alloc, i));
            } else {
                fleet.ports().release(node, allocs.portAddress(alloc, i), allocs.port(alloc, i));
            }
        }
        for (int i = 0; i < allocs.deviceCount(alloc); i++) {
            if (takes) {
                fleet.devices().take(node, allocs.device(alloc, i));
            } else {
                fleet.devices().release(node, allocs.device(alloc, i));
            }
        }
    }

    private AllocView allocs() {
        if (currentAllocs == null) {
            throw Invariant.unreachable("a trial has begun");
        }
        return currentAllocs;
    }

    private PlanBuffer plan() {
        if (currentPlan == null) {
            throw Invariant.unreachable("a trial has begun");
        }
        return currentPlan;
    }
}
