package io.drover.agent.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads one file from an offset to its end, again and again while it grows. Confined to one thread. */
final class FileTail implements AutoCloseable {
    private final Path path;
    private final String name;
    private final FileChannel channel;
    private final byte[] part = new byte[FrameWriter.PART_LENGTH_MAX];
    private long offset;

    FileTail(final Path path, final String name, final long offset) throws IOException {
        this.path = path;
        this.name = name;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.offset = offset;
    }

    /** Writes what is there beyond the current offset; false when there was nothing. */
    boolean copyTo(final FrameWriter writer) throws IOException {
        boolean any = false;
        while (true) {
            final int count = channel.read(ByteBuffer.wrap(part), offset);
            if (count <= 0) {
                return any;
            }
            offset += count;
            writer.data(name, offset, part, count);
            any = true;
        }
    }

    /** Whether the file became shorter than what was read. */
    boolean isTruncated() throws IOException {
        return channel.size() < offset;
    }

    void rewind() {
        offset = 0;
    }

    boolean isDeleted() {
        return !Files.exists(path);
    }

    String name() {
        return name;
    }

    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
