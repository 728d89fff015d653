package io.drover.agent.fingerprint;

import io.drover.agent.fingerprint.FingerprintOptions.HostNetwork;
import io.drover.agent.fingerprint.NodeResources.Network;
import io.drover.agent.fingerprint.NodeResources.NodeAddress;
import io.drover.agent.fingerprint.NodeResources.NodeNetwork;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The interface whose addresses jobs bind their ports to, and every interface that has a name for jobs. Without an operator's
 * choice it is the interface of the default route, without one the first that is not the loopback.
 */
final class NetworkFingerprinter implements Fingerprinter {
    private static final int DEFAULT_MBITS = 1000;
    private static final String DEFAULT_ALIAS = "default";
    private static final String DEFAULT_ROUTE = "00000000";
    private static final String MODE = "host";

    private final HostFiles files;
    private final FingerprintOptions options;
    private final Supplier<List<HostInterface>> interfaces;

    NetworkFingerprinter(
            final HostFiles files, final FingerprintOptions options, final Supplier<List<HostInterface>> interfaces) {
        this.files = files;
        this.options = options;
        this.interfaces = interfaces;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) throws IOException {
        final List<HostInterface> all = interfaces.get();
        final HostInterface chosen = choose(all);
        final int mbits = speed(chosen.name());
        final List<InetAddress> addresses = usable(chosen);
        for (final InetAddress address : addresses) {
            final String ip = text(address);
            final String cidr = ip + (address instanceof Inet4Address ? "/32" : "/128");
            found.network(new Network(MODE, chosen.name(), cidr, ip, mbits));
        }
        if (!addresses.isEmpty()) {
            found.attribute("unique.network.ip-address", text(addresses.get(0)));
        }
        for (final HostInterface entry : all) {
            final List<NodeAddress> named = named(entry, entry.equals(chosen));
            if (!named.isEmpty()) {
                found.nodeNetwork(new NodeNetwork(MODE, entry.name(), entry.macAddress(), speed(entry.name()), named));
            }
        }
    }

    private HostInterface choose(final List<HostInterface> all) throws IOException {
        final String wanted = options.networkInterface().isEmpty() ? defaultRoute() : options.networkInterface();
        for (final HostInterface entry : all) {
            if (entry.name().equals(wanted)) {
                return entry;
            }
        }
        if (!options.networkInterface().isEmpty()) {
            throw new IOException("network_interface \"" + wanted + "\" must name an interface that is up, one of "
                    + all.stream().map(HostInterface::name).toList());
        }
        return all.stream()
                .filter(entry ->
                        !usable(entry).isEmpty() && !entry.addresses().get(0).isLoopbackAddress())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new IOException("the host has no network interface that is up"));
    }

    private String defaultRoute() {
        for (final String line : files.lines("proc/net/route")) {
            final String[] fields = line.split("\\s+");
            if (fields.length > 1 && fields[1].equals(DEFAULT_ROUTE)) {
                return fields[0];
            }
        }
        return "";
    }

    private List<NodeAddress> named(final HostInterface entry, final boolean isDefault) {
        final List<NodeAddress> named = new ArrayList<>();
        for (final InetAddress address : usable(entry)) {
            final String family = address instanceof Inet4Address ? "ipv4" : "ipv6";
            if (isDefault) {
                named.add(new NodeAddress(family, DEFAULT_ALIAS, text(address), ""));
            }
            for (final HostNetwork network : options.hostNetworks()) {
                if (matches(network, entry, address)) {
                    named.add(new NodeAddress(family, network.name(), text(address), network.reservedPorts()));
                }
            }
        }
        return named;
    }

    private static boolean matches(final HostNetwork network, final HostInterface entry, final InetAddress address) {
        if (!network.networkInterface().isEmpty() && !network.networkInterface().equals(entry.name())) {
            return false;
        }
        return network.cidrs().isEmpty()
                || network.cidrs().stream().anyMatch(cidr -> Cidr.parse(cidr).contains(address));
    }

    /** Addresses of the link alone serve only when there are no others. */
    private static List<InetAddress> usable(final HostInterface entry) {
        final List<InetAddress> wide = entry.addresses().stream()
                .filter(address -> !address.isLinkLocalAddress())
                .toList();
        return wide.isEmpty() ? entry.addresses() : wide;
    }

    private int speed(final String device) {
        if (options.networkSpeed() > 0) {
            return options.networkSpeed();
        }
        final long mbits = files.number("sys/class/net/" + device + "/speed").orElse(0);
        return mbits > 0 ? (int) Math.min(mbits, Integer.MAX_VALUE) : DEFAULT_MBITS;
    }

    /** The address without a zone, version 6 with its longest run of zeros shortened. */
    private static String text(final InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : Ipv6Text.of(address.getAddress());
    }
}
