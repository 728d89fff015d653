package io.drover.agent.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Makes sure that one agent at a time uses a state directory. The kernel frees it when the process ends in any way. */
public final class DataDirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "agent.lock";
    private static final int PID_LENGTH_MAX = 20;

    private final FileChannel channel;

    private DataDirectoryLock(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock and leaves the process id in it.
     *
     * @throws IOException when another agent holds it; the message names the file and the process.
     */
    public static DataDirectoryLock acquire(final Path stateDirectory) throws IOException {
        Files.createDirectories(stateDirectory);
        // Job documents with all their variables are kept below.
        Files.setPosixFilePermissions(stateDirectory, PosixFilePermissions.fromString("rwx------"));
        final Path file = stateDirectory.resolve(FILE_NAME);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new IOException("state directory " + stateDirectory + " is used by another agent: lock " + file
                        + " is held by process " + read(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectoryLock(channel);
        } catch (final IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(final FileChannel channel) throws IOException {
        final ByteBuffer pid = ByteBuffer.allocate(PID_LENGTH_MAX);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
    }
}
