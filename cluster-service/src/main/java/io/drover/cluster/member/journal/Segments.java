package io.drover.cluster.member.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The directory of a journal: a directory for each segment, a queue of its own, named by the log position behind which it begins.
 *
 * <pre>
 *  journal/0000000000000000000.segment/20261125X.cq4      each process begins a new one
 *          0000000000004194304.segment/20261125X.cq4
 * </pre>
 */
final class Segments {
    private static final String SUFFIX = ".segment";
    private static final int DIGITS = 19;
    private static final String LENGTH = "length";

    private final Path directory;

    Segments(final Path directory) {
        this.directory = directory;
    }

    /** One segment. */
    record Segment(long afterPosition, Path path) implements Comparable<Segment> {
        @Override
        public int compareTo(final Segment other) {
            return Long.compare(afterPosition, other.afterPosition);
        }

        /** Bytes of its records; of its files, which have holes, as long as nobody has counted. */
        long length() {
            try {
                return Long.parseLong(Files.readString(path.resolve(LENGTH), StandardCharsets.US_ASCII));
            } catch (final IOException | NumberFormatException ex) {
                return fileLength();
            }
        }

        /** Whether its records have been counted. */
        boolean isCounted() {
            return Files.exists(path.resolve(LENGTH));
        }

        /** Notes how many bytes its records have. */
        void count(final long length) throws IOException {
            Files.writeString(path.resolve(LENGTH), Long.toString(length), StandardCharsets.US_ASCII);
        }

        private long fileLength() {
            try (Stream<Path> files = Files.list(path)) {
                return files.mapToLong(file -> file.toFile().length()).sum();
            } catch (final IOException ex) {
                return 0;
            }
        }

        /** When anything was written last, by the file system. */
        long modifiedMs() {
            try (Stream<Path> files = Files.list(path)) {
                return files.mapToLong(file -> file.toFile().lastModified())
                        .max()
                        .orElse(0);
            } catch (final IOException ex) {
                return 0;
            }
        }

        void remove() throws IOException {
            final List<Path> files;
            try (Stream<Path> listed = Files.list(path)) {
                files = listed.toList();
            }
            for (final Path file : files) {
                Files.delete(file);
            }
            Files.delete(path);
        }
    }

    Path directory() {
        return directory;
    }

    /** Where the segment behind this log position is. */
    Segment at(final long afterPosition) {
        return new Segment(
                afterPosition,
                directory.resolve(String.format(Locale.ROOT, "%0" + DIGITS + "d%s", afterPosition, SUFFIX)));
    }

    /** All of them, oldest first; none where there is no journal. */
    List<Segment> list() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        final List<Segment> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (final Path path : paths) {
                final String name = path.getFileName().toString();
                if (name.length() == DIGITS + SUFFIX.length()
                        && name.chars().limit(DIGITS).allMatch(Character::isDigit)) {
                    found.add(new Segment(Long.parseLong(name.substring(0, DIGITS)), path));
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot list the journal " + directory, ex);
        }
        Collections.sort(found);
        return found;
    }
}
