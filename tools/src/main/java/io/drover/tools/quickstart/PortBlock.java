package io.drover.tools.quickstart;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Consecutive ports of one agent on the loopback address:
 *
 * <pre>
 *   +0 HTTP (TCP) and node link (UDP)   +1 link control (UDP)   +2 RPC (UDP)   +3..+6 serf, log, catch-up, archive (UDP)
 * </pre>
 *
 * @param first lowest port.
 */
public record PortBlock(int first) {
    private static final int LENGTH = 7;

    /** Below the ports that the system hands out to clients, and below those that jobs get. */
    private static final int LOWEST = 10_000;

    private static final int HIGHEST = 19_900;
    private static final int ATTEMPTS_MAX = 1_000;

    /** Port of the API. */
    public int http() {
        return first;
    }

    /** Port for the commands of gateways. */
    public int rpc() {
        return first + 2;
    }

    /** Port for elections; the next three belong to the server too. */
    public int serf() {
        return first + 3;
    }

    /** Finds blocks of free ports; somebody else may take one before it is used, which the agent then reports. */
    static List<PortBlock> free(final int count) throws IOException {
        final Random random = new Random();
        final List<PortBlock> blocks = new ArrayList<>();
        for (int attempt = 0; blocks.size() < count; attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new IOException("no " + LENGTH + " consecutive free ports between " + LOWEST + " and " + HIGHEST);
            }
            final PortBlock block = new PortBlock(LOWEST + random.nextInt((HIGHEST - LOWEST) / LENGTH) * LENGTH);
            if (!blocks.contains(block) && block.isFree()) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private boolean isFree() {
        for (int port = first; port < first + LENGTH; port++) {
            final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (DatagramSocket udp = new DatagramSocket(address);
                    ServerSocket tcp = new ServerSocket(port, 1, address.getAddress())) {
                if (udp.getLocalPort() != tcp.getLocalPort()) {
                    return false;
                }
            } catch (final IOException ex) {
                return false;
            }
        }
        return true;
    }
}
