package io.drover.agent.service;

import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * Where a service or a check is reached.
 *
 * @param host address, may be empty when the service has no network.
 * @param port port, 0 when the service has none.
 */
record ServiceAddress(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /**
     * Resolves a port label and an address mode.
     *
     * @param serviceName for messages.
     * @param custom an address that the job wants advertised, or empty.
     * @param mode {@code auto}, {@code host}, {@code driver}, {@code alloc}; empty means {@code auto}.
     * @param label a port label, a number, or empty.
     */
    static ServiceAddress resolve(
            final String serviceName,
            final String custom,
            final String mode,
            final String label,
            final Assignment assignment,
            final @Nullable DriverNetwork driverNetwork)
            throws ServiceException {
        return switch (mode) {
            case "", "auto" -> automatic(serviceName, custom, label, assignment, driverNetwork);
            case "host" -> {
                refuseCustom(serviceName, custom, mode);
                yield host(serviceName, label, assignment);
            }
            case "driver" -> {
                refuseCustom(serviceName, custom, mode);
                if (driverNetwork == null) {
                    throw new ServiceException(
                            serviceName, "cannot use address_mode=\"driver\": no driver network exists");
                }
                yield driver(serviceName, label, assignment, driverNetwork);
            }
            case "alloc", "alloc_ipv6" ->
                throw new ServiceException(
                        serviceName, "cannot use address_mode=\"" + mode + "\": no allocation network status reported");
            default -> throw new ServiceException(serviceName, "invalid address mode \"" + mode + "\"");
        };
    }

    private static ServiceAddress automatic(
            final String serviceName,
            final String custom,
            final String label,
            final Assignment assignment,
            final @Nullable DriverNetwork driverNetwork)
            throws ServiceException {
        if (!custom.isEmpty()) {
            return new ServiceAddress(custom, hostPort(serviceName, label, assignment));
        }
        return driverNetwork != null && driverNetwork.autoAdvertise()
                ? driver(serviceName, label, assignment, driverNetwork)
                : host(serviceName, label, assignment);
    }

    private static void refuseCustom(final String serviceName, final String custom, final String mode)
            throws ServiceException {
        if (!custom.isEmpty()) {
            throw new ServiceException(
                    serviceName, "cannot use custom advertise address with \"" + mode + "\" address mode");
        }
    }

    private static ServiceAddress host(final String serviceName, final String label, final Assignment assignment)
            throws ServiceException {
        final String networkIp = assignment.networks().isEmpty()
                ? ""
                : assignment.networks().get(0).ip();
        if (label.isEmpty()) {
            return new ServiceAddress(networkIp, 0);
        }
        final AssignedPort port = find(label, assignment);
        return port == null
                ? new ServiceAddress("", number(serviceName, label))
                : new ServiceAddress(port.hostIp().isEmpty() ? networkIp : port.hostIp(), port.value());
    }

    private static ServiceAddress driver(
            final String serviceName, final String label, final Assignment assignment, final DriverNetwork network)
            throws ServiceException {
        if (label.isEmpty()) {
            return new ServiceAddress(network.ip(), 0);
        }
        final AssignedPort port = find(label, assignment);
        if (port != null && port.to() > 0) {
            return new ServiceAddress(network.ip(), port.to());
        }
        final Integer mapped = network.ports().get(label);
        return new ServiceAddress(network.ip(), mapped == null ? hostPort(serviceName, label, assignment) : mapped);
    }

    private static int hostPort(final String serviceName, final String label, final Assignment assignment)
            throws ServiceException {
        if (label.isEmpty()) {
            return 0;
        }
        final AssignedPort port = find(label, assignment);
        return port == null ? number(serviceName, label) : port.value();
    }

    private static @Nullable AssignedPort find(final String label, final Assignment assignment) {
        for (final AssignedPort port : assignment.ports()) {
            if (port.label().equals(label)) {
                return port;
            }
        }
        return null;
    }

    private static int number(final String serviceName, final String label) throws ServiceException {
        final int port;
        try {
            port = Integer.parseInt(label);
        } catch (final NumberFormatException e) {
            throw new ServiceException(serviceName, "invalid port \"" + label + "\": port label not found");
        }
        if (port <= 0 || port > PORT_MAX) {
            throw new ServiceException(serviceName, "invalid port \"" + label + "\": port must be >0");
        }
        return port;
    }
}
