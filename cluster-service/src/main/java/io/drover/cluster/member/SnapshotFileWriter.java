package io.drover.cluster.member;

import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.SnapshotWriter;
import io.drover.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Writes one snapshot's file, as {@link SnapshotFileDescriptor} draws it, to be renamed when it is {@link #finish finished}. Pages go to
 * the device as they come, so that there is no long wait for it in the end. Used by one thread.
 */
public final class SnapshotFileWriter implements SnapshotSink, AutoCloseable {
    private static final long SYNC_LENGTH = 16L * 1024 * 1024;

    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer chunk = newBuffer(SnapshotFileDescriptor.CHUNK_LENGTH * 2);
    private long length;
    private long syncedLength;
    private long chunkCount;
    private long recordCount;

    /** Creates the file, or empties it, and writes its header. */
    public SnapshotFileWriter(final Path file, final ClusterState state, final long logPosition) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            writeHeader(state, logPosition);
        } catch (final IOException | RuntimeException ex) {
            CloseHelper.quietClose(channel);
            throw ex;
        }
        chunk.position(SnapshotFileDescriptor.CHUNK_HEADER_LENGTH);
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int recordLength) {
        ensureRoom(Integer.BYTES + recordLength);
        chunk.putInt(recordLength);
        buffer.getBytes(offset, chunk, chunk.position(), recordLength);
        chunk.position(chunk.position() + recordLength);
        recordCount++;
        if (chunk.position() >= SnapshotFileDescriptor.CHUNK_LENGTH) {
            try {
                writeChunk();
            } catch (final IOException ex) {
                throw new UncheckedIOException("cannot write a snapshot", ex);
            }
        }
    }

    /** Writes what is left, and waits until all of it is on the device. */
    public void finish() throws IOException {
        if (chunk.position() > SnapshotFileDescriptor.CHUNK_HEADER_LENGTH) {
            writeChunk();
        }
        final ByteBuffer trailer = newBuffer(SnapshotFileDescriptor.TRAILER_LENGTH);
        trailer.putLong(SnapshotFileDescriptor.CHUNK_COUNT_OFFSET, chunkCount);
        trailer.putLong(SnapshotFileDescriptor.RECORD_COUNT_OFFSET, recordCount);
        trailer.putInt(
                SnapshotFileDescriptor.CHECKSUM_OFFSET,
                checksum(trailer, SnapshotFileDescriptor.CHUNK_HEADER_LENGTH, trailer.capacity()));
        write(trailer);
        channel.force(true);
    }

    /** Bytes written so far. */
    public long length() {
        return length;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(channel);
    }

    private void writeHeader(final ClusterState state, final long logPosition) throws IOException {
        final ByteBuffer header = newBuffer(SnapshotFileDescriptor.HEADER_LENGTH);
        header.putLong(SnapshotFileDescriptor.MAGIC_OFFSET, SnapshotFileDescriptor.MAGIC)
                .putInt(SnapshotFileDescriptor.FORMAT_OFFSET, SnapshotFileDescriptor.FORMAT)
                .putInt(SnapshotFileDescriptor.RECORD_FORMAT_OFFSET, SnapshotWriter.FORMAT_VERSION)
                .putLong(SnapshotFileDescriptor.CLUSTER_HIGH_OFFSET, state.clusterIdHigh())
                .putLong(SnapshotFileDescriptor.CLUSTER_LOW_OFFSET, state.clusterIdLow())
                .putLong(SnapshotFileDescriptor.LOG_POSITION_OFFSET, logPosition);
        header.putInt(
                SnapshotFileDescriptor.HEADER_CHECKSUM_OFFSET,
                checksum(header, 0, SnapshotFileDescriptor.HEADER_CHECKSUM_OFFSET));
        write(header);
    }

    private void writeChunk() throws IOException {
        final int end = chunk.position();
        chunk.putInt(SnapshotFileDescriptor.LENGTH_OFFSET, end - SnapshotFileDescriptor.CHUNK_HEADER_LENGTH);
        chunk.putInt(
                SnapshotFileDescriptor.CHECKSUM_OFFSET,
                checksum(chunk, SnapshotFileDescriptor.CHUNK_HEADER_LENGTH, end));
        write(chunk.limit(end).position(0));
        chunkCount++;
        chunk.clear().position(SnapshotFileDescriptor.CHUNK_HEADER_LENGTH);
        if (length - syncedLength >= SYNC_LENGTH) {
            channel.force(false);
            syncedLength = length;
        }
    }

    private void write(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            length += channel.write(bytes);
        }
    }

    private void ensureRoom(final int more) {
        if (chunk.remaining() < more) {
            chunk = newBuffer(chunk.position() + more).put(chunk.flip());
        }
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
