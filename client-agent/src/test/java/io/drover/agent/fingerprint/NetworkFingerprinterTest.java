package io.drover.agent.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.fingerprint.FingerprintOptions.HostNetwork;
import io.drover.agent.fingerprint.NodeResources.Network;
import io.drover.agent.fingerprint.NodeResources.NodeAddress;
import io.drover.agent.fingerprint.NodeResources.NodeNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFingerprinterTest {
    private static final HostInterface LO = entry("lo", "", "127.0.0.1", "::1");
    private static final HostInterface ETH0 =
            entry("eth0", "02:fc:00:00:00:01", "192.0.2.2", "fd00::2", "fe80::fc:ff:fe00:1");
    private static final HostInterface ETH1 = entry("eth1", "", "10.1.2.3");

    @TempDir
    Path dir;

    private static HostInterface entry(final String name, final String mac, final String... addresses) {
        try {
            final List<InetAddress> parsed = new ArrayList<>();
            for (final String address : addresses) {
                parsed.add(InetAddress.getByName(address));
            }
            return new HostInterface(name, mac, parsed);
        } catch (final UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private NodeFingerprint run(
            final String chosen, final List<HostNetwork> networks, final HostInterface... interfaces)
            throws IOException {
        final FingerprintOptions options = new FingerprintOptions(
                "1", "", true, "", dir, chosen, 0, networks, 0, 0, 0, 0, List.of(), Set.of(), Set.of());
        final FingerprintBuilder found = new FingerprintBuilder();
        new NetworkFingerprinter(new HostFiles(dir), options, () -> List.of(interfaces)).fingerprint(found);
        return found.build();
    }

    @Test
    void shouldUseTheLoopbackInDevMode() throws Exception {
        final NodeFingerprint found = run("lo", List.of(), LO, ETH0);

        assertThat(found.attributes()).containsEntry("unique.network.ip-address", "127.0.0.1");
        assertThat(found.resources().networks())
                .containsExactly(
                        new Network("host", "lo", "127.0.0.1/32", "127.0.0.1", 1000),
                        new Network("host", "lo", "::1/128", "::1", 1000));
        assertThat(found.resources().nodeNetworks())
                .containsExactly(new NodeNetwork(
                        "host",
                        "lo",
                        "",
                        1000,
                        List.of(
                                new NodeAddress("ipv4", "default", "127.0.0.1", ""),
                                new NodeAddress("ipv6", "default", "::1", ""))));
    }

    @Test
    void shouldUseTheInterfaceOfTheDefaultRoute() throws Exception {
        new HostTree(dir)
                .file(
                        "proc/net/route",
                        "Iface\tDestination\tGateway\neth1\t000011AC\t00000000\neth0\t00000000\t010200C0\n")
                .file("sys/class/net/eth0/speed", "10000\n");
        final NodeFingerprint found = run("", List.of(), LO, ETH1, ETH0);

        assertThat(found.resources().networks())
                .containsExactly(
                        new Network("host", "eth0", "192.0.2.2/32", "192.0.2.2", 10_000),
                        new Network("host", "eth0", "fd00::2/128", "fd00::2", 10_000));
    }

    @Test
    void shouldFallBackToAnInterfaceThatIsNotTheLoopback() throws Exception {
        assertThat(run("", List.of(), LO, ETH1).attributes()).containsEntry("unique.network.ip-address", "10.1.2.3");
        assertThat(run("", List.of(), LO).attributes()).containsEntry("unique.network.ip-address", "127.0.0.1");
    }

    @Test
    void shouldNameAddressesForJobs() throws Exception {
        final NodeFingerprint found = run(
                "eth0",
                List.of(
                        new HostNetwork("private", List.of("10.0.0.0/8"), "", "22,80"),
                        new HostNetwork("second", List.of(), "eth1", "")),
                LO,
                ETH0,
                ETH1);

        assertThat(found.resources().nodeNetworks()).hasSize(2);
        assertThat(found.resources().nodeNetworks().get(1).addresses())
                .containsExactly(
                        new NodeAddress("ipv4", "private", "10.1.2.3", "22,80"),
                        new NodeAddress("ipv4", "second", "10.1.2.3", ""));
    }

    @Test
    void shouldRefuseAnInterfaceThatIsNotThere() {
        assertThatThrownBy(() -> run("eth7", List.of(), LO, ETH0))
                .hasMessage("network_interface \"eth7\" must name an interface that is up, one of [lo, eth0]");
    }

    @Test
    void shouldWriteVersionSixAddressesCanonically() throws Exception {
        for (final String text :
                List.of("::1", "::", "fd00::2", "1:0:0:2::3", "1:2:3:4:5:6:7:8", "fe80::fc:ff:fe00:1")) {
            assertThat(Ipv6Text.of(InetAddress.getByName(text).getAddress())).isEqualTo(text);
        }
    }
}
