package io.drover.cluster.member;

import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.SnapshotSource;
import io.drover.cluster.snapshot.SnapshotWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the records of a snapshot's file. Whatever is not as {@link SnapshotFileDescriptor} says is refused with a sentence: no byte
 * gets out that its checksum does not vouch for.
 */
public final class SnapshotFileReader implements SnapshotSource, AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private final long clusterHigh;
    private final long clusterLow;
    private final long logPosition;
    private ByteBuffer chunk =
            newBuffer(SnapshotFileDescriptor.CHUNK_LENGTH * 2).limit(0);
    private long chunkCount;
    private long recordCount;
    private boolean hasEnded;

    /** Opens a file and reads its header. */
    public SnapshotFileReader(final Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (final NoSuchFileException ex) {
            throw new SnapshotRefused("the file " + file + " is missing: it was never completed, or was removed", ex);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot open the snapshot " + file, ex);
        }
        try {
            final ByteBuffer header = newBuffer(SnapshotFileDescriptor.HEADER_LENGTH);
            fill(header);
            check(header);
            clusterHigh = header.getLong(SnapshotFileDescriptor.CLUSTER_HIGH_OFFSET);
            clusterLow = header.getLong(SnapshotFileDescriptor.CLUSTER_LOW_OFFSET);
            logPosition = header.getLong(SnapshotFileDescriptor.LOG_POSITION_OFFSET);
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(channel);
            throw ex;
        }
    }

    /** Upper half of the id of the cluster. */
    public long clusterHigh() {
        return clusterHigh;
    }

    /** Lower half of the id of the cluster. */
    public long clusterLow() {
        return clusterLow;
    }

    /** Where in the log the snapshot was taken. */
    public long logPosition() {
        return logPosition;
    }

    @Override
    public boolean next(final SnapshotSink sink) {
        if (!chunk.hasRemaining() && (hasEnded || !nextChunk())) {
            return false;
        }
        final int length = chunk.remaining() < Integer.BYTES ? -1 : chunk.getInt();
        if (length < 0 || length > chunk.remaining()) {
            throw new SnapshotRefused("the file " + file + " is damaged: record " + recordCount + " has length "
                    + length + " where its chunk has " + chunk.remaining() + " bytes left");
        }
        record.wrap(chunk, chunk.position(), length);
        chunk.position(chunk.position() + length);
        recordCount++;
        sink.onRecord(record, 0, length);
        return true;
    }

    /** Reads to the end, for whoever wants to know whether the whole file is sound; returns the number of its records. */
    public long readAll() {
        while (next((buffer, offset, length) -> {})) {
            // The reading is the check.
        }
        return recordCount;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(channel);
    }

    private void check(final ByteBuffer header) {
        if (header.getLong(SnapshotFileDescriptor.MAGIC_OFFSET) != SnapshotFileDescriptor.MAGIC) {
            throw new SnapshotRefused("the file " + file + " is no snapshot: it begins with other bytes");
        }
        final int format = header.getInt(SnapshotFileDescriptor.FORMAT_OFFSET);
        final int recordFormat = header.getInt(SnapshotFileDescriptor.RECORD_FORMAT_OFFSET);
        if (format > SnapshotFileDescriptor.FORMAT || recordFormat > SnapshotWriter.FORMAT_VERSION) {
            throw new SnapshotRefused("the file " + file + " was written by a later version: it has format " + format
                    + " and records of format " + recordFormat + "; this version reads up to "
                    + SnapshotFileDescriptor.FORMAT + " and " + SnapshotWriter.FORMAT_VERSION);
        }
        final int end = SnapshotFileDescriptor.HEADER_CHECKSUM_OFFSET;
        if (header.getInt(end) != checksum(header, 0, end)) {
            throw new SnapshotRefused("the file " + file + " is damaged: its header has another checksum");
        }
    }

    /** Reads the next chunk, or the trailer; answers whether it was a chunk. */
    private boolean nextChunk() {
        chunk.clear().limit(SnapshotFileDescriptor.CHUNK_HEADER_LENGTH);
        fill(chunk);
        final int length = chunk.getInt(SnapshotFileDescriptor.LENGTH_OFFSET);
        final int expected = chunk.getInt(SnapshotFileDescriptor.CHECKSUM_OFFSET);
        if (length < 0 || length > SnapshotFileDescriptor.CHUNK_LENGTH_MAX) {
            throw new SnapshotRefused(
                    "the file " + file + " is damaged: chunk " + chunkCount + " has the length " + length);
        }
        if (0 == length) {
            readTrailer(expected);
            return false;
        }
        if (chunk.capacity() < length) {
            chunk = newBuffer(length);
        }
        chunk.clear().limit(length);
        fill(chunk);
        if (checksum(chunk, 0, length) != expected) {
            throw new SnapshotRefused(
                    "the file " + file + " is damaged: chunk " + chunkCount + " has another checksum");
        }
        chunkCount++;
        chunk.position(0);
        return true;
    }

    private void readTrailer(final int expected) {
        final int length = SnapshotFileDescriptor.TRAILER_LENGTH - SnapshotFileDescriptor.CHUNK_HEADER_LENGTH;
        chunk.clear().limit(length);
        fill(chunk);
        final long chunks = chunk.getLong(0);
        final long records = chunk.getLong(Long.BYTES);
        if (checksum(chunk, 0, length) != expected || chunks != chunkCount || records != recordCount) {
            throw new SnapshotRefused("the file " + file + " is damaged: it has " + chunkCount + " chunks with "
                    + recordCount + " records where its end says " + chunks + " and " + records);
        }
        try {
            if (channel.position() != channel.size()) {
                throw new SnapshotRefused("the file " + file + " is damaged: " + (channel.size() - channel.position())
                        + " bytes follow its end");
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot read the snapshot " + file, ex);
        }
        chunk.limit(0);
        hasEnded = true;
    }

    private void fill(final ByteBuffer target) {
        try {
            while (target.hasRemaining()) {
                if (channel.read(target) < 0) {
                    throw new SnapshotRefused(
                            "the file " + file + " is truncated: it ends at byte " + channel.position());
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot read the snapshot " + file, ex);
        }
        target.flip();
    }

    private int checksum(final ByteBuffer bytes, final int from, final int to) {
        crc.reset();
        crc.update(bytes.duplicate().limit(to).position(from));
        return (int) crc.getValue();
    }

    private static ByteBuffer newBuffer(final int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
