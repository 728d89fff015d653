package io.drover.scheduler.feasible;

import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.fleet.PortLedger;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecPorts;
import java.util.Arrays;

/**
 * Finds ports for an allocation of a group on a node: static ones first, then dynamic ones, each on the first address of
 * its host network that has it free.
 *
 * <p>A dynamic port is looked for at places that follow from a seed, so that allocations do not queue at the lower end of
 * the range, and then one by one from the last of them. It never equals another port of the same allocation, on whichever
 * address.
 */
public final class PortPicker {
    private static final int RANDOM_TRIES = 20;
    private static final int NO_PORT = -1;
    private static final int PORT_MAX = 65_535;

    private final Fleet fleet;
    private final PortLedger ledger;
    private final ClassVerdicts aliases;
    private int count;
    private int[] specPorts = new int[8];
    private int[] values = new int[8];
    private int[] addresses = new int[8];

    public PortPicker(final Fleet fleet, final ClassVerdicts aliases) {
        this.fleet = fleet;
        ledger = fleet.ports();
        this.aliases = aliases;
    }

    /** Whether the ports can be had, as a verdict; cheap where a glance at the counts suffices. */
    public int check(final JobSpec spec, final int group, final int node) {
        final int wanted = spec.group(group).portCount();
        if (wanted == 0) {
            return Verdict.FITS;
        }
        if (!spec.group(group).hasStaticPorts()) {
            final NodeDetail detail = fleet.detail(node);
            final int range = detail.dynamicPortMax() - detail.dynamicPortMin() + 1;
            if (ledger.portsInUse(node) + detail.reservedPortCount() + wanted <= range) {
                return Verdict.FITS;
            }
        }
        return pick(spec, group, node, 0);
    }

    /** Picks the ports; the verdict says whether there are any. */
    public int pick(final JobSpec spec, final int group, final int node, final long seed) {
        count = 0;
        final int verdict = pick(spec, group, node, seed, true);
        return Verdict.FITS == verdict ? pick(spec, group, node, seed, false) : verdict;
    }

    /** Whether the network at a place has an address that a port may be bound to. */
    public boolean isAddressOf(final JobSpec spec, final int port, final int node, final int network) {
        final NodeDetail detail = fleet.detail(node);
        return detail.alias(network) == aliases.alias(spec.texts(), spec.ports().hostNetwork(port))
                && detail.address(network) != StringTable.EMPTY;
    }

    /** Adds the ports that were picked last to the plan's last placement. */
    public void appendTo(final Placements placements, final JobSpec spec) {
        for (int i = 0; i < count; i++) {
            final int target = spec.ports().target(specPorts[i]);
            placements.appendPort(specPorts[i], values[i], target == -1 ? values[i] : target, addresses[i]);
        }
    }

    private int pick(final JobSpec spec, final int group, final int node, final long seed, final boolean isStatic) {
        final SpecPorts ports = spec.ports();
        for (int i = 0; i < ports.count(); i++) {
            if (ports.group(i) == group && ports.isStatic(i) == isStatic) {
                final int verdict = pickOne(spec, i, node, seed);
                if (Verdict.FITS != verdict) {
                    return verdict;
                }
            }
        }
        return Verdict.FITS;
    }

    private int pickOne(final JobSpec spec, final int port, final int node, final long seed) {
        final SpecPorts ports = spec.ports();
        final boolean isStatic = ports.isStatic(port);
        if (isStatic && (ports.value(port) < 0 || ports.value(port) > PORT_MAX)) {
            return Verdict.of(Verdict.INVALID_PORT, port);
        }
        final NodeDetail detail = fleet.detail(node);
        final int alias = aliases.alias(spec.texts(), ports.hostNetwork(port));
        boolean hasAddress = false;
        for (int i = 0; i < detail.networkCount(); i++) {
            final int address = detail.address(i);
            if (detail.alias(i) == alias && address != StringTable.EMPTY) {
                hasAddress = true;
                final int value = isStatic
                        ? staticPort(ports, port, detail, node, address)
                        : dynamicPort(detail, node, address, Mix.mix(seed + port));
                if (NO_PORT != value) {
                    add(port, value, address);
                    return Verdict.FITS;
                }
            }
        }
        if (!hasAddress) {
            return Verdict.of(Verdict.NO_ADDRESS, port);
        }
        return isStatic ? Verdict.of(Verdict.RESERVED_PORT_COLLISION, port) : Verdict.of(Verdict.DYNAMIC_PORTS);
    }

    private int staticPort(
            final SpecPorts ports, final int port, final NodeDetail detail, final int node, final int address) {
        final int value = ports.value(port);
        final boolean isFree = !detail.isReservedPort(value) && !ledger.isTaken(node, address, value);
        return isFree || ports.ignoresCollision(port) ? value : NO_PORT;
    }

    private int dynamicPort(final NodeDetail detail, final int node, final int address, final long seed) {
        final int min = detail.dynamicPortMin();
        final int size = detail.dynamicPortMax() - min + 1;
        if (size <= 0) {
            return NO_PORT;
        }
        long random = seed;
        int start = 0;
        for (int i = 0; i < RANDOM_TRIES; i++) {
            start = (int) Long.remainderUnsigned(random, size);
            if (isFree(detail, node, address, min + start)) {
                return min + start;
            }
            random = Mix.mix(random);
        }
        for (int i = 1; i <= size; i++) {
            final int value = min + (start + i) % size;
            if (isFree(detail, node, address, value)) {
                return value;
            }
        }
        return NO_PORT;
    }

    private boolean isFree(final NodeDetail detail, final int node, final int address, final int value) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return false;
            }
        }
        return !detail.isReservedPort(value) && !ledger.isTaken(node, address, value);
    }

    private void add(final int port, final int value, final int address) {
        if (count == values.length) {
            specPorts = Arrays.copyOf(specPorts, count << 1);
            values = Arrays.copyOf(values, count << 1);
            addresses = Arrays.copyOf(addresses, count << 1);
        }
        specPorts[count] = port;
        values[count] = value;
        addresses[count++] = address;
    }
}
