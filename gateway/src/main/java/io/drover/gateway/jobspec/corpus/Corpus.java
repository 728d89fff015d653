package io.drover.gateway.jobspec.corpus;

import io.drover.gateway.jobspec.JobFileOptions;
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
public final class Corpus {

    private final Path folder;

    /** Makes a corpus of a folder. */
    public Corpus(final Path folder) {
        this.folder = folder;
    }

    /** Returns the corpus that the property or variable {@code DROVER_CORPUS} names or that lies beside the checkout. */
    public static @Nullable Corpus find() {
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
    public record JobCase(String name, String source, JobFileOptions options, JsonValue parsed, JsonValue canonical) {}

    /** A probe: an evaluated structure, or null when the input must be refused. */
    record Probe(String name, String source, @Nullable JsonObject expected) {}

    /** A line of the index: a file and the values of its variables. */
    record Entry(Path jobs, String name, List<String> variables) {

        JobCase load() throws IOException {
            final Path file = jobs.resolve(name);
            JobFileOptions options = JobFileOptions.forCommandLine(Objects.requireNonNull(file.getParent()));
            for (final String variable : variables) {
                final int equals = variable.indexOf('=');
                if (equals > 0) {
                    options = options.withVariable(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            return new JobCase(
                    name,
                    text(file),
                    options,
                    json(jobs.resolve(name + ".parsed.json")),
                    json(jobs.resolve(name + ".canonical.json")));
        }
    }

    /** Returns the files of a folder of job files, none when the corpus has no such folder. */
    List<Entry> jobs() throws IOException {
        final Path jobs = folder.resolve("jobs");
        final Path index = jobs.resolve("INDEX.tsv");
        final List<Entry> entries = new ArrayList<>();
        if (Files.exists(index)) {
            for (final String line : text(index).lines().toList()) {
                if (!line.isBlank()) {
                    final List<String> columns = List.of(line.split("\t", -1));
                    entries.add(new Entry(jobs, columns.get(0), columns.subList(1, columns.size())));
                }
            }
        }
        return entries;
    }

    /** Returns all job files with what was recorded of them. */
    public List<JobCase> jobCases() throws IOException {
        final List<JobCase> cases = new ArrayList<>();
        for (final Entry entry : jobs()) {
            cases.add(entry.load());
        }
        return cases;
    }

    /** Returns the texts of all job files that can be read, for tests that need many. */
    public List<String> jobTexts() throws IOException {
        final List<String> texts = new ArrayList<>();
        for (final Entry entry : jobs()) {
            texts.add(text(entry.jobs().resolve(entry.name())));
        }
        return texts;
    }

    /** Returns the probes by name, none when the corpus has no such folder. */
    List<Probe> probes() throws IOException {
        final Path probeFolder = folder.resolve("hcl-probes");
        if (!Files.isDirectory(probeFolder)) {
            return List.of();
        }
        final List<Path> files;
        try (Stream<Path> paths = Files.list(probeFolder)) {
            files = paths.filter(path -> path.toString().endsWith(".hcl"))
                    .sorted()
                    .toList();
        }
        final List<Probe> probes = new ArrayList<>();
        for (final Path file : files) {
            final Path expected = Path.of(file + ".expected.json");
            probes.add(new Probe(
                    String.valueOf(file.getFileName()),
                    text(file),
                    Files.exists(expected) ? (JsonObject) json(expected) : null));
        }
        return probes;
    }

    private static String text(final Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }

    private static JsonValue json(final Path path) throws IOException {
        try {
            return JsonParser.parse(Files.readAllBytes(path));
        } catch (final JsonSyntaxException broken) {
            throw new IOException(path.getFileName() + ": " + broken.getMessage(), broken);
        }
    }
}
