package io.drover.agent.gc;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the usage of the file system that holds a directory. Inodes are not visible to Java and count as free. */
public final class FileStoreUsage implements DiskUsage.Reader {
    private final Path directory;

    /** Names the directory. */
    public FileStoreUsage(final Path directory) {
        this.directory = directory;
    }

    @Override
    public DiskUsage read() throws IOException {
        final FileStore store = Files.getFileStore(directory);
        final double used = store.getTotalSpace() - store.getUnallocatedSpace();
        final double reachable = used + store.getUsableSpace();
        return new DiskUsage(reachable == 0 ? 0 : 100 * used / reachable, 0);
    }
}
