package io.drover.cluster.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one process at a time uses a member's directory. Aeron's own mark files say so too, but only by their age: a
 * member restarted within ten seconds of a crash would be refused. The operating system's lock ends with its process, so whoever
 * holds it may remove marks that a dead process left.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String LOCK_FILE = "drover.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(final FileChannel channel, final FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static DirectoryLock acquire(final Path directory) {
        final Path file = directory.resolve(LOCK_FILE);
        try {
            Files.createDirectories(directory);
            final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = tryLock(channel);
            if (lock == null) {
                CloseHelper.quietClose(channel);
                throw new IllegalStateException(
                        "directory " + directory + " is in use by another process: it holds the lock " + file
                                + "; stop that process or give this one another data_dir");
            }
            return new DirectoryLock(channel, lock);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot lock " + file, ex);
        }
    }

    private static @Nullable FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException ex) {
            return null;
        }
    }

    /** Removes marks of a dead process; never what the log and the snapshots need. */
    void removeStaleMarks(final Path... directories) {
        for (final Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (DirectoryStream<Path> marks =
                    Files.newDirectoryStream(directory, "{archive-mark,cluster-mark}*.{dat,lnk}")) {
                for (final Path mark : marks) {
                    Files.delete(mark);
                }
            } catch (final IOException ex) {
                throw new UncheckedIOException("cannot remove stale marks in " + directory, ex);
            }
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(lock);
        CloseHelper.quietClose(channel);
    }
}
