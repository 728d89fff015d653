package io.drover.tools.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A slice of what {@code drover sim} runs. {@code -Dtest.jvm.flags=-Dsimulation.seeds=1-1000} runs more; a failure names its seed.
 */
class SimulationTest {
    private static final Path HISTORIES = Path.of("src/test/resources/simulations");
    private static final long ACTIVE_MS = 40_000;

    @Test
    void shouldKeepWhatMustHold() {
        final SeedRange seeds = SeedRange.parse(System.getProperty("simulation.seeds", "1-60"));
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            final Simulation.Outcome outcome = Simulation.run(seed, Scale.of(seed, ACTIVE_MS));
            assertThat(outcome.violation()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void shouldRunASeedTwiceInTheSameWay() {
        final Scale scale = Scale.of(7, ACTIVE_MS);
        final Simulation.Outcome first = Simulation.run(7, scale);
        final Simulation.Outcome second = Simulation.run(7, scale);

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(second.entries()).isEqualTo(first.entries());
        assertThat(Simulation.run(8, scale).fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void shouldReadStepsAsItWritesThem() {
        for (final Step step : Plan.of(3, Scale.of(3, ACTIVE_MS))) {
            assertThat(Step.parse(step.toString())).isEqualTo(step);
        }
    }

    /** Histories of what simulations have found: a line with seed, servers, nodes and jobs, then the steps. */
    @TestFactory
    Stream<DynamicTest> shouldNotRepeatHistory() throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            String.valueOf(file.getFileName()),
                            () -> assertThat(run(file).violation()).isEmpty()));
        }
    }

    private static Simulation.Outcome run(final Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        final String[] world = lines.get(0).split(" ");
        final List<Step> steps = lines.stream().skip(1).map(Step::parse).toList();
        final Scale scale = new Scale(
                Integer.parseInt(world[1]),
                Integer.parseInt(world[2]),
                Integer.parseInt(world[3]),
                steps.size(),
                steps.get(steps.size() - 1).atMs() + 1_000);
        return Simulation.run(Long.parseLong(world[0]), scale, steps, line -> {});
    }
}
