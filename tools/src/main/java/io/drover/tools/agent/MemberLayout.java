package io.drover.tools.agent;

import io.drover.cluster.member.MemberEndpoints;
import io.drover.tools.agent.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who the members are and where they listen. The list is static: for a cluster of several, {@code server_join.retry_join} names the
 * serf address of every member, this one included, and the sorted list gives the member ids. A single member needs no fixed ports
 * beyond its API and takes free ones.
 *
 * @param memberId own position.
 * @param members all members.
 * @param aeronDirectory shared memory of this process's media driver.
 * @param linkDirectory shared memory of the media driver that carries the node link, where it has one of its own.
 */
record MemberLayout(int memberId, List<MemberEndpoints> members, Path aeronDirectory, Path linkDirectory) {
    private static final int LOG_OFFSET = 1;
    private static final int CATCHUP_OFFSET = 2;
    private static final int ARCHIVE_OFFSET = 3;

    static MemberLayout of(final AgentConfig config) throws ConfigException {
        final AgentConfig.Network network = config.network();
        final List<MemberEndpoints> members =
                config.server().bootstrapExpect() == 1 ? List.of(alone(network)) : several(config);
        int memberId = 0;
        if (members.size() > 1) {
            memberId = ownId(config, members);
        }
        return new MemberLayout(
                memberId,
                members,
                SharedMemory.directory(config.dataDir()),
                SharedMemory.linkDirectory(config.dataDir()));
    }

    private static MemberEndpoints alone(final AgentConfig.Network network) {
        final int[] ports = freePorts(network.advertiseHost(), 5);
        return new MemberEndpoints(0, network.advertiseHost(), ports[0], ports[1], ports[2], ports[3], ports[4]);
    }

    private static List<MemberEndpoints> several(final AgentConfig config) throws ConfigException {
        final TreeSet<String> addresses = new TreeSet<>(config.server().retryJoin());
        if (addresses.size() != config.server().bootstrapExpect()) {
            throw new ConfigException(
                    "server.bootstrap_expect is " + config.server().bootstrapExpect()
                            + ", but server_join.retry_join names " + addresses.size()
                            + " addresses; expected the serf address (host:port) of every member, this one included");
        }
        final int rpcBelowSerf = config.network().serfPort() - config.network().rpcPort();
        final List<MemberEndpoints> members = new ArrayList<>();
        for (final String address : addresses) {
            final int colon = address.lastIndexOf(':');
            final String host = colon < 0 ? address : address.substring(0, colon);
            final int serf = colon < 0 ? 4648 : Integer.parseInt(address.substring(colon + 1));
            members.add(new MemberEndpoints(
                    members.size(),
                    host,
                    serf - rpcBelowSerf,
                    serf,
                    serf + LOG_OFFSET,
                    serf + CATCHUP_OFFSET,
                    serf + ARCHIVE_OFFSET));
        }
        return members;
    }

    private static int ownId(final AgentConfig config, final List<MemberEndpoints> members) throws ConfigException {
        for (final MemberEndpoints member : members) {
            if (member.host().equals(config.network().advertiseHost())
                    && member.consensusPort() == config.network().serfPort()) {
                return member.memberId();
            }
        }
        throw new ConfigException("server_join.retry_join " + config.server().retryJoin()
                + " does not name this server, " + config.network().advertiseHost() + ":"
                + config.network().serfPort());
    }

    private static int[] freePorts(final String host, final int count) {
        final List<DatagramSocket> sockets = new ArrayList<>();
        try {
            final int[] ports = new int[count];
            for (int i = 0; i < count; i++) {
                final DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0));
                sockets.add(socket);
                ports[i] = socket.getLocalPort();
            }
            return ports;
        } catch (final IOException ex) {
            throw new UncheckedIOException("no free UDP ports on " + host, ex);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }
}
