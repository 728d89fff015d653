package io.drover.gateway.endpoint;

import io.drover.gateway.jobspec.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Files of the whole state of this server, made and read beside the state machine. Any thread; nothing blocks. */
public interface StateFiles {
    /** Why an archive is not taken, in a sentence for whoever sent it. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(final String message, final Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A file that whoever gets it closes, which removes it.
     *
     * @param file its bytes.
     * @param sha256 digest of its bytes in base 64; empty where nobody asks for it.
     */
    record Temporary(Path file, String sha256) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Writes an archive of the state as it is now; fails when one is being written. */
    CompletableFuture<Temporary> save();

    /** Checks on a copy of the state what must always hold, and tells what was checked and what does not hold. */
    CompletableFuture<JsonObject> check();

    /** An empty file for an archive that arrives. */
    Temporary receive() throws IOException;

    /**
     * Checks all of an archive and makes of it what the commands of a restore carry.
     *
     * @return fails with {@link Refused} when it is damaged, or no archive.
     */
    CompletableFuture<Temporary> unpack(Path archive);
}
