package io.drover.agent.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Small files of the host ({@code /proc}, {@code /sys}, {@code /etc}) below a root. What is missing reads as empty: hosts differ
 * and a fingerprint says what it finds.
 *
 * @param root {@code /}, or a recorded tree in tests.
 */
public record HostFiles(Path root) {
    /** The host itself. */
    public static final HostFiles HOST = new HostFiles(Path.of("/"));

    /** The file's first line without surrounding blanks, empty when there is none. */
    public String line(final String path) {
        final List<String> lines = lines(path);
        return lines.isEmpty() ? "" : lines.get(0).trim();
    }

    /** All lines. */
    public List<String> lines(final String path) {
        try {
            return Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (final IOException e) {
            return List.of();
        }
    }

    /** The number on the first line, if there is one. */
    public OptionalLong number(final String path) {
        try {
            return OptionalLong.of(Long.parseLong(line(path)));
        } catch (final NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Names in a directory, sorted. */
    public List<String> names(final String path) {
        try (Stream<Path> entries = Files.list(root.resolve(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (final IOException e) {
            return List.of();
        }
    }
}
