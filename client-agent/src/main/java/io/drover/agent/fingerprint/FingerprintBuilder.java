package io.drover.agent.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what fingerprinters find; used by one thread for one run. */
final class FingerprintBuilder {
    private final SortedMap<String, String> attributes = new TreeMap<>();
    private final SortedMap<String, String> links = new TreeMap<>();
    private NodeResources.Cpu cpu = new NodeResources.Cpu(0, 0, 0, 0, List.of(), List.of());
    private long memoryMb;
    private long diskMb;
    private final List<NodeResources.Network> networks = new ArrayList<>();
    private final List<NodeResources.NodeNetwork> nodeNetworks = new ArrayList<>();

    /** Sets an attribute; one without a value is left out. */
    FingerprintBuilder attribute(final String name, final String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
        return this;
    }

    FingerprintBuilder attribute(final String name, final long value) {
        return attribute(name, Long.toString(value));
    }

    void cpu(final NodeResources.Cpu value) {
        cpu = value;
    }

    void memoryMb(final long value) {
        memoryMb = value;
    }

    void diskMb(final long value) {
        diskMb = value;
    }

    void network(final NodeResources.Network value) {
        networks.add(value);
    }

    void nodeNetwork(final NodeResources.NodeNetwork value) {
        nodeNetworks.add(value);
    }

    NodeFingerprint build() {
        return new NodeFingerprint(attributes, links, new NodeResources(cpu, memoryMb, diskMb, networks, nodeNetworks));
    }
}
