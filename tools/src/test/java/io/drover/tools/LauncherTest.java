package io.drover.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code bin/drover} with a JDK that only prints what it was asked to run. */
class LauncherTest {
    private static final Path BIN = Path.of("..", "bin").toAbsolutePath().normalize();

    @TempDir
    private Path scratch;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.createDirectories(scratch.resolve("with blank")).resolve("drover.jar");
        Files.createFile(jar);
    }

    @Test
    void shouldRunOneShotCommandsWithoutCompilerTiersAndQuietly() throws Exception {
        final Run run = launch("drover", jdk("17.0.15"), "node", "status", "a b");

        assertThat(run.lines)
                .contains("-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Ddrover.name=drover", jar.toString());
        assertThat(run.lines).noneMatch(line -> line.startsWith("--add-opens"));
        assertThat(run.lines).endsWith("io.drover.tools.Main", "node", "status", "a b");
    }

    @Test
    void shouldAnswerAsNomadWhenStartedUnderThatName() throws Exception {
        assertThat(launch("nomad", jdk("17.0.15"), "version").lines).contains("-Ddrover.name=nomad");
    }

    @Test
    void shouldFollowLinksToItself() throws Exception {
        final Path link = Files.createSymbolicLink(scratch.resolve("nomad"), BIN.resolve("nomad"));

        final Run run = run(List.of(link.toString(), "version"), jdk("17.0.15"));

        assertThat(run.lines).contains("-Ddrover.name=nomad", "-Ddrover.launcher=" + BIN.resolve("drover"));
    }

    @Test
    void shouldOpenTheJdkToTheTransportWhenAnAgentStarts() throws Exception {
        final Run run = launch("drover", jdk("17.0.15"), "agent", "-dev");

        assertThat(run.lines)
                .contains("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "-XX:+UseSerialGC")
                .doesNotContain("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void shouldUseFlagsOfLaterJdksOnlyThere() throws Exception {
        final Run run = launch("drover", jdk("25.0.3"), "agent", "-config", "x.hcl");

        assertThat(run.lines)
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void shouldRefuseAnOldJdkWithASentence() throws Exception {
        final Path jdk = jdk("11.0.2");

        final Run run = launch("drover", jdk, "version");

        assertThat(run.status).isEqualTo(1);
        assertThat(run.lines)
                .containsExactly(
                        "drover: needs Java 17 or later, but " + jdk.resolve("bin/java") + " is version 11.0.2");
    }

    @Test
    void shouldNameTheVariableThatNamesNoJdk() throws Exception {
        final Run run = launch("drover", scratch.resolve("none"), "version");

        assertThat(run.status).isEqualTo(1);
        assertThat(run.lines)
                .containsExactly(
                        "drover: JAVA_HOME names " + scratch.resolve("none/bin/java") + ", which cannot be run");
    }

    private Path jdk(final String version) throws IOException {
        final Path home = Files.createDirectories(scratch.resolve("jdk-" + version));
        final Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody, Ltd\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Run launch(final String name, final Path jdk, final String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of(BIN.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return run(command, jdk);
    }

    private Run run(final List<String> command, final Path jdk) throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        final Map<String, String> environment = builder.environment();
        environment.remove("DROVER_JAVA");
        environment.remove("DROVER_JAVA_OPTS");
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("DROVER_JAR", jar.toString());
        environment.put("DROVER_ARCHIVE", "off");
        final Process process = builder.start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }

    private record Run(int status, List<String> lines) {}
}
