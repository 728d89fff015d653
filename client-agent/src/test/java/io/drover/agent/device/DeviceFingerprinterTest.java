package io.drover.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.fingerprint.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFingerprinterTest {
    private static final String T4 =
            "GPU-1, Tesla T4, 15109, 00000000:00:1E.0, 418.39, 70.00, 1590, 5001, Disabled, Enabled";

    @TempDir
    private Path root;

    @Test
    void shouldOfferFilesThatAreThere() throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/fpga0"));
        final DeviceGroup group = run(
                        new DeviceSettings(
                                List.of(new DeviceSettings.FileDevices(
                                        "acme-inc",
                                        "fpga",
                                        "f1",
                                        List.of("/dev/fpga0", "/dev/fpga1"),
                                        new TreeMap<>(java.util.Map.of("memory", "16 GiB")),
                                        "")),
                                false,
                                List.of()),
                        List.of(0))
                .get(0);
        assertThat(group.instances())
                .containsExactly(
                        new DeviceGroup.Instance("fpga0", "", "", 0, "/dev/fpga0"),
                        new DeviceGroup.Instance("fpga1", "/dev/fpga1 does not exist", "", 0, "/dev/fpga1"));
        assertThat(group.attributes()).containsEntry("memory", DeviceAttribute.of("16 GiB"));
        assertThat(group.envName()).isEqualTo("ACME_INC_VISIBLE_DEVICES");
    }

    @Test
    void shouldReadWhatTheDriverOfGpusTells() throws IOException {
        final Path bus = Files.createDirectories(root.resolve("sys/bus/pci/devices/0000:00:1e.0"));
        Files.writeString(bus.resolve("numa_node"), "1\n");
        final List<DeviceGroup> groups = new DeviceFingerprinter(
                        new DeviceSettings(List.of(), true, List.of("GPU-2")),
                        new HostFiles(root),
                        List.of(0, 1),
                        () -> List.of(T4, T4.replace("GPU-1", "GPU-2"), T4.replace("GPU-1", "GPU-3"), "nonsense"))
                .run();
        assertThat(groups).hasSize(1);
        final DeviceGroup group = groups.get(0);
        assertThat(group.isNamed("nvidia", "gpu", "Tesla T4")).isTrue();
        assertThat(group.instances()).extracting(DeviceGroup.Instance::id).containsExactly("GPU-1", "GPU-3");
        assertThat(group.instances().get(0).numaNode()).isEqualTo(1);
        assertThat(group.instances().get(0).pciBusId()).isEqualTo("0000:00:1e.0");
        assertThat(group.attributes())
                .containsEntry("memory", DeviceAttribute.of("15109 MiB"))
                .containsEntry("power", DeviceAttribute.of("70 W"))
                .containsEntry("cores_clock", DeviceAttribute.of("1590 MHz"));
        assertThat(group.attributes().get("driver_version").text()).isEqualTo("418.39");
    }

    @Test
    void shouldNotKnowWhereThingsAreOnLargeMachines() {
        final DeviceGroup group = new DeviceFingerprinter(
                        new DeviceSettings(List.of(), true, List.of()),
                        new HostFiles(root),
                        List.of(0, 1),
                        () -> List.of(T4))
                .run()
                .get(0);
        assertThat(group.instances().get(0).numaNode()).isEqualTo(-1);
    }

    @Test
    void shouldReadAttributesAsTheyLook() {
        assertThat(DeviceAttribute.of("16 GiB").unit()).isEqualTo("GiB");
        assertThat(DeviceAttribute.of("7.5").kind()).isEqualTo(io.drover.sbe.common.DeviceValueKind.DECIMAL);
        assertThat(DeviceAttribute.of("true").number()).isEqualTo(1);
        assertThat(DeviceAttribute.of("16 bananas").text()).isEqualTo("16 bananas");
    }

    private List<DeviceGroup> run(final DeviceSettings settings, final List<Integer> numaNodes) {
        return new DeviceFingerprinter(settings, new HostFiles(root), numaNodes, List::of).run();
    }
}
