package io.drover.agent.api;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rotated files of one output stream of a task, by their number. */
final class LogFiles {
    private final Path directory;
    private final String prefix;

    LogFiles(final Path directory, final String taskName, final String type) {
        this.directory = directory;
        this.prefix = taskName + "." + type + ".";
    }

    /** What exists now: number to size. */
    NavigableMap<Long, Long> list() throws IOException {
        final NavigableMap<Long, Long> sizes = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (final Path entry : entries) {
                final String name = entry.getFileName().toString();
                if (name.startsWith(prefix)) {
                    add(sizes, entry, name.substring(prefix.length()));
                }
            }
        } catch (final NoSuchFileException e) {
            return sizes;
        }
        return sizes;
    }

    Path directory() {
        return directory;
    }

    Path path(final long number) {
        return directory.resolve(prefix + number);
    }

    /** The name in frames. */
    String name(final long number) {
        return "alloc/logs/" + prefix + number;
    }

    /**
     * Where reading starts.
     *
     * @param fromEnd whether the offset counts back from the end of the newest file; 0 then means the start of that file.
     * @param offset bytes; a negative one counts back as well.
     */
    static Position locate(final NavigableMap<Long, Long> sizes, final boolean fromEnd, final long offset) {
        if (fromEnd && offset == 0) {
            return new Position(sizes.lastKey(), 0);
        }
        if (fromEnd || offset < 0) {
            long remaining = Math.abs(offset);
            for (final Map.Entry<Long, Long> file : sizes.descendingMap().entrySet()) {
                if (remaining <= file.getValue()) {
                    return new Position(file.getKey(), file.getValue() - remaining);
                }
                remaining -= file.getValue();
            }
            return new Position(sizes.firstKey(), 0);
        }
        long remaining = offset;
        for (final Map.Entry<Long, Long> file : sizes.entrySet()) {
            if (remaining < file.getValue()) {
                return new Position(file.getKey(), remaining);
            }
            remaining -= file.getValue();
        }
        return new Position(sizes.lastKey(), sizes.lastEntry().getValue());
    }

    private static void add(final NavigableMap<Long, Long> sizes, final Path entry, final String number)
            throws IOException {
        try {
            sizes.put(Long.parseLong(number), Files.size(entry));
        } catch (final NumberFormatException e) {
            // Another task's file: task names may contain dots.
        } catch (final NoSuchFileException e) {
            // Rotated away while we looked.
        }
    }

    /** A file and an offset in it. */
    record Position(long number, long offset) {}
}
