package io.drover.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.Assignments;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ServiceRegistration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Addresses of services and the digest over registrations. */
class ServiceTest {
    private static final Assignment ASSIGNMENT = Assignments.of(
            "3f778868-1567-caa9-4231-6441630924ea",
            "service",
            "'Tasks':[]",
            List.of(new AssignedPort("http", 20_000, 80, "10.0.0.1")),
            "");
    private static final DriverNetwork CONTAINER = new DriverNetwork("172.17.0.2", Map.of("http", 8_080), true);

    @Test
    void resolvesAddresses() throws ServiceException {
        assertThat(resolve("", "auto", "http", null)).isEqualTo(new ServiceAddress("10.0.0.1", 20_000));
        assertThat(resolve("1.2.3.4", "auto", "http", null)).isEqualTo(new ServiceAddress("1.2.3.4", 20_000));
        assertThat(resolve("", "auto", "http", CONTAINER)).isEqualTo(new ServiceAddress("172.17.0.2", 80));
        assertThat(resolve("", "host", "http", CONTAINER)).isEqualTo(new ServiceAddress("10.0.0.1", 20_000));
        assertThat(resolve("", "host", "9000", null)).isEqualTo(new ServiceAddress("", 9_000));
        assertThat(resolve("", "auto", "", null)).isEqualTo(new ServiceAddress("127.0.0.1", 0));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> resolve("1.2.3.4", "host", "http", null))
                .hasMessageContaining("cannot use custom advertise address with \"host\" address mode");
        assertThatThrownBy(() -> resolve("", "driver", "http", null))
                .hasMessageContaining("cannot use address_mode=\"driver\": no driver network exists");
        assertThatThrownBy(() -> resolve("", "alloc", "http", null))
                .hasMessageContaining("no allocation network status reported");
        assertThatThrownBy(() -> resolve("", "auto", "none", null))
                .hasMessage("unable to get address for service \"web\": invalid port \"none\": port label not found");
        assertThatThrownBy(() -> resolve("", "auto", "-1", null)).hasMessageContaining("port must be >0");
    }

    @Test
    void digestIsIndependentOfOrderAndNoticesEveryField() {
        final ServiceRegistration one = registration("a", "10.0.0.1", 1, List.of("x"));
        final ServiceRegistration two = registration("b", "10.0.0.1", 2, List.of());
        assertThat(ServiceDigest.of(List.of(one, two))).isEqualTo(ServiceDigest.of(List.of(two, one)));
        assertThat(ServiceDigest.of(List.<ServiceRegistration>of())).isZero();
        assertThat(ServiceDigest.of(one))
                .isNotEqualTo(ServiceDigest.of(registration("a", "10.0.0.1", 2, List.of("x"))));
        assertThat(ServiceDigest.of(one))
                .isNotEqualTo(ServiceDigest.of(registration("a", "10.0.0.2", 1, List.of("x"))));
        assertThat(ServiceDigest.of(one)).isNotEqualTo(ServiceDigest.of(registration("a", "10.0.0.1", 1, List.of())));
    }

    @Test
    void digestFollowsTheTable() {
        final NodeRegistrations table = new NodeRegistrations();
        table.put(registration("a", "10.0.0.1", 1, List.of()));
        table.put(registration("a", "10.0.0.1", 2, List.of()));
        table.put(registration("b", "10.0.0.1", 3, List.of()));
        assertThat(table.digest()).isEqualTo(ServiceDigest.of(table.all()));
        table.all().forEach(table::remove);
        assertThat(table.digest()).isZero();
    }

    private static ServiceAddress resolve(
            final String custom, final String mode, final String label, final DriverNetwork network)
            throws ServiceException {
        return ServiceAddress.resolve("web", custom, mode, label, ASSIGNMENT, network);
    }

    private static ServiceRegistration registration(
            final String id, final String address, final int port, final List<String> tags) {
        return new ServiceRegistration(
                id, "web", "default", Assignments.NODE.id(), "dc1", "web", "0-0-0-0-1", tags, address, port);
    }
}
