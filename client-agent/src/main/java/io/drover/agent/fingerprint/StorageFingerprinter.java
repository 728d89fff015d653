package io.drover.agent.fingerprint;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system that holds the allocations. */
final class StorageFingerprinter implements Fingerprinter {
    private static final int MB_SHIFT = 20;

    private final FingerprintOptions options;

    StorageFingerprinter(final FingerprintOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) throws IOException {
        final FileStore store = Files.getFileStore(existing(options.allocDir()));
        final long bytes = options.diskTotalMb() > 0 ? options.diskTotalMb() << MB_SHIFT : store.getTotalSpace();
        found.attribute("unique.storage.volume", store.name()).attribute("unique.storage.bytestotal", bytes);
        found.diskMb(bytes >> MB_SHIFT);
    }

    /** The directory is made later than its file system is looked at. */
    private static Path existing(final Path dir) {
        Path path = dir.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
