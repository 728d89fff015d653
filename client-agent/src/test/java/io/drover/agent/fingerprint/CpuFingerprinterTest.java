package io.drover.agent.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFingerprinterTest {
    @TempDir
    Path dir;

    private HostTree host;

    @BeforeEach
    void makeTree() {
        host = new HostTree(dir);
    }

    private NodeFingerprint run(final long override, final long reservedMhz, final Integer... reservedCores) {
        final FingerprintOptions options = new FingerprintOptions(
                "1",
                "",
                true,
                "",
                dir,
                "",
                0,
                List.of(),
                override,
                0,
                0,
                reservedMhz,
                List.of(reservedCores),
                Set.of(),
                Set.of());
        final FingerprintBuilder found = new FingerprintBuilder();
        new CpuFingerprinter(host.files(), options).fingerprint(found);
        return found.build();
    }

    private void twoCoresOfAVirtualMachine() {
        host.file("proc/cpuinfo", """
                        processor\t: 0
                        model name\t: AMD EPYC
                        cpu MHz\t\t: 2596.132

                        processor\t: 1
                        model name\t: AMD EPYC
                        cpu MHz\t\t: 2596.900
                        """)
                .file("sys/devices/system/cpu/online", "0-1\n")
                .file("sys/devices/system/node/online", "0\n")
                .file("sys/devices/system/node/node0/cpulist", "0-1\n")
                .core(0, 0, "0")
                .core(1, 0, "1");
    }

    @Test
    void shouldUseTheSpeedOfTheMomentWhenNothingBetterIsKnown() {
        twoCoresOfAVirtualMachine();

        assertThat(run(0, 0).attributes())
                .containsEntry("cpu.modelname", "AMD EPYC")
                .containsEntry("cpu.numcores", "2")
                .containsEntry("cpu.reservablecores", "2")
                .containsEntry("cpu.frequency", "2596")
                .containsEntry("cpu.totalcompute", "5192")
                .containsEntry("cpu.usablecompute", "5192")
                .containsEntry("numa.node.count", "1")
                .containsEntry("numa.node0.cores", "0-1")
                .hasSize(8);
    }

    @Test
    void shouldTellFastCoresFromSlowOnes() {
        host.file("proc/cpuinfo", "processor : 0\nprocessor : 1\nprocessor : 2\n")
                .file("sys/devices/system/cpu/online", "0-2\n")
                .core(0, 0, "0-1")
                .core(1, 0, "0-1")
                .core(2, 0, "2")
                .file("sys/devices/system/cpu/cpu0/cpufreq/base_frequency", "3000000\n")
                .file("sys/devices/system/cpu/cpu1/cpufreq/base_frequency", "3000000\n")
                .file("sys/devices/system/cpu/cpu2/cpufreq/cpuinfo_max_freq", "2000000\n");

        assertThat(run(0, 0).attributes())
                .containsEntry("cpu.frequency.performance", "3000")
                .containsEntry("cpu.frequency.efficiency", "2000")
                .containsEntry("cpu.numcores.performance", "2")
                .containsEntry("cpu.numcores.efficiency", "1")
                .containsEntry("cpu.totalcompute", "8000")
                .doesNotContainKey("cpu.frequency");
    }

    @Test
    void shouldAssignCoresToSocketsAndMemoryNodes() {
        host.file("sys/devices/system/cpu/online", "0,2\n")
                .file("sys/devices/system/node/online", "0-1\n")
                .file("sys/devices/system/node/node0/cpulist", "0\n")
                .file("sys/devices/system/node/node1/cpulist", "2-3\n")
                .core(0, 0, "0")
                .core(2, 1, "2");
        final NodeResources.Cpu cpu = run(0, 0).resources().cpu();

        assertThat(cpu.cores())
                .containsExactly(
                        new NodeResources.Core(0, 0, 0, true, false, 0, 0, 1000),
                        new NodeResources.Core(2, 1, 1, true, false, 0, 0, 1000));
        assertThat(cpu.numaNodes()).containsExactly(0, 1);
    }

    @Test
    void shouldSubtractWhatIsReserved() {
        twoCoresOfAVirtualMachine();
        final NodeFingerprint found = run(0, 96, 1);

        assertThat(found.attributes())
                .containsEntry("cpu.totalcompute", "5192")
                .containsEntry("cpu.usablecompute", "2500")
                .containsEntry("cpu.reservablecores", "1");
        assertThat(found.resources().cpu().reservableCores()).containsExactly(0);
    }

    @Test
    void shouldTakeTheOperatorsTotalUnchanged() {
        twoCoresOfAVirtualMachine();

        assertThat(run(9000, 500).attributes())
                .containsEntry("cpu.totalcompute", "9000")
                .containsEntry("cpu.usablecompute", "9000");
    }

    @Test
    void shouldFindOneCoreOnAHostThatTellsNothing() {
        assertThat(run(0, 0).resources().cpu().cores()).hasSize(1);
    }
}
