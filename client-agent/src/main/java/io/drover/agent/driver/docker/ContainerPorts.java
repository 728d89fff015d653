package io.drover.agent.driver.docker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.TaskConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ports that the engine forwards into a container, each for TCP and UDP.
 *
 * @param bindings what the engine binds on the host.
 * @param exposed the ports inside.
 * @param byLabel port label to the port inside.
 */
record ContainerPorts(Ports bindings, List<ExposedPort> exposed, Map<String, Integer> byLabel) {
    static ContainerPorts of(final TaskConfig config, final DockerTaskConfig.Network network) throws DriverException {
        final Ports bindings = new Ports();
        final Map<String, Integer> byLabel = new TreeMap<>();
        // A container that shares another's network has that one's ports.
        if (!network.mode().startsWith("container:")) {
            for (final String label : network.ports()) {
                final TaskConfig.Port port = find(config, label);
                add(bindings, port, port.to() > 0 ? port.to() : port.hostPort());
                byLabel.put(label, port.to() > 0 ? port.to() : port.hostPort());
            }
            for (final Map.Entry<String, String> mapped : network.portMap().entrySet()) {
                final int inside = number(mapped.getKey(), mapped.getValue());
                add(bindings, find(config, mapped.getKey()), inside);
                byLabel.put(mapped.getKey(), inside);
            }
        }
        return new ContainerPorts(bindings, List.copyOf(bindings.getBindings().keySet()), byLabel);
    }

    private static TaskConfig.Port find(final TaskConfig config, final String label) throws DriverException {
        for (final TaskConfig.Port port : config.ports()) {
            if (port.label().equals(label)) {
                return port;
            }
        }
        throw DriverException.permanent("Port \"" + label + "\" not found, check network block");
    }

    private static void add(final Ports bindings, final TaskConfig.Port port, final int inside) {
        final Ports.Binding binding = Ports.Binding.bindIpAndPort(port.hostIp(), port.hostPort());
        bindings.bind(ExposedPort.tcp(inside), binding);
        bindings.bind(ExposedPort.udp(inside), binding);
    }

    private static int number(final String label, final String text) throws DriverException {
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            throw new DriverException(
                    "port_map \"" + label + "\" must be a port number, but is \"" + text + "\"", false, e);
        }
    }
}
