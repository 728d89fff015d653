package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of job files with what they must become ({@code jobs/} with INDEX.tsv, {@code hcl-probes/}). */
final class Corpus {

    private final Path folder;

    Corpus(final Path folder) {
        this.folder = folder;
    }

    /** Returns the corpus that the property or variable {@code DROVER_CORPUS} names or that lies beside the checkout. */
    static @Nullable Corpus find() {
        final String property = System.getProperty("DROVER_CORPUS", System.getenv("DROVER_CORPUS"));
        final List<Path> candidates = new ArrayList<>();
        if (property != null) {
            candidates.add(Path.of(property));
        }
        candidates.add(Path.of("../shared/corpus"));
        candidates.add(Path.of("../../shared/corpus"));
        candidates.add(Path.of("../../../shared/corpus"));
        for (final Path candidate : candidates) {
            if (Files.isRegularFile(candidate.resolve("jobs/INDEX.tsv"))) {
                return new Corpus(candidate);
            }
        }
        return null;
    }

    /** A job file and its expected forms. */
    record JobCase(String name, String source, JobFileOptions options, JsonValue parsed, JsonValue canonical) {}

    /** A probe: an evaluated structure, or null when the input must be refused. */
    record Probe(String name, String source, @Nullable JsonObject expected) {}

    List<JobCase> jobs() throws IOException, JsonSyntaxException {
        final Path jobs = folder.resolve("jobs");
        final List<JobCase> cases = new ArrayList<>();
        for (final String line : Files.readAllLines(jobs.resolve("INDEX.tsv"))) {
            final String[] columns = line.split("\t", -1);
            if (columns[0].isBlank()) {
                continue;
            }
            final Path file = jobs.resolve(columns[0]);
            JobFileOptions options = JobFileOptions.forCommandLine(Objects.requireNonNull(file.getParent()));
            for (int i = 1; i < columns.length; i++) {
                final int equals = columns[i].indexOf('=');
                if (equals > 0) {
                    options = options.withVariable(columns[i].substring(0, equals), columns[i].substring(equals + 1));
                }
            }
            cases.add(new JobCase(
                    columns[0],
                    Files.readString(file),
                    options,
                    json(jobs.resolve(columns[0] + ".parsed.json")),
                    json(jobs.resolve(columns[0] + ".canonical.json"))));
        }
        return cases;
    }

    List<Probe> probes() throws IOException, JsonSyntaxException {
        final List<Probe> probes = new ArrayList<>();
        final List<Path> files;
        try (Stream<Path> paths = Files.list(folder.resolve("hcl-probes"))) {
            files = paths.filter(path -> path.toString().endsWith(".hcl"))
                    .sorted()
                    .toList();
        }
        for (final Path file : files) {
            final Path expected = Path.of(file + ".expected.json");
            probes.add(new Probe(
                    String.valueOf(file.getFileName()),
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                    Files.exists(expected) ? (JsonObject) json(expected) : null));
        }
        return probes;
    }

    private static JsonValue json(final Path path) throws IOException, JsonSyntaxException {
        return JsonParser.parse(Files.readAllBytes(path));
    }
}
