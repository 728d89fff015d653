package io.drover.agent.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFingerprinterTest {
    @TempDir
    Path dir;

    @Test
    void shouldReadARecordedHost() throws Exception {
        final HostTree host = new HostTree(dir)
                .file("proc/sys/kernel/arch", "x86_64\n")
                .file("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n")
                .file("proc/sys/kernel/hostname", "node-7\n")
                .file("proc/meminfo", "MemTotal:       24684096 kB\nMemFree: 1 kB\n")
                .file("etc/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n")
                .file("etc/debian_version", "12.11\n")
                .file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        final NodeFingerprint found = new NodeFingerprinter(
                        host.files(), FingerprintOptions.defaults("2.0.5", "127.0.0.1:4646", dir, true))
                .run();

        assertThat(found.attributes())
                .containsEntry("cpu.arch", "amd64")
                .containsEntry("kernel.arch", "x86_64")
                .containsEntry("kernel.name", "linux")
                .containsEntry("kernel.version", "6.1.0-18-amd64")
                .containsEntry("os.name", "debian")
                .containsEntry("os.version", "12.11")
                .containsEntry("os.cgroups.version", "2")
                .containsEntry("unique.hostname", "node-7")
                .containsEntry("memory.totalbytes", "25276514304")
                .containsEntry("nomad.version", "2.0.5")
                .containsEntry("nomad.service_discovery", "true")
                .containsEntry("unique.advertise.address", "127.0.0.1:4646")
                .doesNotContainKey("nomad.revision");
        assertThat(found.attributes().get("os.signals").split(",")).contains("SIGNULL", "SIGKILL", "SIGUSR1");
        assertThat(found.resources().memoryMb()).isEqualTo(24_105);
        assertThat(found.resources().diskMb()).isPositive();
    }

    @Test
    void shouldFingerprintThisHost() throws Exception {
        final NodeFingerprint found = new NodeFingerprinter(
                        HostFiles.HOST,
                        FingerprintOptions.defaults("2.0.5", "127.0.0.1:4646", dir.resolve("a/b"), true))
                .run();

        assertThat(found.attributes())
                .containsKeys(
                        "cpu.arch",
                        "cpu.numcores",
                        "cpu.totalcompute",
                        "kernel.version",
                        "memory.totalbytes",
                        "unique.hostname",
                        "unique.storage.volume",
                        "unique.storage.bytestotal");
        assertThat(found.attributes().get("unique.network.ip-address")).isEqualTo("127.0.0.1");
        assertThat(found.resources().cpu().totalMhz()).isPositive();
    }

    @Test
    void shouldRunOnlyWhatIsAllowedAndNotDenied() throws Exception {
        final FingerprintOptions options = new FingerprintOptions(
                "2.0.5",
                "abc",
                false,
                "",
                dir,
                "",
                0,
                List.of(),
                0,
                512,
                1024,
                0,
                List.of(),
                Set.of("nomad", "memory", "storage"),
                Set.of("storage"));
        final NodeFingerprint found = new NodeFingerprinter(HostFiles.HOST, options).run();

        assertThat(found.attributes())
                .containsOnlyKeys("nomad.version", "nomad.revision", "nomad.service_discovery", "memory.totalbytes");
        assertThat(found.resources().memoryMb()).isEqualTo(512);
    }
}
