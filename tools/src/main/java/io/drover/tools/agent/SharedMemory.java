package io.drover.tools.agent;

import io.drover.tools.files.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories of media drivers: on a memory file system where there is one, by data directory and process, so that two agents never
 * share one.
 *
 * <pre>
 *   /dev/shm/drover-HASH OF DATA DIRECTORY-PROCESS ID
 *   /dev/shm/drover-HASH OF DATA DIRECTORY-link-PROCESS ID
 * </pre>
 */
final class SharedMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SharedMemory.class);
    private static final Path MEMORY = Path.of("/dev/shm");

    private SharedMemory() {}

    /** The directory of this process's cluster member. */
    static Path directory(final Path dataDir) {
        return base(dataDir).resolve(prefix(dataDir) + processId());
    }

    /** The directory of this process's node link, where that has a driver of its own. */
    static Path linkDirectory(final Path dataDir) {
        return base(dataDir).resolve(prefix(dataDir) + "link-" + processId());
    }

    /** Removes what earlier agents on the data directory left when they were killed. The caller holds the directory's lock. */
    static void removeStale(final Path dataDir) {
        final Set<Path> own = Set.of(directory(dataDir), linkDirectory(dataDir));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(base(dataDir), prefix(dataDir) + "*")) {
            for (final Path directory : found) {
                if (!own.contains(directory) && !isInUse(directory)) {
                    Trees.remove(directory);
                }
            }
        } catch (final IOException ex) {
            LOG.warn("shared memory of earlier agents stays: {}", ex.getMessage());
        }
    }

    /** Whether the process in its name runs; a name that is none of ours counts as in use. */
    private static boolean isInUse(final Path directory) {
        final String name = directory.getFileName().toString();
        try {
            return ProcessHandle.of(Long.parseLong(name.substring(name.lastIndexOf('-') + 1), 16))
                    .isPresent();
        } catch (final NumberFormatException ex) {
            return true;
        }
    }

    private static String processId() {
        return Long.toHexString(ProcessHandle.current().pid());
    }

    private static Path base(final Path dataDir) {
        return Files.isWritable(MEMORY) ? MEMORY : dataDir;
    }

    private static String prefix(final Path dataDir) {
        return "drover-" + Integer.toHexString(dataDir.toString().hashCode()) + "-";
    }
}
