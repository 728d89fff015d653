package io.drover.agent.fingerprint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What operators say about the node; see the agent's {@code client} configuration.
 *
 * @param version version that the node announces.
 * @param revision source revision, or empty.
 * @param serviceDiscovery whether services can be registered with the servers.
 * @param advertiseHttp {@code host:port} of the agent's HTTP server.
 * @param allocDir where allocations live; its file system is the node's disk.
 * @param networkInterface interface for ports, or empty for the one of the default route.
 * @param networkSpeed Mbit/s, 0 for what the interface says.
 * @param hostNetworks further names for addresses.
 * @param cpuTotalCompute MHz, 0 for what the processors have.
 * @param memoryTotalMb MiB, 0 for what the host has.
 * @param diskTotalMb MiB, 0 for what the file system has.
 * @param reservedCpuMhz MHz that tasks do not get.
 * @param reservedCores cores that tasks do not get.
 * @param allowed names of fingerprinters to run; empty for all.
 * @param denied names of fingerprinters not to run.
 */
public record FingerprintOptions(
        String version,
        String revision,
        boolean serviceDiscovery,
        String advertiseHttp,
        Path allocDir,
        String networkInterface,
        int networkSpeed,
        List<HostNetwork> hostNetworks,
        long cpuTotalCompute,
        long memoryTotalMb,
        long diskTotalMb,
        long reservedCpuMhz,
        List<Integer> reservedCores,
        Set<String> allowed,
        Set<String> denied) {

    /** Copies the collections. */
    public FingerprintOptions {
        hostNetworks = List.copyOf(hostNetworks);
        reservedCores = List.copyOf(reservedCores);
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    /**
     * Options of an agent whose operator set nothing.
     *
     * @param loopback binds ports to the loopback interface, as in dev mode.
     */
    public static FingerprintOptions defaults(
            final String version, final String advertiseHttp, final Path allocDir, final boolean loopback) {
        return new FingerprintOptions(
                version,
                "",
                true,
                advertiseHttp,
                allocDir,
                loopback ? "lo" : "",
                0,
                List.of(),
                0,
                0,
                0,
                0,
                List.of(),
                Set.of(),
                Set.of());
    }

    /**
     * A {@code host_network} block.
     *
     * @param name alias that jobs use.
     * @param cidrs networks whose addresses get the alias; empty for all.
     * @param networkInterface interface whose addresses get the alias; empty for all.
     * @param reservedPorts ports that jobs do not get.
     */
    public record HostNetwork(String name, List<String> cidrs, String networkInterface, String reservedPorts) {
        /** Copies the list. */
        public HostNetwork {
            cidrs = List.copyOf(cidrs);
        }

        /** Whether the text is a network as {@code cidrs} has them. */
        public static boolean isCidr(final String text) {
            try {
                Cidr.parse(text);
                return true;
            } catch (final IllegalArgumentException e) {
                return false;
            }
        }
    }

    boolean runs(final String fingerprinter) {
        return (allowed.isEmpty() || allowed.contains(fingerprinter)) && !denied.contains(fingerprinter);
    }
}
