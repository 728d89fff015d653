package io.drover.agent.artifact;

import io.drover.agent.spec.ArtifactSpec;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets one artifact to where the task wants it. Blocks. */
public final class ArtifactFetch {
    private ArtifactFetch() {}

    /**
     * Downloads, checks and unpacks.
     *
     * @param artifact with variables filled in.
     * @param target where it goes: a directory, or the file itself in mode {@code file}; checked to be within the allocation.
     * @param scratch a directory for what must be unpacked; what is left there is removed.
     */
    public static void fetch(final ArtifactSpec artifact, final Path target, final Path scratch) throws IOException {
        final ArtifactSource source = ArtifactSource.of(artifact.source(), artifact.options());
        final boolean isFile = artifact.mode().equals("file");
        if (source.archive().isEmpty()) {
            if (artifact.mode().equals("dir")) {
                throw new IOException("no source URL was returned");
            }
            final Path file = isFile ? target : target.resolve(source.fileName());
            Files.createDirectories(above(file));
            Download.to(file, source.uri(), artifact.headers(), artifact.insecure());
            Checksum.verify(file, source.checksum());
            return;
        }
        final Path work = Files.createTempDirectory(scratch, "artifact-");
        try {
            final Path archive = work.resolve("archive");
            Download.to(archive, source.uri(), artifact.headers(), artifact.insecure());
            Checksum.verify(archive, source.checksum());
            if (isFile) {
                Files.createDirectories(above(target));
                Unpacker.expand(archive, source.archive(), target);
            } else {
                final Path unpacked = Files.createDirectory(work.resolve("unpacked"));
                Unpacker.unpack(archive, source.archive(), unpacked);
                move(below(unpacked, source.subdirectory()), target);
            }
        } finally {
            remove(work);
        }
    }

    /** Makes a user the owner of everything there; only root can. */
    public static void own(final Path target, final String user) throws IOException {
        final UserPrincipal owner =
                target.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> all = Files.walk(target)) {
            for (final Path each : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(each)) {
                    Files.setOwner(each, owner);
                }
            }
        }
    }

    private static Path above(final Path path) throws IOException {
        final Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("no directory above " + path);
        }
        return parent;
    }

    private static Path below(final Path unpacked, final String subdirectory) throws IOException {
        final Path wanted = unpacked.resolve(subdirectory).normalize();
        if (!wanted.startsWith(unpacked) || !Files.isDirectory(wanted)) {
            throw new IOException("subdirectory \"" + subdirectory + "\" not found");
        }
        return wanted;
    }

    /** Merges a directory into another: both are on the file system of the allocation. */
    private static void move(final Path from, final Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                Files.move(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void remove(final Path work) throws IOException {
        Files.walkFileTree(work, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path directory, final @Nullable IOException e)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
