package io.drover.agent.fingerprint;

import java.util.List;

/**
 * What a node offers before anything is reserved; immutable.
 *
 * @param cpu processors.
 * @param memoryMb memory, MiB.
 * @param diskMb disk of the allocations, MiB.
 * @param networks one entry per address that ports are bound to.
 * @param nodeNetworks the node's interfaces with the names that jobs give them.
 */
public record NodeResources(
        Cpu cpu, long memoryMb, long diskMb, List<Network> networks, List<NodeNetwork> nodeNetworks) {

    /** Copies the lists. */
    public NodeResources {
        networks = List.copyOf(networks);
        nodeNetworks = List.copyOf(nodeNetworks);
    }

    /**
     * Processors.
     *
     * @param totalMhz sum over all cores, or the operator's override.
     * @param usableMhz what remains for tasks.
     * @param overrideTotalMhz the operator's override, 0 for none.
     * @param withheldMhz reserved by the operator.
     * @param cores all cores, by number.
     * @param numaNodes numbers of the memory nodes.
     */
    public record Cpu(
            long totalMhz,
            long usableMhz,
            long overrideTotalMhz,
            long withheldMhz,
            List<Core> cores,
            List<Integer> numaNodes) {
        /** Copies the lists. */
        public Cpu {
            cores = List.copyOf(cores);
            numaNodes = List.copyOf(numaNodes);
        }

        /** Numbers of the cores that tasks may reserve. */
        public List<Integer> reservableCores() {
            return cores.stream().filter(core -> !core.disabled()).map(Core::id).toList();
        }

        /** Speed of one core, the mean over all. */
        public double coreMhz() {
            return cores.stream().mapToLong(Core::mhz).average().orElse(1000);
        }
    }

    /**
     * One core as the kernel counts them.
     *
     * @param id number.
     * @param socketId socket.
     * @param nodeId memory node.
     * @param performance whether it is one of the faster cores of a hybrid processor; true on others.
     * @param disabled not for tasks.
     * @param baseMhz nominal speed, 0 when unknown.
     * @param maxMhz highest speed, 0 when unknown.
     * @param guessMhz speed when neither is known.
     */
    public record Core(
            int id,
            int socketId,
            int nodeId,
            boolean performance,
            boolean disabled,
            long baseMhz,
            long maxMhz,
            long guessMhz) {
        /** The speed that counts. */
        public long mhz() {
            return baseMhz > 0 ? baseMhz : maxMhz > 0 ? maxMhz : guessMhz;
        }
    }

    /**
     * An address to bind ports to.
     *
     * @param mode {@code host}.
     * @param device interface.
     * @param cidr the address alone, {@code /32} or {@code /128}.
     * @param ip the address.
     * @param mbits speed of the interface.
     */
    public record Network(String mode, String device, String cidr, String ip, int mbits) {}

    /**
     * An interface.
     *
     * @param mode {@code host}.
     * @param device interface.
     * @param macAddress hardware address, or empty.
     * @param speed Mbit/s.
     * @param addresses its addresses.
     */
    public record NodeNetwork(String mode, String device, String macAddress, int speed, List<NodeAddress> addresses) {
        /** Copies the list. */
        public NodeNetwork {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * One address under one of its names.
     *
     * @param family {@code ipv4} or {@code ipv6}.
     * @param alias {@code default} or the name of a {@code host_network}.
     * @param address the address.
     * @param reservedPorts ports that jobs do not get, as the operator wrote them.
     */
    public record NodeAddress(String family, String alias, String address, String reservedPorts) {}
}
