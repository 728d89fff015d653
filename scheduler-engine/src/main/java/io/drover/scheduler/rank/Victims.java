package io.drover.scheduler.rank;

import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.feasible.PortPicker;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.TaskPicker;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.plan.Stops;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import java.util.Arrays;

/**
 * Finds what would have to be evicted from a node to make room for an allocation: of lower priority by {@value #PRIORITY_DELTA} at
 * least, lowest priorities first, within a priority whatever comes nearest to what is still missing; then what turned out to
 * be needless is left.
 *
 * <pre>
 *  distance   √ Σ ((missing − held) / missing)²  over memory, cpu, disk     + 50 for each one too many of a group's max_parallel
 * </pre>
 */
final class Victims {
    /** What is held by name, not by amount. */
    private enum Held {
        PORTS,
        CORES;

        int count(final AllocView view, final int alloc) {
            return this == PORTS ? view.portCount(alloc) : view.coreCount(alloc);
        }
    }

    private static final int PRIORITY_DELTA = 10;
    private static final int DISTANCE_SHIFT = 15;
    private static final long RATIO_MAX = 1L << 30;
    private static final long PENALTY = 50L << DISTANCE_SHIFT;

    private final Fleet fleet;
    private final Trial trial;
    private final SpecCache specs;
    private int count;
    private int[] allocs = new int[16];
    private final Room room;
    private final PortPicker ports;
    private final TaskPicker tasks;
    private long deviceAffinity;
    private int trialCount;
    private int optionCount;
    private int[] option = new int[16];
    private int chosenCount;
    private int[] chosen = new int[16];
    private long missingCpu;
    private long missingMemory;
    private long missingDisk;

    Victims(
            final Fleet fleet,
            final Trial trial,
            final SpecCache specs,
            final Room room,
            final PortPicker ports,
            final TaskPicker tasks) {
        this.room = room;
        this.ports = ports;
        this.tasks = tasks;
        this.fleet = fleet;
        this.trial = trial;
        this.specs = specs;
    }

    int count() {
        return chosenCount;
    }

    int alloc(final int victim) {
        return chosen[victim];
    }

    /** Looks for them on a node that has no room for an allocation of a group; whether there are enough. */
    boolean find(final Session session, final JobSpec spec, final int group, final int node) {
        collect(session, node);
        chosenCount = 0;
        if (count == 0) {
            deviceAffinity = 0;
            return false;
        }
        final boolean isEnough = freePorts(session, spec, group, node)
                && freeNeeds(session, spec, group, node)
                && freeAmounts(session, node);
        deviceAffinity = isEnough ? room.deviceAffinity(node) : 0;
        for (int i = 0; i < trialCount; i++) {
            trial.resumeLast();
        }
        trialCount = 0;
        return isEnough && chosenCount > 0;
    }

    /** How well the devices suit that the allocation gets once they are evicted. */
    long deviceAffinity() {
        return deviceAffinity;
    }

    /** Evicts who holds the ports that are asked for, where all that hold one may be; then lowest priorities until others are free. */
    private boolean freePorts(final Session session, final JobSpec spec, final int group, final int node) {
        if (spec.group(group).portCount() == 0) {
            return true;
        }
        int verdict = ports.pick(spec, group, node, 0);
        while (Verdict.FITS != verdict) {
            final boolean isFreed = switch (Verdict.kind(verdict)) {
                case Verdict.RESERVED_PORT_COLLISION -> evictHolders(session, spec, Verdict.detail(verdict), node);
                case Verdict.DYNAMIC_PORTS -> evictOne(session, Held.PORTS);
                default -> false;
            };
            if (!isFreed) {
                return false;
            }
            verdict = ports.pick(spec, group, node, 0);
        }
        return true;
    }

    private boolean evictHolders(final Session session, final JobSpec spec, final int port, final int node) {
        final int value = spec.ports().value(port);
        final NodeDetail detail = fleet.detail(node);
        for (int i = 0; i < detail.networkCount(); i++) {
            if (!detail.isReservedPort(value)
                    && ports.isAddressOf(spec, port, node, i)
                    && evictHolders(session, detail.address(i), value, node)) {
                return true;
            }
        }
        return false;
    }

    private boolean evictHolders(final Session session, final int address, final int value, final int node) {
        final AllocView view = session.allocs();
        for (int alloc = view.firstOnNode(node); alloc >= 0; alloc = view.nextOnNode(alloc)) {
            if (trial.isProposed(alloc) && holds(view, alloc, address, value) && find(alloc) < 0) {
                return false;
            }
        }
        boolean isEvicted = false;
        for (int i = count - 1; i >= 0; i--) {
            if (holds(view, allocs[i], address, value)) {
                evict(i);
                isEvicted = true;
            }
        }
        return isEvicted;
    }

    private static boolean holds(final AllocView view, final int alloc, final int address, final int value) {
        for (int i = 0; i < view.portCount(alloc); i++) {
            if (view.port(alloc, i) == value && view.portAddress(alloc, i) == address) {
                return true;
            }
        }
        return false;
    }

    /** Evicts who holds devices and cores that are asked for. */
    private boolean freeNeeds(final Session session, final JobSpec spec, final int group, final int node) {
        if (!spec.group(group).hasDevices() && spec.group(group).footprint().coreCount() == 0) {
            return true;
        }
        int verdict = tasks.pick(spec, group, session.allocs(), session.plan(), node);
        while (Verdict.FITS != verdict) {
            final boolean isFreed = switch (Verdict.kind(verdict)) {
                case Verdict.DEVICES -> evictForDevice(session, spec, tasks.failedAsk(), node);
                case Verdict.CORES, Verdict.NUMA_CORES -> evictOne(session, Held.CORES);
                default -> false;
            };
            if (!isFreed) {
                return false;
            }
            verdict = tasks.pick(spec, group, session.allocs(), session.plan(), node);
        }
        return true;
    }

    /** Of each group of devices that suits lowest priorities first; of all groups the smallest sum of distinct priorities. */
    private boolean evictForDevice(final Session session, final JobSpec spec, final int ask, final int node) {
        final AllocView view = session.allocs();
        int best = -1;
        long bestSum = 0;
        for (int place = 0; place < fleet.nodeClass(node).deviceGroupCount(); place++) {
            final int missing = tasks.missing(spec, ask, node, place);
            if (missing > 0 && collectForDevice(view, spec, ask, node, place, missing)) {
                final long priorities = distinctPriorities(view);
                if (best < 0 || priorities < bestSum) {
                    best = place;
                    bestSum = priorities;
                }
            }
        }
        if (best < 0 || !collectForDevice(view, spec, ask, node, best, tasks.missing(spec, ask, node, best))) {
            return false;
        }
        for (int i = 0; i < optionCount; i++) {
            evict(find(option[i]));
        }
        return true;
    }

    /** Fills the option: by priority until enough would be free, of those the ones that hold most. */
    private boolean collectForDevice(
            final AllocView view,
            final JobSpec spec,
            final int ask,
            final int node,
            final int place,
            final int missing) {
        optionCount = 0;
        int freed = 0;
        while (freed < missing) {
            int next = -1;
            for (int i = 0; i < count; i++) {
                if (tasks.held(view, allocs[i], spec, ask, node, place) > 0
                        && !isInOption(allocs[i])
                        && (next < 0 || isBefore(view, allocs[i], allocs[next]))) {
                    next = i;
                }
            }
            if (next < 0) {
                return false;
            }
            freed += tasks.held(view, allocs[next], spec, ask, node, place);
            if (optionCount == option.length) {
                option = Arrays.copyOf(option, optionCount << 1);
            }
            option[optionCount++] = allocs[next];
        }
        keepLargest(view, spec, ask, node, place, missing);
        return true;
    }

    private void keepLargest(
            final AllocView view,
            final JobSpec spec,
            final int ask,
            final int node,
            final int place,
            final int missing) {
        for (int i = 1; i < optionCount; i++) {
            final int alloc = option[i];
            final int held = tasks.held(view, alloc, spec, ask, node, place);
            int at = i;
            while (at > 0 && tasks.held(view, option[at - 1], spec, ask, node, place) < held) {
                option[at] = option[at - 1];
                at--;
            }
            option[at] = alloc;
        }
        int freed = 0;
        int kept = 0;
        while (freed < missing) {
            freed += tasks.held(view, option[kept++], spec, ask, node, place);
        }
        optionCount = kept;
    }

    private long distinctPriorities(final AllocView view) {
        long sum = 0;
        for (int i = 0; i < optionCount; i++) {
            boolean isNew = true;
            for (int before = 0; before < i; before++) {
                isNew &= view.priority(option[before]) != view.priority(option[i]);
            }
            sum += isNew ? view.priority(option[i]) : 0;
        }
        return sum;
    }

    private boolean isInOption(final int alloc) {
        for (int i = 0; i < optionCount; i++) {
            if (option[i] == alloc) {
                return true;
            }
        }
        return false;
    }

    /** Evicts one of the lowest priority that holds something; of these the one that holds most of it. */
    private boolean evictOne(final Session session, final Held what) {
        final AllocView view = session.allocs();
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (what.count(view, allocs[i]) > 0 && (best < 0 || isBetter(view, what, allocs[i], allocs[best]))) {
                best = i;
            }
        }
        if (best >= 0) {
            evict(best);
        }
        return best >= 0;
    }

    private static boolean isBetter(final AllocView view, final Held what, final int a, final int b) {
        if (view.priority(a) == view.priority(b) && what.count(view, a) != what.count(view, b)) {
            return what.count(view, a) > what.count(view, b);
        }
        return isBefore(view, a, b);
    }

    /** By priority, then in the order of creation. */
    private static boolean isBefore(final AllocView view, final int a, final int b) {
        return view.priority(a) == view.priority(b) ? isOlder(view, a, b) : view.priority(a) < view.priority(b);
    }

    private int find(final int alloc) {
        for (int i = 0; i < count; i++) {
            if (allocs[i] == alloc) {
                return i;
            }
        }
        return -1;
    }

    private void evict(final int at) {
        final int alloc = allocs[at];
        allocs[at] = allocs[--count];
        choose(alloc);
        trial.stop(alloc);
        trialCount++;
    }

    /** Then what is still missing of amounts: compute, memory, disk, and the number of allocations. */
    private boolean freeAmounts(final Session session, final int node) {
        final int cpu = room.cpuAsk(node);
        final int memory = room.memoryAsk();
        final int disk = room.diskAsk();
        final int first = chosenCount;
        long freeCpu = (long) fleet.cpuMhz(node) - fleet.cpuUsedMhz(node);
        long freeMemory = (long) fleet.memoryMb(node) - fleet.memoryUsedMb(node);
        long freeDisk = (long) fleet.diskMb(node) - fleet.diskUsedMb(node);
        final int allocsMax = fleet.allocsMax(node);
        final int tooMany = allocsMax == 0 ? 0 : Math.max(0, fleet.allocCount(node) + 1 - allocsMax);
        missingCpu = cpu;
        missingMemory = memory;
        missingDisk = disk;
        final AllocView view = session.allocs();
        while (freeCpu < cpu || freeMemory < memory || freeDisk < disk || chosenCount - first < tooMany) {
            final int at = nearest(session);
            if (at < 0) {
                return false;
            }
            final int alloc = allocs[at];
            allocs[at] = allocs[--count];
            choose(alloc);
            freeCpu += view.cpuMhz(alloc);
            freeMemory += view.memoryMb(alloc);
            freeDisk += view.diskMb(alloc);
            missingCpu = Math.max(0, missingCpu - view.cpuMhz(alloc));
            missingMemory = Math.max(0, missingMemory - view.memoryMb(alloc));
            missingDisk = Math.max(0, missingDisk - view.diskMb(alloc));
        }
        leaveNeedless(view, first, first + tooMany, cpu, memory, disk, freeCpu, freeMemory, freeDisk);
        return true;
    }

    /** The score of evicting them, scaled by 2^32. */
    long score(final AllocView view) {
        int highest = 0;
        long sum = 0;
        for (int i = 0; i < chosenCount; i++) {
            highest = Math.max(highest, view.priority(chosen[i]));
            sum += view.priority(chosen[i]);
        }
        return Logistic.score(highest, sum);
    }

    private void collect(final Session session, final int node) {
        final AllocView view = session.allocs();
        final int highest = session.spec().priority() - PRIORITY_DELTA;
        count = 0;
        for (int alloc = view.firstOnNode(node); alloc >= 0; alloc = view.nextOnNode(alloc)) {
            if (view.job(alloc) != session.eval().job()
                    && view.priority(alloc) <= highest
                    && DesiredStatus.RUN == view.desiredStatus(alloc)
                    && trial.isProposed(alloc)) {
                if (count == allocs.length) {
                    allocs = Arrays.copyOf(allocs, count << 1);
                }
                allocs[count++] = alloc;
            }
        }
    }

    /** Of the lowest priority the one with the smallest distance; equal ones in the order of creation. */
    private int nearest(final Session session) {
        final AllocView view = session.allocs();
        int best = -1;
        long bestDistance = 0;
        for (int i = 0; i < count; i++) {
            final int order = best < 0 ? -1 : Integer.compare(view.priority(allocs[i]), view.priority(allocs[best]));
            if (order > 0) {
                continue;
            }
            final long distance = distance(view, allocs[i], missingCpu, missingMemory, missingDisk)
                    + PENALTY * excess(session, allocs[i]);
            if (order < 0
                    || distance < bestDistance
                    || distance == bestDistance && isOlder(view, allocs[i], allocs[best])) {
                best = i;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static boolean isOlder(final AllocView view, final int a, final int b) {
        if (view.createIndex(a) != view.createIndex(b)) {
            return view.createIndex(a) < view.createIndex(b);
        }
        final int high = Long.compareUnsigned(view.idHigh(a), view.idHigh(b));
        return high < 0 || high == 0 && Long.compareUnsigned(view.idLow(a), view.idLow(b)) < 0;
    }

    private static long distance(
            final AllocView view, final int alloc, final long cpu, final long memory, final long disk) {
        return root(square(memory, view.memoryMb(alloc))
                + square(cpu, view.cpuMhz(alloc))
                + square(disk, view.diskMb(alloc)));
    }

    private static long square(final long missing, final long held) {
        if (missing <= 0) {
            return 0;
        }
        final long ratio = ((missing - held) << DISTANCE_SHIFT) / missing;
        final long bounded = Math.max(-RATIO_MAX, Math.min(ratio, RATIO_MAX));
        return bounded * bounded;
    }

    /** The whole part of a square root, bit by bit. */
    private static long root(final long value) {
        long root = 0;
        long rest = value;
        for (long bit = 1L << 62; bit != 0; bit >>= 2) {
            if (rest >= root + bit) {
                rest -= root + bit;
                root = (root >> 1) + bit;
            } else {
                root >>= 1;
            }
        }
        return root;
    }

    /** By how many one more eviction would exceed what the group of an allocation allows to move at a time. */
    private int excess(final Session session, final int alloc) {
        final AllocView view = session.allocs();
        final JobView jobs = session.view().jobs();
        final int parallel =
                specs.get(jobs, view.spec(alloc)).group(view.group(alloc)).migrateMaxParallel();
        if (parallel <= 0) {
            return 0;
        }
        int evicted = 0;
        final Stops stops = session.plan().stops();
        for (int i = 0; i < stops.count(); i++) {
            evicted += stops.preemptor(i) != Stops.NONE && isSameGroup(view, stops.alloc(i), alloc) ? 1 : 0;
        }
        for (int i = 0; i < chosenCount; i++) {
            evicted += isSameGroup(view, chosen[i], alloc) ? 1 : 0;
        }
        return Math.max(0, evicted + 1 - parallel);
    }

    private static boolean isSameGroup(final AllocView view, final int a, final int b) {
        return view.job(a) == view.job(b) && view.group(a) == view.group(b);
    }

    private void choose(final int alloc) {
        if (chosenCount == chosen.length) {
            chosen = Arrays.copyOf(chosen, chosenCount << 1);
        }
        chosen[chosenCount++] = alloc;
    }

    /** Of what was chosen the farthest come first, and those that are not needed any more behind them are left. */
    private void leaveNeedless(
            final AllocView view,
            final int first,
            final int least,
            final int cpu,
            final int memory,
            final int disk,
            final long freeCpu,
            final long freeMemory,
            final long freeDisk) {
        for (int i = first + 1; i < chosenCount; i++) {
            final int alloc = chosen[i];
            final long distance = distance(view, alloc, cpu, memory, disk);
            int at = i;
            while (at > first && distance(view, chosen[at - 1], cpu, memory, disk) < distance) {
                chosen[at] = chosen[at - 1];
                at--;
            }
            chosen[at] = alloc;
        }
        long spareCpu = freeCpu - cpu;
        long spareMemory = freeMemory - memory;
        long spareDisk = freeDisk - disk;
        while (chosenCount > least) {
            final int last = chosen[chosenCount - 1];
            spareCpu -= view.cpuMhz(last);
            spareMemory -= view.memoryMb(last);
            spareDisk -= view.diskMb(last);
            if (Math.min(spareCpu, Math.min(spareMemory, spareDisk)) < 0) {
                return;
            }
            chosenCount--;
        }
    }
}
