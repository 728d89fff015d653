package io.drover.agent.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks an archive below a directory. Refuses what would leave it, and archives without end. */
final class Unpacker {
    private static final int ENTRIES_MAX = 4096;
    private static final long BYTES_MAX = 100L << 30;
    private static final int CHUNK_LENGTH = 64 * 1024;

    private final Path root;
    private int entries;
    private long bytes;

    private Unpacker(final Path root) {
        this.root = root;
    }

    /** Unpacks into a directory that exists. */
    static void unpack(final Path archive, final String kind, final Path directory) throws IOException {
        final Unpacker unpacker = new Unpacker(directory.toRealPath());
        switch (kind) {
            case "zip" -> unpacker.zip(archive);
            case "tar" -> unpacker.tar(archive, "");
            case "tar.gz", "tgz" -> unpacker.tar(archive, "gz");
            case "tar.bz2", "tbz2" -> unpacker.tar(archive, "bz2");
            case "tar.xz", "txz" -> unpacker.tar(archive, "xz");
            case "tar.zst", "tzst" -> unpacker.tar(archive, "zst");
            case "gz", "bz2", "xz", "zst" ->
                throw new IOException(kind + "-compressed files can only unarchive to a single file");
            default -> throw new IOException("unsupported archive kind \"" + kind + "\"");
        }
    }

    /** Unpacks a compressed file into one file. */
    static void expand(final Path archive, final String kind, final Path file) throws IOException {
        switch (kind) {
            case "gz", "bz2", "xz", "zst" -> {
                try (InputStream in = open(archive, kind)) {
                    new Unpacker(parent(file)).write(in, file, Long.MAX_VALUE);
                }
            }
            default -> throw new IOException("expected a single file in a " + kind + " archive");
        }
    }

    private static InputStream open(final Path archive, final String compression) throws IOException {
        final InputStream file = new BufferedInputStream(Files.newInputStream(archive), CHUNK_LENGTH);
        return switch (compression) {
            case "" -> file;
            case "gz" -> new GZIPInputStream(file, CHUNK_LENGTH);
            default -> {
                file.close();
                final String program = compression.equals("bz2") ? "bzip2" : compression.equals("xz") ? "xz" : "zstd";
                final Process process = new ProcessBuilder(List.of(program, "-dc", archive.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                yield process.getInputStream();
            }
        };
    }

    private void zip(final Path archive) throws IOException {
        try (ZipInputStream in =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive), CHUNK_LENGTH))) {
            for (@Nullable ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                final Path target = target(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(parent(target));
                    write(in, target, Long.MAX_VALUE);
                }
            }
        }
    }

    private void tar(final Path archive, final String compression) throws IOException {
        try (InputStream in = open(archive, compression)) {
            final TarReader reader = new TarReader(in);
            for (TarReader.@Nullable Entry entry = reader.next(); entry != null; entry = reader.next()) {
                final Path target = target(entry.name());
                switch (entry.type()) {
                    case TarReader.DIRECTORY -> Files.createDirectories(target);
                    case TarReader.FILE -> {
                        Files.createDirectories(parent(target));
                        write(reader.content(), target, entry.length());
                        Files.setPosixFilePermissions(target, permissions(entry.mode()));
                    }
                    case TarReader.LINK -> link(target, entry.link());
                    default -> {
                        // Devices and pipes have no business here.
                    }
                }
            }
        }
    }

    private void link(final Path target, final String to) throws IOException {
        final Path directory = parent(target);
        if (!directory.resolve(to).normalize().startsWith(root)) {
            throw new IOException("artifact includes symlink that resolves outside of sandbox");
        }
        Files.createDirectories(directory);
        Files.deleteIfExists(target);
        Files.createSymbolicLink(target, Path.of(to));
    }

    /** Where an entry goes; no directory on the way may be a link, which could lead anywhere. */
    private Path target(final String name) throws IOException {
        if (++entries > ENTRIES_MAX) {
            throw new IOException("archive has more than " + ENTRIES_MAX + " files");
        }
        final Path target = root.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry contains '..': " + name);
        }
        for (Path each = target; !each.equals(root); each = parent(each)) {
            if (Files.isSymbolicLink(each)) {
                throw new IOException("entry leads through a link: " + name);
            }
        }
        return target;
    }

    private static Path parent(final Path path) throws IOException {
        final Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("no directory above " + path);
        }
        return parent;
    }

    private void write(final InputStream in, final Path target, final long length) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("file and directory have the same name: " + target.getFileName());
        }
        final byte[] chunk = new byte[CHUNK_LENGTH];
        long left = length;
        try (var out = Files.newOutputStream(target)) {
            while (left > 0) {
                final int read = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (read < 0) {
                    if (length != Long.MAX_VALUE) {
                        throw new IOException("unexpected EOF");
                    }
                    return;
                }
                left -= read;
                bytes += read;
                if (bytes > BYTES_MAX) {
                    throw new IOException("archive has more than " + BYTES_MAX + " bytes");
                }
                out.write(chunk, 0, read);
            }
        }
    }

    private static Set<PosixFilePermission> permissions(final int mode) {
        final PosixFilePermission[] bits = {
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ
        };
        final Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < bits.length; i++) {
            if ((mode & 1 << i) != 0) {
                permissions.add(bits[i]);
            }
        }
        return permissions;
    }
}
