package io.drover.perf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures with their recipe: printed as they come, all of them once more on the last line, and kept under {@code perf/results}. */
final class Report {
    private static final Path HOME = Path.of(System.getProperty("drover.home", "."));

    private final List<String> command;
    private final String load;
    private String file;
    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Report(final List<String> command) throws IOException {
        this.command = List.copyOf(command);
        file = command.get(0);
        this.load = Files.readString(Path.of("/proc/loadavg")).trim();
    }

    /** Keeps the figures under another name than that of the measurement: what is measured is not the same. */
    void keepAs(final String name) {
        file = name;
    }

    /** A whole number. */
    void put(final String name, final long value) {
        figures.put(name, Long.toString(value));
        System.out.println(name + "=" + value);
    }

    /** A number with one decimal. */
    void put(final String name, final double value) {
        figures.put(name, String.format(Locale.ROOT, "%.1f", value));
        System.out.println(name + "=" + figures.get(name));
    }

    /** A figure that is no single number, such as {@code 3/4}. */
    void put(final String name, final String value) {
        figures.put(name, value);
        System.out.println(name + "=" + value);
    }

    /** Something that a reader of the figures should know. */
    void note(final String text) {
        notes.add(text);
        System.out.println("# " + text);
    }

    /** Writes the file and prints the last line. */
    void finish() throws IOException {
        final String line = figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(" "));
        final List<String> lines = new ArrayList<>(List.of(
                "command: perf/run " + String.join(" ", command),
                "commit: " + commit(),
                "date: " + Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "machine: " + Runtime.getRuntime().availableProcessors() + " x " + processor() + ", " + memory(),
                "load before: " + load,
                "jdk: " + System.getProperty("java.runtime.version")));
        notes.forEach(note -> lines.add("note: " + note));
        lines.add(line);
        final Path results = Files.createDirectories(HOME.resolve("perf/results"));
        Files.write(results.resolve(file + ".txt"), lines);
        System.out.println(line);
    }

    private static String commit() throws IOException {
        final Process git = new ProcessBuilder("git", "-C", HOME.toString(), "describe", "--always", "--dirty")
                .redirectErrorStream(true)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }

    private static String processor() throws IOException {
        return firstValue(Path.of("/proc/cpuinfo"), "model name");
    }

    private static String memory() throws IOException {
        return firstValue(Path.of("/proc/meminfo"), "MemTotal");
    }

    private static String firstValue(final Path file, final String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
