package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The variable data of all tables: blobs and interned strings. Handlers ask {@link #hasRoomFor} before they apply anything, so
 * that storing cannot fail afterwards.
 */
public final class Heap {
    private static final long STRING_OVERHEAD_BYTES = 32;
    private static final long RESERVE_BYTES_MAX = 16L << 20;
    private static final int RESERVE_STRINGS_MAX = 4_096;
    private static final UnsafeBuffer NO_BYTES = new UnsafeBuffer(new byte[0]);

    private final BlobHeap blobs;
    private final StringTable strings;
    private final long reserveBytes;
    private final int reserveStrings;

    Heap(final Limits limits, final long salt) {
        blobs = new BlobHeap(limits.get(Limits.Key.BLOB_BYTES_MAX));
        strings = new StringTable(limits.intValue(Limits.Key.STRINGS_MAX), blobs, salt);
        reserveBytes = Math.min(RESERVE_BYTES_MAX, limits.get(Limits.Key.BLOB_BYTES_MAX) / 8);
        reserveStrings = Math.min(RESERVE_STRINGS_MAX, limits.intValue(Limits.Key.STRINGS_MAX) / 16);
    }

    public BlobHeap blobs() {
        return blobs;
    }

    public StringTable strings() {
        return strings;
    }

    /**
     * Whether this much that somebody wants to add can be stored, whatever of it is there already. Something is kept back, so that a
     * full heap still takes what keeps the cluster going.
     *
     * @param bytes of all blobs and strings together.
     * @param pieces how many of them.
     */
    public boolean hasRoomFor(final long bytes, final int pieces) {
        return hasRoomForUpkeep(bytes + reserveBytes, pieces) && hasRoomForStrings(pieces);
    }

    /** The same for what goes on by itself: replies, reports of nodes, evaluations of what they cause. */
    public boolean hasRoomForUpkeep(final long bytes, final int pieces) {
        return hasRoomForBlobs(bytes, pieces) && strings.hasRoomFor(pieces);
    }

    /** The same for blobs that are no strings. */
    public boolean hasRoomForBlobs(final long bytes, final int pieces) {
        // A block is at most a quarter longer than what it holds, or a page.
        return blobs.hasRoomFor(bytes + (bytes >> 2) + pieces * STRING_OVERHEAD_BYTES + 4096L);
    }

    /** Whether there is room for this many strings that somebody wants to add. */
    public boolean hasRoomForStrings(final int count) {
        return strings.hasRoomFor(count + reserveStrings);
    }

    /** Stores a blob; an empty one is {@link BlobHeap#NULL_BLOB}. */
    public int put(final DirectBuffer buffer, final int offset, final int length) {
        if (0 == length) {
            return BlobHeap.NULL_BLOB;
        }
        final int blob = blobs.put(buffer, offset, length);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for a blob was checked", length);
        return blob;
    }

    /** Frees a blob, if there is one. */
    public void free(final int blob) {
        if (BlobHeap.NULL_BLOB != blob) {
            blobs.free(blob);
        }
    }

    /** Length of a blob, 0 when there is none. */
    public int length(final int blob) {
        return BlobHeap.NULL_BLOB == blob ? 0 : blobs.length(blob);
    }

    /** Points a view at a blob; at nothing when there is none. */
    public void wrap(final int blob, final DirectBuffer view) {
        if (BlobHeap.NULL_BLOB == blob) {
            view.wrap(NO_BYTES, 0, 0);
        } else {
            blobs.wrap(blob, view);
        }
    }

    /** Interns a string, whose room was checked; the caller owns the reference. */
    public int intern(final DirectBuffer buffer, final int offset, final int length) {
        final int string = strings.intern(buffer, offset, length);
        Invariant.check(StringTable.NULL_STRING != string, "room for a string was checked", length);
        return string;
    }

    /** Interns all of a buffer. */
    public int intern(final DirectBuffer text) {
        return intern(text, 0, text.capacity());
    }

    /** Another reference to a string. */
    public int share(final int string) {
        strings.acquire(string);
        return string;
    }
}
