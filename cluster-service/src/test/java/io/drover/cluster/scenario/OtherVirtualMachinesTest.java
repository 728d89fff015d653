package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The state does not depend on the virtual machine, its version, its language or its hash seeds: the same logs end in the same digests
 * in another process of this JDK, and of every other JDK that is installed beside it, or that {@code -Dother.jdks=DIRECTORY} has.
 */
class OtherVirtualMachinesTest {
    private static final int OLDEST = 17;

    @TestFactory
    Stream<DynamicTest> shouldEndInTheSameState() throws IOException {
        final String expected = ScenarioDigests.compute();
        return machines().stream()
                .map(java -> DynamicTest.dynamicTest(
                        java.toString(), () -> assertThat(run(java)).isEqualTo(expected)));
    }

    /** One of each version, this one first. */
    private static List<Path> machines() throws IOException {
        final Path own = Path.of(System.getProperty("java.home")).toRealPath();
        final TreeMap<Integer, Path> found = new TreeMap<>(Comparator.reverseOrder());
        final Path directory =
                Path.of(System.getProperty("other.jdks", own.resolveSibling(".").toString()));
        try (Stream<Path> homes = Files.list(directory.normalize())) {
            for (final Path home : homes.sorted().toList()) {
                final int version = version(home);
                if (version >= OLDEST && version != Runtime.version().feature()) {
                    found.putIfAbsent(version, home.resolve("bin/java"));
                }
            }
        }
        final List<Path> all = new ArrayList<>();
        all.add(own.resolve("bin/java"));
        all.addAll(found.values());
        return all;
    }

    /** Feature version of an installation, by its release file; 0 for anything else. */
    private static int version(final Path home) throws IOException {
        final Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        return Files.readAllLines(release, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", " ").trim().split("[ .]")[0])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    private static String run(final Path java) throws IOException, InterruptedException {
        final Path errors = Files.createTempFile("digests", ".txt");
        try {
            final Process process = new ProcessBuilder(
                            java.toString(),
                            "--add-opens",
                            "java.base/jdk.internal.misc=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-Duser.language=tr",
                            "-Duser.country=TR",
                            "-Duser.timezone=Pacific/Chatham",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ScenarioDigests.class.getName())
                    .redirectError(errors.toFile())
                    .start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
