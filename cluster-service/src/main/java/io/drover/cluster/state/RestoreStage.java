package io.drover.cluster.state;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/** The chunks of a file of the state that is being brought back, in their order, until it replaces everything else. */
public final class RestoreStage {
    private static final int[] NONE = {};

    private final Heap heap;
    private int[] chunks = NONE;
    private int count;
    private long id;
    private long length;
    private long received;

    RestoreStage(final Heap heap) {
        this.heap = heap;
    }

    /** What the restore that was begun calls itself; 0 when none was. */
    public long id() {
        return id;
    }

    /** Bytes that there will be. */
    public long length() {
        return length;
    }

    /** Bytes that there are. */
    public long received() {
        return received;
    }

    /** Number of chunks. */
    public int count() {
        return count;
    }

    /** Blob of a chunk. */
    public int chunk(final int at) {
        return chunks[at];
    }

    /** Begins another, in place of the one before. */
    public void begin(final long restoreId, final long totalLength) {
        for (int i = 0; i < count; i++) {
            heap.free(chunks[i]);
        }
        chunks = NONE;
        count = 0;
        received = 0;
        id = restoreId;
        length = totalLength;
    }

    /** Adds a chunk. There must be room. */
    public void add(final DirectBuffer buffer, final int offset, final int chunkLength) {
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(16, 2 * count));
        }
        chunks[count++] = heap.put(buffer, offset, chunkLength);
        received += chunkLength;
    }

    void copyFrom(final RestoreStage other) {
        chunks = Arrays.copyOf(other.chunks, other.count);
        count = other.count;
        id = other.id;
        length = other.length;
        received = other.received;
    }
}
