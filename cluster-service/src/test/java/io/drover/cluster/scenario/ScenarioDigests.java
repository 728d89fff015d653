package io.drover.cluster.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What every scenario and some random ones end in, as text: the same on every machine, or replicas differ. Also a program. */
final class ScenarioDigests {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");
    private static final int SEEDS = 3;
    private static final int LINES = 150;

    private ScenarioDigests() {}

    /** Prints the digests. */
    public static void main(final String[] args) throws IOException {
        System.out.write(compute().getBytes(StandardCharsets.US_ASCII));
        System.out.flush();
    }

    static String compute() throws IOException {
        final StringBuilder text = new StringBuilder();
        final List<Path> files;
        try (Stream<Path> listed = Files.list(DIRECTORY)) {
            files = listed.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        for (final Path file : files) {
            final Scenario scenario = new Scenario();
            scenario.run(Files.readString(file));
            add(text, file.getFileName().toString(), scenario);
        }
        for (int seed = 1; seed <= SEEDS; seed++) {
            final Random random = new Random(seed);
            final Scenario scenario = new Scenario();
            scenario.line("birth");
            for (int i = 0; i < LINES; i++) {
                scenario.line(RandomLines.next(random, scenario));
            }
            add(text, "seed-" + seed, scenario);
        }
        return text.toString();
    }

    private static void add(final StringBuilder text, final String name, final Scenario scenario) {
        text.append(name)
                .append(" index=")
                .append(scenario.harness().machine().index())
                .append(" digest=")
                .append(Long.toHexString(scenario.harness().machine().digest()))
                .append('\n');
    }
}
