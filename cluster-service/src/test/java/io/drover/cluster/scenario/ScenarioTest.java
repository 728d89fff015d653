package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every scenario of {@code src/test/resources/scenarios}. With {@code -Dscenarios.rewrite=true} the files are written anew; commit
 * only a difference that you understand. {@code -Dscenarios.only=drain} runs the one of that name.
 */
class ScenarioTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files
                    .filter(file -> file.toString().endsWith(System.getProperty("scenarios.only", "") + ".txt"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
        }
    }

    private static void run(final Path file) throws IOException {
        final String expected = Files.readString(file);
        final Scenario scenario = new Scenario();
        final String actual = scenario.run(expected);
        if (Boolean.getBoolean("scenarios.rewrite")) {
            Files.writeString(file, actual);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
        new ReplayEquality(scenario.harness()).check();
    }
}
