package io.drover.tools.cli.operator;

import io.drover.cluster.member.StateInspection;
import io.drover.cluster.snapshot.SnapshotRefused;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** A file of the state as {@code operator snapshot save} writes it: a member's snapshot, compressed. */
final class StateArchive {
    /** A compressed file has at least a head and a tail. */
    private static final int LENGTH_MIN = 18;

    private StateArchive() {}

    /**
     * Reads and checks all of it.
     *
     * @throws IOException when it cannot be read, or is not what it should be.
     */
    static StateInspection read(final Path archive) throws IOException {
        if (Files.size(archive) < LENGTH_MIN) {
            throw new EOFException("EOF");
        }
        final Path plain = Files.createTempFile("drover-state-", ".snapshot");
        try {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 64 * 1024)) {
                Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            }
            return StateInspection.ofRecords(plain);
        } catch (final SnapshotRefused ex) {
            throw new IOException(String.valueOf(ex.getMessage()).replace(plain.toString(), archive.toString()), ex);
        } finally {
            Files.deleteIfExists(plain);
        }
    }
}
