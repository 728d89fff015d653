package io.drover.gateway.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Finds out whether anybody listens at an address; blocks for a few seconds at most. */
final class Dial {
    private static final int TIMEOUT_MS = 3_000;
    private static final int PORT_MAX = 65_535;

    private Dial() {}

    /** Why nobody can be reached there, in the words that clients know; empty when somebody can. */
    static String problem(final String address) {
        final int colon = address.lastIndexOf(':');
        final String port = colon < 0 ? "" : address.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > PORT_MAX) {
            return "address " + address + ": missing port in address";
        }
        try (Socket socket = new Socket()) {
            final String host = address.substring(0, colon).replace("[", "").replace("]", "");
            socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), TIMEOUT_MS);
            return "";
        } catch (final SocketTimeoutException ex) {
            return "dial tcp " + address + ": i/o timeout";
        } catch (final IOException ex) {
            final String text = String.valueOf(ex.getMessage());
            final String reason = text.startsWith("Connection refused") ? "connection refused" : text;
            return "dial tcp " + address + ": connect: " + reason;
        }
    }
}
