package io.drover.cluster.snapshot;

import io.drover.cluster.state.Heap;
import io.drover.cluster.state.RestoreStage;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.agrona.concurrent.UnsafeBuffer;

/** The records of a restore's chunks: deflated bytes, in which each record is led by its length. */
public final class StagedRecords implements SnapshotSource {
    /** No record is longer; a job's version with all it came with is the longest. */
    private static final int RECORD_LENGTH_MAX = 16 * 1024 * 1024;

    private final RestoreStage stage;
    private final Heap heap;
    private final Inflater inflater = new Inflater();
    private final UnsafeBuffer chunk = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private byte[] bytes = new byte[64 * 1024];
    private int next;
    private boolean hasEnded;

    /** Reads the chunks from their first. */
    public StagedRecords(final RestoreStage stage, final Heap heap) {
        this.stage = stage;
        this.heap = heap;
    }

    @Override
    public boolean next(final SnapshotSink sink) {
        if (hasEnded || !fill(0, Integer.BYTES)) {
            end();
            return false;
        }
        record.wrap(bytes);
        final int length = record.getInt(0);
        if (length <= 0 || length > RECORD_LENGTH_MAX) {
            end();
            throw new SnapshotRefused("the snapshot is damaged: a record has the length " + length);
        }
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        if (!fill(0, length)) {
            end();
            throw new SnapshotRefused("the snapshot is truncated within a record");
        }
        record.wrap(bytes, 0, length);
        sink.onRecord(record, 0, length);
        return true;
    }

    /** Inflates so many bytes; false when there are none left, and a refusal when there are too few. */
    private boolean fill(final int offset, final int length) {
        int filled = 0;
        try {
            while (filled < length) {
                final int count = inflater.inflate(bytes, offset + filled, length - filled);
                filled += count;
                if (0 == count && (inflater.finished() || !feed())) {
                    return false;
                }
            }
        } catch (final DataFormatException ex) {
            throw new SnapshotRefused("the snapshot is damaged: its bytes cannot be inflated", ex);
        }
        return true;
    }

    private boolean feed() {
        if (next == stage.count()) {
            return false;
        }
        heap.wrap(stage.chunk(next++), chunk);
        final byte[] input = new byte[chunk.capacity()];
        chunk.getBytes(0, input);
        inflater.setInput(input);
        return true;
    }

    private void end() {
        if (!hasEnded) {
            hasEnded = true;
            inflater.end();
        }
    }
}
