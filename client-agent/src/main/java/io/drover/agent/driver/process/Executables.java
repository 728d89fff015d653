package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the program of a task and refuses, before anything is started, what the kernel would not run. */
public final class Executables {
    private static final String PREFIX = "failed to launch command with executor: rpc error: code = Unknown desc = ";
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final Path BINFMT = Path.of("/proc/sys/fs/binfmt_misc");
    private static final Set<String> BINFMT_CONTROL = Set.of("register", "status");

    private Executables() {}

    /**
     * Finds a program: in the task's {@code local} directory, in the task directory, at its absolute path, on {@code path}.
     *
     * @param path directories separated by colons.
     */
    public static Path find(final String command, final Path taskDir, final String path) throws DriverException {
        for (final Path candidate : candidates(command, taskDir, path)) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw DriverException.permanent(PREFIX + "binary " + quote(command) + " could not be found");
    }

    /** Checks that the kernel can run {@code program}; files in {@code ownDirs} are made executable first. */
    public static void check(final Path program, final List<String> args, final List<Path> ownDirs)
            throws DriverException {
        try {
            if (ownDirs.stream().anyMatch(program::startsWith) && !Files.isExecutable(program)) {
                final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(program);
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(program, permissions);
            }
            if (!isRunnableFormat(program)) {
                throw refused(program, args, "exec format error");
            }
        } catch (final IOException e) {
            throw new DriverException(PREFIX + "cannot read " + program + ": " + e.getMessage(), false, e);
        }
        if (!Files.isExecutable(program)) {
            throw refused(program, args, "permission denied");
        }
    }

    private static List<Path> candidates(final String command, final Path taskDir, final String path)
            throws DriverException {
        final List<Path> candidates = new ArrayList<>();
        try {
            final Path file = Path.of(command);
            if (file.isAbsolute()) {
                return List.of(file);
            }
            candidates.add(taskDir.resolve("local").resolve(file));
            candidates.add(taskDir.resolve(file));
            if (file.getNameCount() == 1 && !command.isEmpty()) {
                for (final String dir : path.split(":")) {
                    if (dir.startsWith("/")) {
                        candidates.add(Path.of(dir).resolve(file));
                    }
                }
            }
        } catch (final InvalidPathException e) {
            throw new DriverException(PREFIX + "binary " + quote(command) + " could not be found", false, e);
        }
        return candidates;
    }

    private static DriverException refused(final Path program, final List<String> args, final String reason) {
        final String words = Stream.concat(Stream.of(program.toString()), args.stream())
                .map(Executables::quote)
                .collect(Collectors.joining(" "));
        return DriverException.permanent(PREFIX + "failed to start command path=" + quote(program.toString())
                + " --- args=[" + words + "]: fork/exec " + program + ": " + reason);
    }

    private static boolean isRunnableFormat(final Path program) throws IOException {
        final byte[] start;
        try (InputStream in = Files.newInputStream(program)) {
            start = in.readNBytes(ELF.length);
        }
        if (start.length >= 2 && start[0] == '#' && start[1] == '!') {
            return true;
        }
        return Arrays.equals(start, ELF) || hasOtherFormats();
    }

    /** Whether the kernel was taught further formats; then it alone can tell. */
    private static boolean hasOtherFormats() {
        try (Stream<Path> formats = Files.list(BINFMT)) {
            return formats.anyMatch(
                    file -> !BINFMT_CONTROL.contains(file.getFileName().toString()));
        } catch (final IOException e) {
            return false;
        }
    }

    private static String quote(final String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The agent's own search path. */
    public static String agentPath() {
        final String path = System.getenv("PATH");
        return path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
    }
}
