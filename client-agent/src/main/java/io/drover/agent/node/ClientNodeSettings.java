package io.drover.agent.node;

import io.drover.agent.AgentSettings;
import io.drover.agent.driver.set.DriverSettings;
import io.drover.agent.fingerprint.FingerprintOptions;
import io.drover.agent.link.Registration;
import java.util.List;
import java.util.Map;

/**
 * How a node is set up; see the agent's {@code client} configuration.
 *
 * @param agent where it keeps its files and how long it keeps them.
 * @param drivers which drivers it has.
 * @param fingerprint what operators say about its resources.
 * @param servers host:port of HTTP APIs of servers, at least one.
 * @param name the node's name, empty for its host name.
 * @param datacenter where it stands.
 * @param region its region.
 * @param nodeClass its class, or empty.
 * @param pool its node pool.
 * @param meta configured metadata.
 * @param reserved resources that jobs do not get.
 * @param dynamicPortMin first port that is granted dynamically.
 * @param dynamicPortMax last of them.
 * @param reservedPorts ports that no job gets.
 */
public record ClientNodeSettings(
        AgentSettings agent,
        DriverSettings drivers,
        FingerprintOptions fingerprint,
        List<String> servers,
        String name,
        String datacenter,
        String region,
        String nodeClass,
        String pool,
        Map<String, String> meta,
        Registration.Reserved reserved,
        int dynamicPortMin,
        int dynamicPortMax,
        List<Integer> reservedPorts) {

    private static final int DYNAMIC_PORT_MIN = 20_000;
    private static final int DYNAMIC_PORT_MAX = 32_000;

    /** Copies the collections. */
    public ClientNodeSettings {
        servers = List.copyOf(servers);
        meta = Map.copyOf(meta);
        reservedPorts = List.copyOf(reservedPorts);
    }

    /** A node whose operator set nothing but what is given here. */
    public static ClientNodeSettings defaults(
            final AgentSettings agent,
            final DriverSettings drivers,
            final FingerprintOptions fingerprint,
            final List<String> servers) {
        return new ClientNodeSettings(
                agent,
                drivers,
                fingerprint,
                servers,
                "",
                "dc1",
                "global",
                "",
                "default",
                Map.of(),
                Registration.Reserved.NONE,
                DYNAMIC_PORT_MIN,
                DYNAMIC_PORT_MAX,
                List.of());
    }
}
