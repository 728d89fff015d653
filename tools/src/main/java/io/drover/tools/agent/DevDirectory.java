package io.drover.tools.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where a development agent keeps what it forgets: made at start, removed at the end. */
final class DevDirectory implements AutoCloseable {
    private final Path path;
    private final boolean isMade;

    DevDirectory(final boolean isDev) throws IOException {
        isMade = isDev;
        path = isDev ? Files.createTempDirectory("drover-dev-") : Path.of("");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!isMade) {
            return;
        }
        try {
            Files.walkFileTree(path, new Remover());
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot remove " + path, ex);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(final Path file, final IOException error) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path directory, final @Nullable IOException error)
                throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
