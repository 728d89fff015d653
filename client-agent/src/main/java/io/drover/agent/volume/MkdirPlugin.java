package io.drover.agent.volume;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The plugin that is always there: a volume is a directory named by its id. */
final class MkdirPlugin implements VolumePlugin {
    static final String ID = "mkdir";

    private static final String DEFAULT_MODE = "0700";
    private static final PosixFilePermission[] PERMISSIONS = {
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

    private final Path directory;

    MkdirPlugin(final Path directory) {
        this.directory = directory;
    }

    @Override
    public String version() {
        return "0.0.1";
    }

    @Override
    public MadeVolume create(final VolumeRequest request) throws VolumeException {
        final Parameters parameters = Parameters.of(request.parameters());
        final Path path = directory.resolve(request.id());
        try {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory);
                Files.createDirectory(path);
                Files.setPosixFilePermissions(path, parameters.mode);
                own(path, "unix:uid", parameters.uid);
                own(path, "unix:gid", parameters.gid);
            }
        } catch (final IOException | UnsupportedOperationException e) {
            throw new VolumeException("could not make directory " + path + ": " + e.getMessage(), e);
        }
        return new MadeVolume(path.toString(), 0);
    }

    @Override
    public void delete(final VolumeRequest request) throws VolumeException {
        final Path path = directory.resolve(request.id());
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(path, new Remover());
            }
        } catch (final IOException e) {
            throw new VolumeException("could not remove directory " + path + ": " + e.getMessage(), e);
        }
    }

    private static void own(final Path path, final String attribute, final int id) throws IOException {
        if (id >= 0) {
            Files.setAttribute(path, attribute, id);
        }
    }

    private record Parameters(Set<PosixFilePermission> mode, int uid, int gid) {
        static Parameters of(final Map<String, String> given) throws VolumeException {
            for (final String name : given.keySet()) {
                if (!Set.of("mode", "uid", "gid").contains(name)) {
                    throw new VolumeException("unknown mkdir parameter: \"" + name + "\"");
                }
            }
            return new Parameters(
                    mode(given.getOrDefault("mode", DEFAULT_MODE)),
                    number("uid", given.getOrDefault("uid", "-1")),
                    number("gid", given.getOrDefault("gid", "-1")));
        }

        private static Set<PosixFilePermission> mode(final String text) throws VolumeException {
            if (!text.matches("0?[0-7]{1,3}")) {
                throw new VolumeException(
                        "mkdir parameter mode must be an octal number up to 0777, but is \"" + text + "\"");
            }
            final int bits = Integer.parseInt(text, 8);
            final Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
            for (int i = 0; i < PERMISSIONS.length; i++) {
                if ((bits & 1 << i) != 0) {
                    mode.add(PERMISSIONS[i]);
                }
            }
            return mode;
        }

        private static int number(final String name, final String text) throws VolumeException {
            try {
                return Integer.parseInt(text);
            } catch (final NumberFormatException e) {
                throw new VolumeException("mkdir parameter " + name + " must be a number, but is \"" + text + "\"", e);
            }
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                final Path visited, final @org.jspecify.annotations.Nullable IOException error) throws IOException {
            if (error != null) {
                throw error;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
