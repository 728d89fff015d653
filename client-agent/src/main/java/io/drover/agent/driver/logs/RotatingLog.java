package io.drover.agent.driver.logs;

import io.drover.agent.driver.TaskConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends one output stream to its rotated files from within the agent, for drivers whose tasks do not write to a pipe.
 * Nothing is buffered. A write that fails (a full disk) is counted and dropped, so that a task never waits for its log.
 * Not thread-safe.
 */
public final class RotatingLog extends OutputStream {
    private final @Nullable Path dir;
    private final String name;
    private final long maxBytes;
    private final int maxFiles;
    private long index;
    private long room;
    private long droppedBytes;
    private @Nullable FileChannel channel;

    private RotatingLog(final @Nullable Path dir, final String name, final long maxBytes, final int maxFiles) {
        this.dir = dir;
        this.name = name;
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
    }

    /** Continues the files of the standard output. */
    public static RotatingLog stdout(final TaskConfig.Logs logs) throws IOException {
        return open(logs, logs.stdoutName());
    }

    /** Continues the files of the standard error. */
    public static RotatingLog stderr(final TaskConfig.Logs logs) throws IOException {
        return open(logs, logs.stderrName());
    }

    private static RotatingLog open(final TaskConfig.Logs logs, final String name) throws IOException {
        final long maxBytes = (long) logs.maxFileSizeMb() << 20;
        if (logs.disabled()) {
            return new RotatingLog(null, name, maxBytes, logs.maxFiles());
        }
        final RotatingLog log = new RotatingLog(logs.dir(), name, maxBytes, logs.maxFiles());
        final LogTarget target = LogTarget.next(logs.dir(), name, maxBytes);
        log.index = target.index();
        log.room = target.room();
        log.channel = log.openFile(logs.dir());
        return log;
    }

    /** Bytes that could not be written. */
    public long droppedBytes() {
        return droppedBytes;
    }

    @Override
    public void write(final int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (dir != null && buffer.hasRemaining()) {
                writeSome(dir, buffer);
            }
        } catch (final IOException e) {
            droppedBytes += buffer.remaining();
        }
    }

    /** Writes text as UTF-8. */
    public void writeText(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private void writeSome(final Path into, final ByteBuffer buffer) throws IOException {
        if (room <= 0) {
            close();
            index++;
            room = maxBytes;
            Files.deleteIfExists(into.resolve(name + "." + (index - maxFiles)));
        }
        if (channel == null) {
            channel = openFile(into);
        }
        final int limit = buffer.limit();
        buffer.limit((int) Math.min(limit, buffer.position() + room));
        try {
            room -= channel.write(buffer);
        } finally {
            buffer.limit(limit);
        }
    }

    private FileChannel openFile(final Path into) throws IOException {
        // Tasks may write into the directory; a link there must not lead the agent elsewhere.
        return FileChannel.open(
                into.resolve(name + "." + index),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }
}
