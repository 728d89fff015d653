package io.drover.agent.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A network interface that is up.
 *
 * @param name for example {@code eth0}.
 * @param macAddress colon-separated, or empty.
 * @param addresses version 4 first.
 */
record HostInterface(String name, String macAddress, List<InetAddress> addresses) {
    /** Copies the addresses. */
    HostInterface {
        addresses = List.copyOf(addresses);
    }

    /** The host's interfaces in the kernel's order. */
    static List<HostInterface> all() {
        try {
            final List<NetworkInterface> interfaces = Collections.list(NetworkInterface.getNetworkInterfaces());
            interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            final List<HostInterface> found = new ArrayList<>();
            for (final NetworkInterface entry : interfaces) {
                if (entry.isUp()) {
                    found.add(of(entry));
                }
            }
            return found;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list the network interfaces", e);
        }
    }

    private static HostInterface of(final NetworkInterface entry) throws SocketException {
        final List<InetAddress> addresses = Collections.list(entry.getInetAddresses());
        addresses.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
        final byte[] mac = entry.getHardwareAddress();
        return new HostInterface(
                entry.getName(), mac == null ? "" : HexFormat.ofDelimiter(":").formatHex(mac), addresses);
    }
}
