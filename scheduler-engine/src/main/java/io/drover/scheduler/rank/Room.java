package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.PortPicker;
import io.drover.scheduler.feasible.TaskPicker;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeChunk;
import io.drover.scheduler.fleet.NodeCores;
import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecGroup;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node has room for one more allocation of a group, and how well it would be filled. Like nodes come in rows, so the
 * fitness computed last is remembered.
 */
final class Room {
    private final Fleet fleet;
    private final PortPicker ports;
    private final TaskPicker tasks;
    private int group;
    private int cpu;
    private int memory;
    private int disk;
    private int coreCount;
    private boolean hasPorts;
    private boolean hasTaskNeeds;
    private boolean hasDeviceAffinities;
    private boolean isPlain;
    private boolean isSpreading;
    private final FitnessMemo packed = new FitnessMemo(false);
    private final FitnessMemo spread = new FitnessMemo(true);
    private FitnessMemo fitness = packed;
    private long lastFree;
    private long lastCapacity;
    private @Nullable JobSpec jobSpec;
    private @Nullable AllocView allocs;
    private @Nullable PlanBuffer plan;
    private long lastFitness;

    Room(final Fleet fleet, final PortPicker ports, final TaskPicker tasks) {
        this.fleet = fleet;
        this.ports = ports;
        this.tasks = tasks;
    }

    /** Reads what a group asks for; emptier nodes are better if {@code spreading}. */
    void prepare(
            final JobSpec spec,
            final int ofGroup,
            final AllocView allocView,
            final PlanBuffer planBuffer,
            final boolean spreading) {
        allocs = allocView;
        plan = planBuffer;
        jobSpec = spec;
        final SpecGroup ask = spec.group(ofGroup);
        group = ofGroup;
        cpu = ask.footprint().cpuMhz();
        memory = ask.footprint().memoryMb();
        disk = ask.footprint().diskMb();
        coreCount = ask.footprint().coreCount();
        hasPorts = ask.portCount() > 0;
        hasTaskNeeds = coreCount > 0 || ask.hasDevices();
        hasDeviceAffinities = ask.hasDeviceAffinities();
        isPlain = !hasPorts && !hasTaskNeeds;
        isSpreading = spreading;
        fitness = spreading ? spread : packed;
        lastCapacity = -1;
    }

    /** Whether emptier nodes are better. */
    boolean isSpreading() {
        return isSpreading;
    }

    /** MHz that an allocation takes on a node: reserved cores are worth what the node's are. */
    int cpuAsk(final int node) {
        return coreCount == 0 ? cpu : cpu + coreMhz(node);
    }

    private int coreMhz(final int node) {
        final NodeCores cores = fleet.detail(node).cores();
        if (!cores.isUniform() && pick(node) == Verdict.FITS) {
            return tasks.pickedMhz(node);
        }
        // Where there are too few, what the first is worth stands for all.
        return cores.count() == 0 ? 0 : (int) Math.min(NodeDraft.CAPACITY_MAX, (long) coreCount * cores.mhz(0));
    }

    /** Whether some devices are better than others: then {@link #deviceAffinity} is a term of the score. */
    boolean hasDeviceAffinities() {
        return hasDeviceAffinities;
    }

    /** How well the devices suit that an allocation would get on a node. */
    long deviceAffinity(final int node) {
        return hasDeviceAffinities && pick(node) == Verdict.FITS ? tasks.deviceAffinity(begun(jobSpec), group) : 0;
    }

    private int pick(final int node) {
        return tasks.pick(begun(jobSpec), group, begun(allocs), begun(plan), node);
    }

    private static <T> T begun(final @Nullable T value) {
        if (value == null) {
            throw Invariant.unreachable("a group was prepared");
        }
        return value;
    }

    int memoryAsk() {
        return memory;
    }

    int diskAsk() {
        return disk;
    }

    /** What is used up, or {@link Verdict#FITS}. */
    int verdict(final JobSpec spec, final AllocView allocs, final PlanBuffer plan, final int node) {
        if (hasPorts) {
            final int verdict = ports.check(spec, group, node);
            if (Verdict.FITS != verdict) {
                return verdict;
            }
        }
        if (hasTaskNeeds) {
            final int verdict = tasks.check(spec, group, allocs, plan, node);
            if (Verdict.FITS != verdict) {
                return verdict;
            }
        }
        return verdict(
                fleet.slotsFree(node) > 0,
                fleet.cpuFreeMhz(node) - cpuAsk(node),
                fleet.memoryFreeMb(node) - memory,
                fleet.diskFreeMb(node) - disk);
    }

    /** All that a node has no room for: a bit for each kind of {@link Verdict}. */
    long lacks(final JobSpec spec, final AllocView allocs, final PlanBuffer plan, final int node) {
        final int port = hasPorts ? ports.check(spec, group, node) : Verdict.FITS;
        final int need = hasTaskNeeds ? tasks.check(spec, group, allocs, plan, node) : Verdict.FITS;
        return bit(Verdict.FITS == port, Verdict.kind(port))
                | bit(Verdict.FITS == need, Verdict.kind(need))
                | bit(fleet.slotsFree(node) > 0, Verdict.MAX_ALLOCATIONS)
                | bit(fleet.cpuFreeMhz(node) >= cpuAsk(node), Verdict.CPU)
                | bit(fleet.memoryFreeMb(node) >= memory, Verdict.MEMORY)
                | bit(fleet.diskFreeMb(node) >= disk, Verdict.DISK);
    }

    private static long bit(final boolean isMet, final int kind) {
        return isMet ? 0 : 1L << kind;
    }

    /** Whether no ports, devices or cores are asked for: the chunk's columns decide. */
    boolean isPlain() {
        return isPlain;
    }

    /** The same of a plain group, for a row of a chunk. */
    int verdict(final NodeChunk chunk, final int at) {
        return verdict(
                chunk.takesOneMore(at),
                chunk.freeCpuMhz(at) - cpu,
                chunk.freeMemoryMb(at) - memory,
                chunk.freeDiskMb(at) - disk);
    }

    private static int verdict(
            final boolean takesOneMore, final int cpuLeft, final int memoryLeft, final int diskLeft) {
        if ((cpuLeft | memoryLeft | diskLeft) >= 0 && takesOneMore) {
            return Verdict.FITS;
        }
        if (!takesOneMore) {
            return Verdict.of(Verdict.MAX_ALLOCATIONS);
        }
        if (cpuLeft < 0) {
            return Verdict.of(Verdict.CPU);
        }
        return Verdict.of(memoryLeft < 0 ? Verdict.MEMORY : Verdict.DISK);
    }

    /** Finds out for the first rows of a chunk whether they have room for a plain group: see {@link NodeChunk#addRoom}. */
    void addRoom(final NodeChunk chunk, final int count, final int[] into) {
        chunk.addRoom(cpu, memory, disk, count, into);
    }

    /** Fitness of a node that fits, with one more allocation of the group. */
    long fitness(final int node) {
        return fitness(
                fleet.cpuFreeMhz(node) - cpuAsk(node),
                fleet.memoryFreeMb(node) - memory,
                fleet.cpuMhz(node),
                fleet.memoryMb(node));
    }

    /** Fitness of a node that has no room: what is missing counts as nothing free. */
    long fullFitness(final int node) {
        return fitness(
                Math.max(0, fleet.cpuFreeMhz(node) - cpuAsk(node)),
                Math.max(0, fleet.memoryFreeMb(node) - memory),
                fleet.cpuMhz(node),
                fleet.memoryMb(node));
    }

    /** The same of a plain group, for a row of a chunk that fits. */
    long fitness(final NodeChunk chunk, final int at) {
        return fitness(
                chunk.freeCpuMhz(at) - cpu, chunk.freeMemoryMb(at) - memory, chunk.cpuMhz(at), chunk.memoryMb(at));
    }

    private long fitness(final int freeCpu, final int freeMemory, final int cpuMhz, final int memoryMb) {
        final long free = (long) freeCpu << Integer.SIZE | freeMemory;
        final long capacity = (long) cpuMhz << Integer.SIZE | memoryMb;
        if (free != lastFree || capacity != lastCapacity) {
            lastFitness = fitness.get(free, capacity);
            lastFree = free;
            lastCapacity = capacity;
        }
        return lastFitness;
    }
}
