package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Consecutive ports that nobody uses on the loopback address, below those that the system or jobs hand out. */
final class FreePorts {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 19_900;
    static final int LENGTH = 7;

    private FreePorts() {}

    /** First of as many ports as one agent needs. */
    static int block() throws IOException {
        while (true) {
            final int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - LENGTH);
            if (isFree(first)) {
                return first;
            }
        }
    }

    private static boolean isFree(final int first) {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port = first; port < first + LENGTH; port++) {
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, port))) {
                assertThat(tcp.getLocalPort()).isEqualTo(udp.getLocalPort());
            } catch (final IOException ex) {
                return false;
            }
        }
        return true;
    }
}
