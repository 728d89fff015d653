package io.drover.cluster.state;

import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The last events of a node, oldest first.
 *
 * <pre>
 *  | count (4) | event | event | ... |
 *      event = | time (8) | create index (8) | three texts: subsystem, message, details; each length (2) and bytes |
 * </pre>
 */
public final class NodeEvents {
    /** Events kept; older ones are dropped, as the reference does. */
    public static final int EVENTS_MAX = 10;

    /** Texts of an event. */
    public static final int TEXTS = 3;

    private static final int FIRST = 4;
    private static final int TEXTS_OFFSET = 16;

    private final NodeTable nodes;
    private final Heap heap;

    public NodeEvents(final NodeTable nodes, final Heap heap) {
        this.nodes = nodes;
        this.heap = heap;
    }

    public int count(final int node) {
        return BlobHeap.NULL_BLOB == nodes.events(node) ? 0 : buffer(node).getInt(offset(node));
    }

    /** Where the first event begins, to be passed to the methods below. */
    public int first() {
        return FIRST;
    }

    public int next(final int node, final int event) {
        int at = event + TEXTS_OFFSET;
        for (int text = 0; text < TEXTS; text++) {
            at += Short.BYTES + textLength(node, at);
        }
        return at;
    }

    public long timestampMs(final int node, final int event) {
        return buffer(node).getLong(offset(node) + event);
    }

    public long createIndex(final int node, final int event) {
        return buffer(node).getLong(offset(node) + event + 8);
    }

    /** Points a view at one of the texts. */
    public void wrapText(final int node, final int event, final int text, final DirectBuffer view) {
        int at = event + TEXTS_OFFSET;
        for (int i = 0; i < text; i++) {
            at += Short.BYTES + textLength(node, at);
        }
        view.wrap(buffer(node), offset(node) + at + Short.BYTES, textLength(node, at));
    }

    /** Adds an event, dropping the oldest when there are too many. There must be room. */
    public void add(
            final int node,
            final long timestampMs,
            final long createIndex,
            final DirectBuffer subsystem,
            final DirectBuffer message,
            final DirectBuffer details) {
        final int count = count(node);
        final boolean drops = EVENTS_MAX == count;
        final int keptFrom = drops ? next(node, FIRST) : FIRST;
        final int end = 0 == count ? FIRST : heap.length(nodes.events(node));
        final int keptLength = end - keptFrom;
        final int added =
                TEXTS_OFFSET + TEXTS * Short.BYTES + subsystem.capacity() + message.capacity() + details.capacity();
        final int blob = heap.blobs().reserve(FIRST + keptLength + added);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for an event was checked");
        final MutableDirectBuffer target = heap.blobs().buffer(blob);
        final int offset = heap.blobs().offset(blob);
        target.putInt(offset, drops ? count : count + 1);
        if (keptLength > 0) {
            target.putBytes(offset + FIRST, buffer(node), offset(node) + keptFrom, keptLength);
        }
        int at = offset + FIRST + keptLength;
        target.putLong(at, timestampMs);
        target.putLong(at + 8, createIndex);
        at = putText(target, at + TEXTS_OFFSET, subsystem);
        at = putText(target, at, message);
        putText(target, at, details);
        nodes.events(node, blob);
    }

    private static int putText(final MutableDirectBuffer target, final int offset, final DirectBuffer text) {
        target.putShort(offset, (short) text.capacity());
        return Text.put(target, offset + Short.BYTES, text);
    }

    private int textLength(final int node, final int at) {
        return buffer(node).getShort(offset(node) + at) & 0xffff;
    }

    private MutableDirectBuffer buffer(final int node) {
        return heap.blobs().buffer(nodes.events(node));
    }

    private int offset(final int node) {
        return heap.blobs().offset(nodes.events(node));
    }
}
