package io.drover.tools.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.env.HostEnvironment;
import io.drover.agent.gc.GcSettings;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
    @TempDir
    Path directory;

    @Test
    void shouldHaveTheDocumentedDefaults() throws Exception {
        final NodeSettings settings = read("", false);

        assertThat(settings.reserved()).isEqualTo(new NodeSettings.Reserved(0, List.of(), 0, 0, "", List.of()));
        assertThat(settings.gc()).isEqualTo(GcSettings.DEFAULT);
        assertThat(settings.hostNetworks()).isEmpty();
        assertThat(settings.killTimeoutMaxNs()).isEqualTo(30_000_000_000L);
        assertThat(settings.hostEnvDenylist()).isEqualTo(HostEnvironment.DEFAULT_DENYLIST);
        assertThat(settings.rawExec().enabled()).isFalse();
        assertThat(read("", true).gc()).isEqualTo(new GcSettings(600_000_000_000L, 2, 99, 99, 50));
        assertThat(read("", true).rawExec().enabled()).isTrue();
    }

    @Test
    void shouldReadWhatIsKeptBack() throws Exception {
        final NodeSettings settings = read(
                "reserved {\n cpu = 500\n memory = 256\n disk = 1000\n reserved_ports = \"22,8000-8002\"\n}\n"
                        + "host_network \"public\" {\n cidr = \"10.0.0.0/8, fd00::/8\"\n interface = \"eth0\"\n"
                        + " reserved_ports = \"80,8001\"\n}\n",
                false);

        assertThat(settings.reserved().cpuMhz()).isEqualTo(500);
        assertThat(settings.reserved().memoryMb()).isEqualTo(256);
        assertThat(settings.reserved().diskMb()).isEqualTo(1_000);
        assertThat(settings.reserved().portsText()).isEqualTo("22,8000-8002");
        assertThat(settings.reserved().ports()).containsExactly(22, 80, 8000, 8001, 8002);
        assertThat(settings.hostNetworks()).singleElement().satisfies(network -> {
            assertThat(network.name()).isEqualTo("public");
            assertThat(network.cidrs()).containsExactly("10.0.0.0/8", "fd00::/8");
            assertThat(network.networkInterface()).isEqualTo("eth0");
        });
    }

    @Test
    void shouldPreferReservedCoresToReservedCompute() throws Exception {
        final NodeSettings settings = read("reserved {\n cpu = 500\n cores = \"0,2-3\"\n}\n", false);

        assertThat(settings.reserved().cpuMhz()).isZero();
        assertThat(settings.reserved().cores()).containsExactly(0, 2, 3);
    }

    @Test
    void shouldReadLimitsAndOptions() throws Exception {
        final NodeSettings settings = read(
                "gc_interval = \"30s\"\ngc_parallel_destroys = 4\ngc_disk_usage_threshold = 91.5\n"
                        + "gc_inode_usage_threshold = 92\ngc_max_allocs = 7\nmax_kill_timeout = \"2m\"\n"
                        + "options = {\n \"env.denylist\" = \"A, B\"\n \"driver.raw_exec.enable\" = \"1\"\n}\n",
                false);

        assertThat(settings.gc()).isEqualTo(new GcSettings(30_000_000_000L, 4, 91.5, 92, 7));
        assertThat(settings.killTimeoutMaxNs()).isEqualTo(120_000_000_000L);
        assertThat(settings.hostEnvDenylist()).containsExactlyInAnyOrder("A", "B");
        assertThat(settings.rawExec().enabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reserved { memory = -1 } | client.reserved.memory is -1",
                "reserved { reserved_ports = \"80-70\" } | client.reserved.reserved_ports is \"80-70\"",
                "reserved { reserved_ports = \"70000\" } | client.reserved.reserved_ports is \"70000\"",
                "host_network \"x\" { cidr = \"somewhere\" } | client.host_network.x.cidr is \"somewhere\"",
                "gc_interval = \"often\" | client.gc_interval is \"often\"",
                "gc_disk_usage_threshold = \"full\" | client.gc_disk_usage_threshold is \"full\"",
            })
    void shouldNameWhatIsWrong(final String client, final String message) {
        assertThatThrownBy(() -> read(client.replace("{ ", "{\n").replace(" }", "\n}"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private NodeSettings read(final String client, final boolean isDev) throws Exception {
        final Path file = Files.writeString(directory.resolve("agent.hcl"), "client {\n" + client + "\n}\n");
        return NodeSettings.of(ConfigLoader.load(List.of(file), new JsonObject()), isDev);
    }
}
