package io.drover.agent.driver.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where one output stream goes on: the newest existing file of {@code <prefix>.N}, or the next when that is full.
 *
 * @param prefix path without the number.
 * @param index number of the file to append to.
 * @param room bytes that still fit into it, at least 1.
 */
public record LogTarget(Path prefix, long index, long room) {
    /** Continues after the files that are there. */
    public static LogTarget next(final Path dir, final String name, final long maxBytes) throws IOException {
        final Path prefix = dir.resolve(name);
        final long newest = newest(dir, name);
        if (newest < 0) {
            return new LogTarget(prefix, 0, maxBytes);
        }
        final long room = maxBytes - Files.size(dir.resolve(name + "." + newest));
        return room > 0 ? new LogTarget(prefix, newest, room) : new LogTarget(prefix, newest + 1, maxBytes);
    }

    /** The file to append to. */
    public Path file() {
        return prefix.resolveSibling(prefix.getFileName() + "." + index);
    }

    private static long newest(final Path dir, final String name) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(name + "."))
                    .mapToLong(file -> number(file.substring(name.length() + 1)))
                    .max()
                    .orElse(-1);
        }
    }

    private static long number(final String text) {
        try {
            return text.length() <= 18 ? Long.parseLong(text) : -1;
        } catch (final NumberFormatException e) {
            return -1;
        }
    }
}
