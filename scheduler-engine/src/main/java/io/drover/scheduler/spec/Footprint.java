package io.drover.scheduler.spec;

import io.drover.sbe.jobspec.Lifecycle;
import io.drover.scheduler.fleet.NodeDraft;

/**
 * What one allocation of a group takes of a node. Tasks that do not run at the same time share: prestart tasks, the main
 * ones and poststop tasks each are a phase, a sidecar started before is in the first two, and the largest phase counts. Reserved
 * cores are held all the time.
 */
public final class Footprint {
    private static final int CEILING = NodeDraft.CAPACITY_MAX + 1;

    private long prestartCpu;
    private long prestartMemory;
    private long mainCpu;
    private long mainMemory;
    private long poststopCpu;
    private long poststopMemory;
    private int coreCount;
    private int diskMb;

    void reset(final int disk) {
        prestartCpu = 0;
        prestartMemory = 0;
        mainCpu = 0;
        mainMemory = 0;
        poststopCpu = 0;
        poststopMemory = 0;
        coreCount = 0;
        diskMb = clamp(disk);
    }

    void addTask(final Lifecycle phase, final boolean isSidecar, final int cpu, final int cores, final int memory) {
        final long addedCpu = cores > 0 ? 0 : Math.max(0, cpu);
        final long addedMemory = Math.max(0, memory);
        coreCount += Math.min(Math.max(0, cores), 1 << 16);
        final boolean isPrestart = Lifecycle.PRESTART == phase;
        if (isPrestart) {
            prestartCpu += addedCpu;
            prestartMemory += addedMemory;
        }
        if (Lifecycle.POSTSTOP == phase) {
            poststopCpu += addedCpu;
            poststopMemory += addedMemory;
        } else if (!isPrestart || isSidecar) {
            mainCpu += addedCpu;
            mainMemory += addedMemory;
        }
    }

    /** MHz of the tasks without reserved cores; never above {@link NodeDraft#CAPACITY_MAX} plus one. */
    public int cpuMhz() {
        return clamp(Math.max(mainCpu, Math.max(prestartCpu, poststopCpu)));
    }

    public int memoryMb() {
        return clamp(Math.max(mainMemory, Math.max(prestartMemory, poststopMemory)));
    }

    public int diskMb() {
        return diskMb;
    }

    /** Cores reserved by its tasks; each adds the MHz that a core of the node is worth. */
    public int coreCount() {
        return coreCount;
    }

    private static int clamp(final long value) {
        return (int) Math.max(0, Math.min(value, CEILING));
    }
}
