package io.drover.agent.driver.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.driver.docker.DockerOptions;
import io.drover.agent.driver.rawexec.RawExecOptions;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverSetTest {
    @TempDir
    Path dir;

    @Test
    void shouldHaveEverythingInDevMode() {
        try (DriverSet drivers = new DriverSet(DriverSettings.DEV, dir, 1000)) {
            assertThat(drivers.byName()).containsOnlyKeys("docker", "exec", "java", "mock_driver", "qemu", "raw_exec");
            assertThat(drivers.byName().get("raw_exec").fingerprint().healthy()).isTrue();
        }
    }

    @Test
    void shouldNotOfferRawExecUnlessEnabled() {
        try (DriverSet drivers = new DriverSet(DriverSettings.DEFAULTS, dir, 1000)) {
            assertThat(drivers.byName()).doesNotContainKey("mock_driver");
            assertThat(drivers.byName().get("raw_exec").fingerprint().detected())
                    .isFalse();
            assertThat(drivers.byName().get("raw_exec").fingerprint().healthDescription())
                    .isEqualTo("disabled");
        }
    }

    @Test
    void shouldSayWhyADriverIsAbsent() {
        try (DriverSet drivers = new DriverSet(DriverSettings.DEV, dir, 1000)) {
            assertThat(drivers.byName().get("exec").fingerprint().detected()).isFalse();
            assertThat(drivers.byName().get("exec").fingerprint().healthDescription())
                    .contains("isolation");
        }
    }

    @Test
    void shouldFollowAllowAndDenyLists() {
        final DriverSettings settings = new DriverSettings(
                RawExecOptions.ENABLED, DockerOptions.DEFAULTS, true, Set.of("raw_exec", "java"), Set.of("java"));
        try (DriverSet drivers = new DriverSet(settings, dir, 1000)) {
            assertThat(drivers.byName()).containsOnlyKeys("raw_exec");
        }
    }
}
