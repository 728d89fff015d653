package io.drover.cluster.member;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where one member of the static member list listens; all ports are UDP.
 *
 * @param memberId position in the member list, from 0.
 * @param host name or address that the other members and the gateways reach.
 * @param ingressPort commands of gateways and edges.
 * @param consensusPort elections and commit positions.
 * @param logPort replicated log.
 * @param catchupPort log replay for a member that was away; 0 lets the system choose.
 * @param archivePort control of the member's archive.
 */
public record MemberEndpoints(
        int memberId, String host, int ingressPort, int consensusPort, int logPort, int catchupPort, int archivePort) {

    /** The ingress list as cluster clients take it. */
    public static String ingressEndpoints(final List<MemberEndpoints> members) {
        return members.stream()
                .map(member -> member.memberId + "=" + member.host + ":" + member.ingressPort)
                .collect(Collectors.joining(","));
    }

    /** Whether all members share one machine, so that no datagram of theirs meets a network. */
    static boolean areLoopback(final List<MemberEndpoints> members) {
        return members.stream()
                .allMatch(member -> new InetSocketAddress(member.host, 0).getAddress() != null
                        && new InetSocketAddress(member.host, 0).getAddress().isLoopbackAddress());
    }

    static String clusterMembers(final List<MemberEndpoints> members) {
        return members.stream().map(MemberEndpoints::toAeron).collect(Collectors.joining("|"));
    }

    private String toAeron() {
        return memberId
                + "," + host + ":" + ingressPort
                + "," + host + ":" + consensusPort
                + "," + host + ":" + logPort
                + "," + host + ":" + catchupPort
                + "," + host + ":" + archivePort;
    }
}
