package io.drover.agent.driver.docker;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a container's log has been copied: the engine's time stamp of the last message of each stream. It lies in a mapped
 * file, so that each message is noted without a system call and the note survives the agent being killed.
 *
 * <pre>
 *  0        8        16
 *  | stdout | stderr |   nanoseconds since the epoch, 0 for nothing copied
 * </pre>
 */
final class LogPosition {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogPosition.class);
    private static final int LENGTH = 16;
    private static final long NS_PER_S = 1_000_000_000L;

    private final Path file;
    private final MappedByteBuffer buffer;

    LogPosition(final Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
        }
    }

    long lastNs(final boolean stderr) {
        return buffer.getLong(offset(stderr));
    }

    void lastNs(final boolean stderr, final long value) {
        buffer.putLong(offset(stderr), value);
    }

    /** The second from which the engine must repeat, 0 for all. */
    int sinceSeconds() {
        final long stdout = lastNs(false);
        final long stderr = lastNs(true);
        // A stream that has been silent so far has nothing to repeat.
        final long first = stdout == 0 || stderr == 0 ? Math.max(stdout, stderr) : Math.min(stdout, stderr);
        return (int) (first / NS_PER_S);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            LOGGER.warn("cannot remove {}: {}", file, e.toString());
        }
    }

    private static int offset(final boolean stderr) {
        return stderr ? Long.BYTES : 0;
    }
}
