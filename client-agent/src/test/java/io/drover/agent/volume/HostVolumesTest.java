package io.drover.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostVolumesTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER_ID = "00000000-0000-0000-0000-000000000002";

    @TempDir
    Path directory;

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void makesADirectoryAndRemovesIt() throws Exception {
        final HostVolumes volumes = open();
        final MadeVolume made = volumes.create(request(ID, "data", "mkdir", Map.of("mode", "0750")));
        final Path path = Path.of(made.hostPath());
        assertThat(path).isEqualTo(directory.resolve("volumes").resolve(ID)).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwxr-x---");
        assertThat(volumes.all()).containsEntry("data", new HostVolume(ID, made.hostPath(), false));
        Files.createDirectories(path.resolve("a/b"));
        Files.createSymbolicLink(path.resolve("a/link"), directory);

        volumes.delete(request(ID, "data", "mkdir", Map.of()));
        assertThat(path).doesNotExist();
        assertThat(directory).isDirectory();
        assertThat(volumes.all()).doesNotContainKey("data");
        assertThat(changes).hasValue(2);
    }

    @Test
    void remembersVolumesAndMakesThemAgain() throws Exception {
        final MadeVolume made = open().create(request(ID, "data", "mkdir", Map.of()));
        Files.delete(Path.of(made.hostPath()));
        assertThat(open().all()).containsEntry("data", new HostVolume(ID, made.hostPath(), false));
        assertThat(Path.of(made.hostPath())).isDirectory();
    }

    @Test
    void takesOverWhatIsThereAndLeavesItWhenForgotten() throws Exception {
        final HostVolumes volumes = open();
        final VolumeRequest request = request(ID, "data", "", Map.of()).at(directory.toString());
        volumes.register(request);
        assertThat(volumes.all()).containsEntry("data", new HostVolume(ID, directory.toString(), false));
        volumes.delete(request);
        assertThat(directory).isDirectory();
        assertThatThrownBy(() -> volumes.register(request(ID, "data", "", Map.of())
                        .at(directory.resolve("none").toString())))
                .hasMessageContaining("no such file or directory");
        assertThatThrownBy(
                        () -> volumes.register(request(ID, "data", "", Map.of()).at("volumes")))
                .isInstanceOf(VolumeException.class);
    }

    @Test
    void refusesNamesThatAreTakenAndWhatPluginsDoNotKnow() throws Exception {
        final HostVolumes volumes = open();
        volumes.create(request(ID, "data", "mkdir", Map.of()));
        assertThatThrownBy(() -> volumes.create(request(OTHER_ID, "data", "mkdir", Map.of())))
                .hasMessage("volume name \"data\" already exists on this node");
        assertThatThrownBy(() -> volumes.create(request(OTHER_ID, "fixed", "mkdir", Map.of())))
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> volumes.create(request(OTHER_ID, "logs", "nosuch", Map.of())))
                .hasMessage("no such plugin: \"nosuch\"");
        assertThatThrownBy(() -> volumes.create(request(OTHER_ID, "logs", "mkdir", Map.of("size", "1"))))
                .hasMessage("unknown mkdir parameter: \"size\"");
        assertThatThrownBy(() -> volumes.create(request(OTHER_ID, "logs", "mkdir", Map.of("mode", "9"))))
                .hasMessageContaining("octal");
        assertThat(volumes.all()).containsOnlyKeys("data", "fixed");
    }

    @Test
    void runsProgramsAsPlugins() throws Exception {
        final Path plugins = Files.createDirectories(directory.resolve("plugins"));
        final Path program = plugins.resolve("shell");
        Files.writeString(program, """
                #!/bin/sh
                case "$1" in
                  fingerprint) echo '{"version": "1.2.3"}' ;;
                  create) mkdir -p "$DHV_VOLUMES_DIR/$DHV_VOLUME_ID" && echo "$DHV_PARAMETERS" > "$DHV_VOLUMES_DIR/$DHV_VOLUME_ID/given"
                    echo "{\\"path\\": \\"$DHV_VOLUMES_DIR/$DHV_VOLUME_ID\\", \\"bytes\\": $DHV_CAPACITY_MAX_BYTES}" ;;
                  delete) echo '{"error": "in use by '"$DHV_CREATED_PATH"'"}'; exit 3 ;;
                esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(plugins.resolve("README"), "no program");
        final HostVolumes volumes = open();
        assertThat(volumes.attributes())
                .containsEntry("plugins.host_volume.mkdir.version", "0.0.1")
                .containsEntry("plugins.host_volume.shell.version", "1.2.3")
                .hasSize(2);
        final MadeVolume made = volumes.create(request(ID, "data", "shell", Map.of("a", "b")));
        assertThat(made.capacityBytes()).isEqualTo(20);
        assertThat(Path.of(made.hostPath()).resolve("given")).hasContent("{\"a\":\"b\"}");
        assertThatThrownBy(() ->
                        volumes.delete(request(ID, "data", "shell", Map.of()).at(made.hostPath())))
                .hasMessageEndingWith("failed with code 3: in use by " + made.hostPath());
        assertThat(volumes.all()).containsKey("data");
    }

    private HostVolumes open() throws IOException {
        return HostVolumes.open(
                Map.of("fixed", new HostVolume("", directory.toString(), true)),
                new HostVolumes.Directories(directory, directory.resolve("volumes"), directory.resolve("plugins")),
                "node",
                changes::incrementAndGet);
    }

    private static VolumeRequest request(
            final String id, final String name, final String plugin, final Map<String, String> parameters) {
        return new VolumeRequest(id, name, plugin, "default", "default", "", 10, 20, parameters);
    }
}
