package io.drover.tools.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What an agent may leave behind: processes of tasks, which survive their agent by design, and shared memory of its media driver. */
final class Leftovers {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Leftovers() {}

    /** Processes that work in the directory or name it on their command line. */
    static List<ProcessHandle> processes(final Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> isOf(Path.of("/proc", Long.toString(process.pid())), directory.toString()))
                .toList();
    }

    /** Shared memory of the process with this id. */
    static List<Path> sharedMemory(final long pid) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(MEMORY, "drover-*-" + Long.toHexString(pid))) {
            final List<Path> paths = new ArrayList<>();
            found.forEach(paths::add);
            return paths;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Ends and removes what is left of an agent that was killed. */
    static void remove(final Path directory, final long pid) {
        processes(directory).forEach(ProcessHandle::destroyForcibly);
        for (final Path memory : sharedMemory(pid)) {
            try (Stream<Path> files = Files.walk(memory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private static boolean isOf(final Path process, final String directory) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .contains(directory)
                    || Files.readSymbolicLink(process.resolve("cwd")).toString().startsWith(directory);
        } catch (final IOException ex) {
            // It has ended meanwhile.
            return false;
        }
    }
}
