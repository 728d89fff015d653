package io.drover.tools.agent;

import io.drover.tools.agent.config.ConfigException;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Looks whether an agent's UDP ports are free before anything starts: a media driver finds out later, on a thread of its own, and can
 * only say that a channel failed. A port that is taken in the moment between is still refused there.
 */
final class UdpPorts {
    private final String host;

    private UdpPorts(final String host) {
        this.host = host;
    }

    /** Fails with a sentence that names the port and the setting when one of a server's ports is taken. */
    static void require(final AgentConfig config) throws ConfigException {
        final AgentConfig.Network network = config.network();
        final UdpPorts ports = new UdpPorts(network.advertiseHost());
        ports.require(network.httpPort(), 2, "ports.http");
        if (config.server().bootstrapExpect() > 1) {
            ports.require(network.rpcPort(), 1, "ports.rpc");
            ports.require(network.serfPort(), 4, "ports.serf");
        }
    }

    private void require(final int first, final int count, final String setting) throws ConfigException {
        for (int port = first; port < first + count; port++) {
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), port))) {
                socket.setReuseAddress(false);
            } catch (final BindException ex) {
                throw new ConfigException("cannot listen on UDP " + host + ":" + port
                        + ": the port is in use or not ours; set " + setting + " to another (an agent uses "
                        + (count == 1 ? "that port alone" : "that port and the " + (count - 1) + " above it") + ")");
            } catch (final IOException ex) {
                throw new ConfigException("cannot listen on UDP " + host + ":" + port + ": " + ex.getMessage());
            }
        }
    }
}
