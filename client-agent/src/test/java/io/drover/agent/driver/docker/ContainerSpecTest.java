package io.drover.agent.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSpecTest {
    private static final long MB = 1 << 20;

    @TempDir
    Path dir;

    private TaskFixture fixture;

    @BeforeEach
    void makeDirectories() {
        fixture = new TaskFixture(dir).memoryMb(100);
    }

    private CreateContainerCmd request(final TaskConfig config) throws Exception {
        final CreateContainerCmd request = new CreateContainerCmdImpl(
                command -> {
                    throw new UnsupportedOperationException();
                },
                null,
                "image");
        new ContainerSpec(DockerOptions.DEFAULTS, config, DockerTaskConfig.decode(config.driverConfig())).fill(request);
        return request;
    }

    private HostConfig host(final String more) throws Exception {
        return request(fixture.config("{'image': 'i'" + more + "}")).getHostConfig();
    }

    @Test
    void shouldLimitMemoryHardUnlessTheTaskMayExceedItsReservation() throws Exception {
        final HostConfig plain = host("");
        assertThat(plain.getMemory()).isEqualTo(100 * MB);
        assertThat(plain.getMemorySwap()).isEqualTo(100 * MB);
        assertThat(plain.getMemoryReservation()).isNull();

        final HostConfig exceeding = host(", 'memory_hard_limit': 300");
        assertThat(exceeding.getMemory()).isEqualTo(300 * MB);
        assertThat(exceeding.getMemoryReservation()).isEqualTo(100 * MB);

        fixture.resources(new TaskConfig.Resources(100, 100, 100, -1, List.of(), 0.1));
        final HostConfig unlimited = host("");
        assertThat(unlimited.getMemory()).isNull();
        assertThat(unlimited.getMemoryReservation()).isEqualTo(100 * MB);
    }

    @Test
    void shouldLimitProcessorTime() throws Exception {
        fixture.resources(new TaskConfig.Resources(500, 500, 100, 0, List.of(1, 3), 0.25));
        final HostConfig host = host(", 'cpu_hard_limit': true, 'cpu_cfs_period': 50000");

        assertThat(host.getCpuShares()).isEqualTo(500);
        assertThat(host.getCpuPeriod()).isEqualTo(50_000);
        assertThat(host.getCpuQuota())
                .isEqualTo((long) (0.25 * 50_000 * Runtime.getRuntime().availableProcessors()));
        assertThat(host.getCpusetCpus()).isEqualTo("1,3");
        assertThatThrownBy(() -> host(", 'cpu_cfs_period': 2000000")).hasMessage("invalid value for cpu_cfs_period");
    }

    @Test
    void shouldTakeAwayCapabilitiesThatAreNotAllowed() throws Exception {
        assertThat(host("").getCapDrop()).containsExactly(Capability.NET_RAW);
        assertThat(host(", 'cap_drop': ['all'], 'cap_add': ['cap_chown']").getCapDrop())
                .containsExactly(Capability.ALL, Capability.NET_RAW);
        assertThat(host(", 'cap_add': ['cap_chown']").getCapAdd()).containsExactly(Capability.CHOWN);
    }

    @Test
    void shouldTranslateMountsUlimitsAndDevices() throws Exception {
        final HostConfig host = host(", 'mount': [{'type': 'tmpfs', 'target': '/t', 'readonly': true,"
                + " 'tmpfs_options': {'size': 1000}}, {'type': 'bind', 'source': 'local', 'target': '/b',"
                + " 'bind_options': {'propagation': 'rslave'}}], 'ulimit': {'nofile': '10:20'},"
                + " 'devices': [{'host_path': '/dev/null'}], 'shm_size': 77, 'sysctl': [{'net.core.somaxconn': '9'}]");

        assertThat(host.getMounts()).hasSize(2);
        assertThat(host.getMounts().get(0).getType()).isEqualTo(MountType.TMPFS);
        assertThat(host.getMounts().get(0).getTmpfsOptions().getSizeBytes()).isEqualTo(1000);
        assertThat(host.getMounts().get(1).getSource())
                .isEqualTo(fixture.taskDir().resolve("local").toString());
        assertThat(host.getUlimits()[0].getHardLong()).isEqualTo(20);
        assertThat(host.getDevices()[0].getPathInContainer()).isEqualTo("/dev/null");
        assertThat(host.getShmSize()).isEqualTo(77);
        assertThat(host.getSysctls()).containsEntry("net.core.somaxconn", "9");
    }

    @Test
    void shouldRefuseWrongMountsAndUlimits() {
        assertThatThrownBy(() -> host(", 'mount': {'type': 'volume', 'source': 'v', 'target': '/v'}"))
                .hasMessage("volumes are not enabled; cannot mount volume: \"v\"");
        assertThatThrownBy(() -> host(", 'mount': {'type': 'nfs', 'target': '/v'}"))
                .hasMessageContaining("but is \"nfs\"");
        assertThatThrownBy(() -> host(", 'volume_driver': 'pxd'"))
                .hasMessage("volumes are not enabled; cannot use volume driver \"pxd\"");
        assertThatThrownBy(() -> host(", 'volumes': ['onlyone']")).hasMessageContaining("invalid docker volume");
        assertThatThrownBy(() -> host(", 'ulimit': {'nofile': 'many'}")).hasMessageContaining("Malformed ulimit");
        assertThatThrownBy(() -> host(", 'logging': {'type': 'nosuch'}"))
                .hasMessageContaining("\"nosuch\" is not known");
        assertThatThrownBy(() -> host(", 'colour': 'red'"))
                .hasMessageContaining("No argument or block type is named \"colour\"");
    }

    @Test
    void shouldNameAndLabelContainers() throws Exception {
        final CreateContainerCmd request = request(fixture.config("{'image': 'i', 'labels': [{'a': 'b'}],"
                + " 'command': 'run', 'args': ['x'], 'entrypoint': ['/e'], 'hostname': 'h', 'work_dir': '/w'}"));

        assertThat(request.getName()).isEqualTo("main-" + fixture.allocId());
        assertThat(request.getLabels())
                .containsOnly(
                        java.util.Map.entry("a", "b"),
                        java.util.Map.entry("com.hashicorp.nomad.alloc_id", fixture.allocId()));
        assertThat(request.getCmd()).containsExactly("run", "x");
        assertThat(request.getEntrypoint()).containsExactly("/e");
        assertThat(request.getHostName()).isEqualTo("h");
        assertThat(request.getWorkingDir()).isEqualTo("/w");
    }

    @Test
    void shouldCompleteImageNames() {
        assertThat(ImageStore.withTag("redis")).isEqualTo("redis:latest");
        assertThat(ImageStore.withTag("redis:7")).isEqualTo("redis:7");
        assertThat(ImageStore.withTag("host:5000/redis")).isEqualTo("host:5000/redis:latest");
        assertThat(ImageStore.withTag("redis@sha256:ab")).isEqualTo("redis@sha256:ab");
        assertThat(RegistryLogins.registry("host:5000/redis")).isEqualTo("host:5000");
        assertThat(RegistryLogins.registry("library/redis")).isEqualTo("docker.io");
    }
}
