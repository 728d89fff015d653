package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.FeatureLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Runs every scenario of {@code src/test/resources/scenarios}. With {@code -Dscenarios.rewrite=true} the files are written anew; commit
 * only a difference that you understand. {@code -Dscenarios.only=drain} runs the one of that name.
 */
class ScenarioTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");

    /** Files here say what is different at the newest feature level; a scenario without one is the same at every level. */
    private static final Path NEWEST = DIRECTORY.resolve("newest-level");

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        return each(file -> run(file, file, FeatureLevels.FIRST));
    }

    @TestFactory
    Stream<DynamicTest> scenariosAtTheNewestLevel() throws IOException {
        return each(file -> run(file, NEWEST.resolve(file.getFileName()), FeatureLevels.OF_THIS_VERSION.newest()));
    }

    private static Stream<DynamicTest> each(final ThrowingConsumer<Path> test) throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files
                    .filter(file -> file.toString().endsWith(System.getProperty("scenarios.only", "") + ".txt"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> test.accept(file)));
        }
    }

    private static void run(final Path file, final Path expectedFile, final int level) throws IOException {
        final String common = Files.readString(file);
        final Scenario scenario = new Scenario(level);
        final String actual = scenario.run(common);
        if (Boolean.getBoolean("scenarios.rewrite")) {
            rewrite(expectedFile, actual, file, common);
        } else {
            assertThat(actual).isEqualTo(Files.exists(expectedFile) ? Files.readString(expectedFile) : common);
        }
        new ReplayEquality(scenario.harness()).check();
    }

    private static void rewrite(final Path target, final String actual, final Path file, final String common)
            throws IOException {
        if (target.equals(file) || !actual.equals(common)) {
            Files.createDirectories(target.getParent());
            Files.writeString(target, actual);
        } else {
            Files.deleteIfExists(target);
        }
    }
}
