package io.drover.cluster.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The directory of a member's snapshots: one file each, named by the log position at which it was taken. A file under its name is
 * complete; one that is being written has another name.
 */
final class SnapshotFiles {
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".unfinished";
    private static final String REFUSED = ".refused";

    private final Path directory;

    SnapshotFiles(final Path directory) {
        this.directory = directory;
    }

    /** Whether this member ever wrote a snapshot into a file. */
    boolean exist() {
        return Files.isDirectory(directory);
    }

    /** Makes the directory, and removes what a crash left half written. */
    void prepare() {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
                for (final Path file : unfinished) {
                    Files.delete(file);
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot prepare " + directory, ex);
        }
    }

    /** The name of the file of this log position. */
    static String name(final long logPosition) {
        return String.format(Locale.ROOT, "%019d%s", logPosition, SUFFIX);
    }

    /** The file of this log position, complete or not there. */
    Path file(final long logPosition) {
        return directory.resolve(name(logPosition));
    }

    /** Where the file is written. */
    Path unfinished(final long logPosition) {
        return directory.resolve(name(logPosition) + UNFINISHED);
    }

    /** Whether one is complete that was taken at this log position or behind it. Any thread. */
    boolean hasFrom(final long logPosition) {
        final NavigableSet<Long> all = complete();
        return !all.isEmpty() && all.last() >= logPosition;
    }

    /** Log positions of all complete ones. */
    NavigableSet<Long> complete() {
        final NavigableSet<Long> positions = new TreeSet<>();
        if (!exist()) {
            return positions;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString();
                positions.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            }
        } catch (final IOException | NumberFormatException ex) {
            throw new IllegalStateException("cannot list the snapshots in " + directory, ex);
        }
        return positions;
    }

    boolean isComplete(final long logPosition) {
        return Files.exists(file(logPosition));
    }

    /** A file that was written and synced gets its name, for good. */
    void complete(final long logPosition) throws IOException {
        Files.move(unfinished(logPosition), file(logPosition), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Puts a file aside, so that the next start does without. */
    void refuse(final long logPosition) {
        try {
            Files.move(
                    file(logPosition),
                    directory.resolve(name(logPosition) + REFUSED),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot put " + file(logPosition) + " aside", ex);
        }
    }

    /** Removes files that are older than a log position. */
    void removeBelow(final long logPosition) {
        final String oldest = name(logPosition);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (final Path file : files) {
                if (file.getFileName().toString().compareTo(oldest) < 0) {
                    Files.delete(file);
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot remove old snapshots from " + directory, ex);
        }
    }

    /** Bytes of a file, 0 when it is not there. */
    long length(final long logPosition) {
        try {
            return isComplete(logPosition) ? Files.size(file(logPosition)) : 0;
        } catch (final IOException ex) {
            return 0;
        }
    }
}
