package io.drover.tools.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.device.DeviceSettings;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceConfigTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadDevicesThatAreFiles() throws Exception {
        final DeviceSettings settings =
                read("device \"acme/fpga/f1\" {\n paths = [\"/dev/fpga0\", \"/dev/fpga1\"]\n env = \"FPGAS\"\n"
                        + " attributes {\n memory = \"16 GiB\"\n }\n}\n");
        final DeviceSettings.FileDevices devices = settings.configured().get(0);
        assertThat(devices.vendor()).isEqualTo("acme");
        assertThat(devices.type()).isEqualTo("fpga");
        assertThat(devices.name()).isEqualTo("f1");
        assertThat(devices.paths()).containsExactly("/dev/fpga0", "/dev/fpga1");
        assertThat(devices.attributes()).containsEntry("memory", "16 GiB");
        assertThat(devices.envName()).isEqualTo("FPGAS");
        assertThat(settings.hasNvidia()).isTrue();
    }

    @Test
    void shouldRefuseNamesAndPathsThatCannotBe() {
        assertThatThrownBy(() -> read("device \"fpga\" {\n paths = [\"/dev/fpga0\"]\n}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("client.device \"fpga\": expected a name such as vendor/type/model");
        assertThatThrownBy(() -> read("device \"a/b/c\" {\n paths = [\"/etc/passwd\"]\n}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("client.device.a/b/c.paths has \"/etc/passwd\"; expected files below /dev");
        assertThatThrownBy(() -> read("device \"a/b/c\" {\n path = \"/dev/x\"\n}\n"))
                .isInstanceOf(ConfigException.class);
    }

    private DeviceSettings read(final String client) throws Exception {
        final Path file = directory.resolve("agent.hcl");
        Files.writeString(file, "client {\n" + client + "}\n");
        return DeviceConfig.of(ConfigLoader.load(List.of(file), new JsonObject()));
    }
}
