package io.drover.tools.agent;

import io.drover.tools.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        if (!isMade || !Files.exists(path)) {
            return;
        }
        try {
            Trees.remove(path);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot remove " + path, ex);
        }
    }
}
