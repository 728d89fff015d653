package io.drover.tools.agent;

import io.drover.agent.driver.rawexec.RawExecOptions;
import io.drover.agent.env.HostEnvironment;
import io.drover.agent.fingerprint.CpuList;
import io.drover.agent.fingerprint.FingerprintOptions.HostNetwork;
import io.drover.agent.gc.GcSettings;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the {@code client} block says about the node itself: what it has, what it keeps back, how long it keeps what has ended.
 *
 * @param totals what it has, where operators know better than the host.
 * @param reserved what no job gets.
 * @param hostNetworks names for its addresses.
 * @param networkSpeed Mbit/s, 0 for what the interface says.
 * @param gc when ended allocations are removed.
 * @param killTimeoutMaxNs upper bound of what jobs may ask for.
 * @param hostEnvDenylist variables of the agent that tasks never see.
 * @param rawExec settings of that driver.
 */
record NodeSettings(
        Totals totals,
        Reserved reserved,
        List<HostNetwork> hostNetworks,
        int networkSpeed,
        GcSettings gc,
        long killTimeoutMaxNs,
        Set<String> hostEnvDenylist,
        RawExecOptions rawExec) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long KILL_TIMEOUT_MAX_NS = 30 * SECOND_NS;
    private static final int PORT_MAX = 65_535;

    /** Development agents keep what they can: their disk is somebody's own. */
    private static final GcSettings DEV_GC = new GcSettings(600 * SECOND_NS, 2, 99, 99, 50);

    /** Copies the collections. */
    NodeSettings {
        hostNetworks = List.copyOf(hostNetworks);
        hostEnvDenylist = Set.copyOf(hostEnvDenylist);
    }

    /**
     * What the node has; 0: what the host says.
     *
     * @param cpuMhz compute.
     * @param memoryMb memory.
     * @param diskMb disk.
     */
    record Totals(int cpuMhz, int memoryMb, int diskMb) {}

    /**
     * What no job gets.
     *
     * @param cpuMhz compute; 0 when cores are kept back.
     * @param cores whole cores.
     * @param memoryMb memory.
     * @param diskMb disk.
     * @param portsText ports of all addresses, as they were written.
     * @param ports the same and those of host networks, ascending.
     */
    record Reserved(int cpuMhz, List<Integer> cores, int memoryMb, int diskMb, String portsText, List<Integer> ports) {
        Reserved {
            cores = List.copyOf(cores);
            ports = List.copyOf(ports);
        }
    }

    static NodeSettings of(final ConfigTree tree, final boolean isDev) throws ConfigException {
        final List<HostNetwork> hostNetworks = hostNetworks(tree);
        return new NodeSettings(
                new Totals(
                        amount(tree, "client.cpu_total_compute"),
                        amount(tree, "client.memory_total_mb"),
                        amount(tree, "client.disk_total_mb")),
                reserved(tree, hostNetworks),
                hostNetworks,
                amount(tree, "client.network_speed"),
                gc(tree, isDev ? DEV_GC : GcSettings.DEFAULT),
                tree.durationNs("client.max_kill_timeout", KILL_TIMEOUT_MAX_NS),
                denylist(tree),
                rawExec(tree, isDev));
    }

    private static Reserved reserved(final ConfigTree tree, final List<HostNetwork> hostNetworks)
            throws ConfigException {
        final String portsText = tree.text("client.reserved.reserved_ports", "");
        final Set<Integer> ports = new TreeSet<>(numbers("client.reserved.reserved_ports", portsText));
        for (final HostNetwork network : hostNetworks) {
            ports.addAll(numbers("client.host_network." + network.name() + ".reserved_ports", network.reservedPorts()));
        }
        final List<Integer> cores = numbers("client.reserved.cores", tree.text("client.reserved.cores", ""));
        return new Reserved(
                cores.isEmpty() ? amount(tree, "client.reserved.cpu") : 0,
                cores,
                amount(tree, "client.reserved.memory"),
                amount(tree, "client.reserved.disk"),
                portsText,
                new ArrayList<>(ports));
    }

    private static List<HostNetwork> hostNetworks(final ConfigTree tree) throws ConfigException {
        final List<HostNetwork> networks = new ArrayList<>();
        for (final String name : tree.names("client.host_network")) {
            final String block = "client.host_network." + name;
            final List<String> cidrs = words(tree.text(block + ".cidr", ""));
            for (final String cidr : cidrs) {
                if (!HostNetwork.isCidr(cidr)) {
                    throw new ConfigException(
                            block + ".cidr is \"" + cidr + "\"; expected a network such as 10.0.0.0/8");
                }
            }
            final String ports = tree.text(block + ".reserved_ports", "");
            numbers(block + ".reserved_ports", ports);
            networks.add(new HostNetwork(name, cidrs, tree.text(block + ".interface", ""), ports));
        }
        return networks;
    }

    private static GcSettings gc(final ConfigTree tree, final GcSettings absent) throws ConfigException {
        final long intervalNs = tree.durationNs("client.gc_interval", absent.intervalNs());
        if (intervalNs <= 0) {
            throw new ConfigException("client.gc_interval is " + intervalNs + " ns; expected more than 0");
        }
        return new GcSettings(
                intervalNs,
                tree.integer("client.gc_parallel_destroys", absent.parallelDestroys()),
                percent(tree, "client.gc_disk_usage_threshold", absent.diskUsageThreshold()),
                percent(tree, "client.gc_inode_usage_threshold", absent.inodeUsageThreshold()),
                tree.integer("client.gc_max_allocs", absent.maxAllocs()));
    }

    /** A list that is given replaces the default. */
    private static Set<String> denylist(final ConfigTree tree) throws ConfigException {
        final String given = tree.text("client.options.env.denylist", tree.text("client.options.env.blacklist", ""));
        return given.isEmpty() ? HostEnvironment.DEFAULT_DENYLIST : new HashSet<>(words(given));
    }

    private static RawExecOptions rawExec(final ConfigTree tree, final boolean isDev) throws ConfigException {
        final String block = "plugin.raw_exec.config.";
        final boolean isLegacyOn =
                tree.text("client.options.driver.raw_exec.enable", "").matches("1|true");
        return new RawExecOptions(
                tree.bool(block + "enabled", isDev) || isLegacyOn,
                ids(tree, block + "denied_host_uids"),
                ids(tree, block + "denied_host_gids"),
                tree.texts(block + "denied_envvars"));
    }

    private static List<RawExecOptions.IdRange> ids(final ConfigTree tree, final String path) throws ConfigException {
        try {
            return RawExecOptions.IdRange.parse(tree.text(path, ""));
        } catch (final IllegalArgumentException ex) {
            throw new ConfigException(path + ": " + ex.getMessage());
        }
    }

    private static int amount(final ConfigTree tree, final String path) throws ConfigException {
        final int amount = tree.integer(path, 0);
        if (amount < 0) {
            throw new ConfigException(path + " is " + amount + "; expected 0 or more");
        }
        return amount;
    }

    private static double percent(final ConfigTree tree, final String path, final double absent)
            throws ConfigException {
        final String text = tree.text(path, "");
        try {
            return text.isEmpty() ? absent : Double.parseDouble(text);
        } catch (final NumberFormatException ex) {
            throw new ConfigException(path + " is \"" + text + "\"; expected percents such as 80");
        }
    }

    /** Ports or cores, written as the kernel does: {@code 0-3,8}. */
    private static List<Integer> numbers(final String path, final String text) throws ConfigException {
        try {
            return CpuList.parse(text);
        } catch (final IllegalArgumentException ex) {
            throw new ConfigException(path + " is \"" + text + "\": " + ex.getMessage()
                    + "; expected numbers and ranges up to " + PORT_MAX + " such as 22,8000-8010");
        }
    }

    private static List<String> words(final String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
