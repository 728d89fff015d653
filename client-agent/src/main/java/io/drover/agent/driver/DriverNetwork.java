package io.drover.agent.driver;

import java.util.Map;

/**
 * A network that the driver made for one task.
 *
 * @param ip the task's address.
 * @param ports port label to the port inside the task's network.
 * @param autoAdvertise whether services with address mode {@code auto} advertise this address.
 */
public record DriverNetwork(String ip, Map<String, Integer> ports, boolean autoAdvertise) {
    /** Copies the ports. */
    public DriverNetwork {
        ports = Map.copyOf(ports);
    }
}
