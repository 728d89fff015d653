package io.drover.tools.agent;

import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.invariant.Violations;
import io.drover.cluster.member.SnapshotFileReader;
import io.drover.cluster.member.StateExports;
import io.drover.cluster.member.StateInspection;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.gateway.endpoint.StateFiles;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Files of the state of the member in this process; what takes long runs on the common pool. */
final class MemberStateFiles implements StateFiles {
    private static final int BUFFER_LENGTH = 64 * 1024;

    private final StateExports exports;
    private final Path directory;

    /**
     * Makes files of a member's state.
     *
     * @param directory for files that are being made or read, on the disk of the data.
     */
    MemberStateFiles(final StateExports exports, final Path directory) {
        this.exports = exports;
        this.directory = directory;
        removeLeftovers();
    }

    /** Files that a crash left hold the keys of the cluster. */
    private void removeLeftovers() {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(MemberStateFiles::remove);
            } catch (final IOException ex) {
                ServerPart.LOGGED.onError(ex);
            }
        }
    }

    @Override
    public CompletableFuture<Temporary> save() {
        return exports.request(directory).thenApplyAsync(file -> {
            try {
                return compressed(file);
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            } finally {
                remove(file);
            }
        });
    }

    @Override
    public CompletableFuture<JsonObject> check() {
        return exports.request(directory).thenApplyAsync(file -> {
            try {
                return report(StateInspection.of(file, true));
            } finally {
                remove(file);
            }
        });
    }

    @Override
    public Temporary receive() throws IOException {
        Files.createDirectories(directory);
        return new Temporary(Files.createTempFile(directory, "received-", ".gz"), "");
    }

    @Override
    public CompletableFuture<Temporary> unpack(final Path archive) {
        return CompletableFuture.supplyAsync(() -> {
            Path plain = null;
            try {
                plain = Files.createTempFile(directory, "unpacked-", ".snapshot");
                try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BUFFER_LENGTH)) {
                    Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
                }
                StateInspection.of(plain, false);
                return records(plain);
            } catch (final EOFException ex) {
                throw new Refused("failed to decompress snapshot: EOF", ex);
            } catch (final ZipException ex) {
                throw new Refused("failed to decompress snapshot: gzip: " + ex.getMessage(), ex);
            } catch (final SnapshotRefused ex) {
                throw new Refused(
                        String.valueOf(ex.getMessage()).replace(" " + String.valueOf(plain), " that was sent"), ex);
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            } finally {
                remove(plain);
            }
        });
    }

    /** What the commands of a restore carry: deflated records, each led by its length. */
    private static Temporary records(final Path plain) throws IOException {
        final Path target = plain.resolveSibling(plain.getFileName() + ".records");
        final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (SnapshotFileReader source = new SnapshotFileReader(plain);
                OutputStream out = new DeflaterOutputStream(
                        Files.newOutputStream(target), new Deflater(Deflater.BEST_SPEED), BUFFER_LENGTH)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = source.next((buffer, offset, recordLength) -> {
                    final byte[] record = new byte[recordLength];
                    buffer.getBytes(offset, record);
                    try {
                        out.write(length.putInt(0, recordLength).array());
                        out.write(record);
                    } catch (final IOException ex) {
                        throw new UncheckedIOException(ex);
                    }
                });
            }
        } catch (final IOException | RuntimeException ex) {
            Files.deleteIfExists(target);
            throw ex;
        }
        return new Temporary(target, "");
    }

    private static Temporary compressed(final Path file) throws IOException {
        final Path target = file.resolveSibling(file.getFileName() + ".gz");
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest);
                    GZIPOutputStream compressing = new GZIPOutputStream(out, BUFFER_LENGTH)) {
                Files.copy(file, compressing);
            }
            return new Temporary(target, Base64.getEncoder().encodeToString(digest.digest()));
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        } catch (final IOException | RuntimeException ex) {
            Files.deleteIfExists(target);
            throw ex;
        }
    }

    private static JsonObject report(final StateInspection state) {
        final JsonArray violations = new JsonArray();
        for (final Violations.Violation violation : state.violations()) {
            violations.add(new JsonObject().put("Detail", violation.detail()).put("Invariant", violation.name()));
        }
        long rows = 0;
        for (final StateInspection.Kind kind : state.kinds().values()) {
            rows += kind.count();
        }
        return new JsonObject()
                .put("Checked", JsonArray.ofStrings(InvariantChecker.SUBJECTS))
                .put("Digest", Long.toHexString(state.digest()))
                .put("Index", state.index())
                .put("LogPosition", state.logPosition())
                .put("Rows", rows)
                .put("Violations", violations);
    }

    private static void remove(final @Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException ex) {
            ServerPart.LOGGED.onError(ex);
        }
    }
}
