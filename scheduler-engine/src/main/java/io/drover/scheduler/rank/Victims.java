package io.drover.scheduler.rank;

import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.Stops;
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
    private static final int PRIORITY_DELTA = 10;
    private static final int DISTANCE_SHIFT = 15;
    private static final long RATIO_MAX = 1L << 30;
    private static final long PENALTY = 50L << DISTANCE_SHIFT;

    private final Fleet fleet;
    private final Trial trial;
    private final SpecCache specs;
    private int count;
    private int[] allocs = new int[16];
    private int chosenCount;
    private int[] chosen = new int[16];
    private long missingCpu;
    private long missingMemory;
    private long missingDisk;

    Victims(final Fleet fleet, final Trial trial, final SpecCache specs) {
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

    /** Looks for them on a node that has no room for what is asked for; whether there are enough. */
    boolean find(final Session session, final int node, final int cpu, final int memory, final int disk) {
        collect(session, node);
        chosenCount = 0;
        long freeCpu = (long) fleet.cpuMhz(node) - fleet.cpuUsedMhz(node);
        long freeMemory = (long) fleet.memoryMb(node) - fleet.memoryUsedMb(node);
        long freeDisk = (long) fleet.diskMb(node) - fleet.diskUsedMb(node);
        missingCpu = cpu;
        missingMemory = memory;
        missingDisk = disk;
        final AllocView view = session.allocs();
        while (freeCpu < cpu || freeMemory < memory || freeDisk < disk) {
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
        leaveNeedless(view, cpu, memory, disk, freeCpu, freeMemory, freeDisk);
        return chosenCount > 0;
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
            final int cpu,
            final int memory,
            final int disk,
            final long freeCpu,
            final long freeMemory,
            final long freeDisk) {
        for (int i = 1; i < chosenCount; i++) {
            final int alloc = chosen[i];
            final long distance = distance(view, alloc, cpu, memory, disk);
            int at = i;
            while (at > 0 && distance(view, chosen[at - 1], cpu, memory, disk) < distance) {
                chosen[at] = chosen[at - 1];
                at--;
            }
            chosen[at] = alloc;
        }
        long spareCpu = freeCpu - cpu;
        long spareMemory = freeMemory - memory;
        long spareDisk = freeDisk - disk;
        while (chosenCount > 0) {
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
