package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.DeviceLedger;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.fleet.NodeDevices;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.spec.JobSpec;
import java.util.Arrays;

/**
 * Finds instances of devices for the tasks of an allocation: all of an ask from one group of like devices, the one that meets the most
 * affinities, equal ones in the order of their names; in it the first free ones as the node lists them.
 */
final class DevicePicker {
    /** Any memory node. */
    static final int ANYWHERE = NodeDevices.NO_NODE;

    private static final int NONE = -1;

    private final Fleet fleet;
    private final DeviceLedger ledger;
    private final DeviceRules rules;
    private int count;
    private int[] asks = new int[8];
    private int[] keys = new int[8];
    private long matchedWeight;

    DevicePicker(final Fleet fleet, final DeviceRules rules) {
        this.fleet = fleet;
        ledger = fleet.devices();
        this.rules = rules;
    }

    /** Forgets what was picked. */
    void begin() {
        count = 0;
        matchedWeight = 0;
    }

    int count() {
        return count;
    }

    /** The weights of the affinities that are met by what was picked. */
    long matchedWeight() {
        return matchedWeight;
    }

    /** Takes picks back, down to a count and the weight that went with it. */
    void rollback(final int toCount, final long weight) {
        count = toCount;
        matchedWeight = weight;
    }

    /**
     * Picks what is asked for once.
     *
     * @param numaNode the memory node that the instances must be attached to, or {@link #ANYWHERE}.
     */
    int pick(final JobSpec spec, final int ask, final int node, final int numaNode) {
        final int wanted = spec.devices().instanceCount(ask);
        final NodeDevices devices = fleet.detail(node).devices();
        if (devices.groupCount() == 0) {
            return Verdict.of(Verdict.NO_DEVICES);
        }
        if (wanted <= 0) {
            return Verdict.of(Verdict.ZERO_DEVICES);
        }
        final NodeClass nodeClass = fleet.nodeClass(node);
        int best = NONE;
        long bestWeight = 0;
        for (int place = 0; place < devices.groupCount(); place++) {
            if (devices.limit(place) - devices.first(place) >= wanted
                    && rules.suits(spec, ask, nodeClass, place, node)
                    && free(spec, ask, nodeClass, place, node, numaNode, false) >= wanted) {
                final long weight = rules.matchedWeight(spec, ask, nodeClass, place, node);
                if (best == NONE || weight > bestWeight) {
                    best = place;
                    bestWeight = weight;
                }
            }
        }
        if (best == NONE) {
            return Verdict.of(Verdict.DEVICES);
        }
        matchedWeight += bestWeight;
        free(spec, ask, nodeClass, best, node, numaNode, true);
        return Verdict.FITS;
    }

    /** Free instances of a group of devices; or takes as many as are asked for. */
    private int free(
            final JobSpec spec,
            final int ask,
            final NodeClass nodeClass,
            final int place,
            final int node,
            final int numaNode,
            final boolean takes) {
        final NodeDevices devices = fleet.detail(node).devices();
        final int wanted = spec.devices().instanceCount(ask);
        int free = 0;
        for (int i = devices.first(place); i < devices.limit(place) && free < wanted; i++) {
            if (isFree(devices, i, node)
                    && (numaNode == ANYWHERE || devices.numaNode(i) == numaNode)
                    && rules.admits(spec, ask, nodeClass, place, node, devices.key(i))) {
                free++;
                if (takes) {
                    add(ask, devices.key(i));
                }
            }
        }
        return free;
    }

    int missing(final JobSpec spec, final int ask, final int node, final int place) {
        final NodeClass nodeClass = fleet.nodeClass(node);
        return rules.suits(spec, ask, nodeClass, place, node)
                ? spec.devices().instanceCount(ask) - free(spec, ask, nodeClass, place, node, ANYWHERE, false)
                : 0;
    }

    int held(
            final AllocView allocs,
            final int alloc,
            final JobSpec spec,
            final int ask,
            final int node,
            final int place) {
        final NodeDevices devices = fleet.detail(node).devices();
        int held = 0;
        for (int i = devices.first(place); i < devices.limit(place); i++) {
            if (devices.isHealthy(i)
                    && holds(allocs, alloc, devices.key(i))
                    && rules.admits(spec, ask, fleet.nodeClass(node), place, node, devices.key(i))) {
                held++;
            }
        }
        return held;
    }

    private static boolean holds(final AllocView allocs, final int alloc, final int key) {
        for (int i = 0; i < allocs.deviceCount(alloc); i++) {
            if (allocs.device(alloc, i) == key) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(final NodeDevices devices, final int instance, final int node) {
        if (!devices.isHealthy(instance) || ledger.isTaken(node, devices.key(instance))) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] == devices.key(instance)) {
                return false;
            }
        }
        return true;
    }

    /** Adds what was picked to the plan's last placement. */
    void appendTo(final Placements placements) {
        for (int i = 0; i < count; i++) {
            placements.appendDevice(asks[i], keys[i]);
        }
    }

    private void add(final int ask, final int key) {
        if (count == asks.length) {
            asks = Arrays.copyOf(asks, count << 1);
            keys = Arrays.copyOf(keys, count << 1);
        }
        asks[count] = ask;
        keys[count++] = key;
    }
}
