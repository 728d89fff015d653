package io.drover.scheduler.spec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The places that a volume can be reached from, as the state keeps them: each is a list of segments, and a node is there if it has all
 * of them. Written and read from the beginning on; reusable.
 *
 * <pre>
 *  count (2) | segments (2) | length (2) key | length (2) value | ... | segments (2) | ...
 * </pre>
 */
public final class Topologies {
    private final ExpandableArrayBuffer target = new ExpandableArrayBuffer(256);
    private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
    private int position;

    /** Nothing was written: no places. */
    public void clear() {
        position = 0;
    }

    /** Begins to write. */
    public Topologies begin(final int topologyCount) {
        position = 0;
        putShort(topologyCount);
        return this;
    }

    /** Begins the next place. */
    public void topology(final int segmentCount) {
        putShort(segmentCount);
    }

    public void segment(final DirectBuffer key, final DirectBuffer value) {
        put(key);
        put(value);
    }

    /** What was written, {@link #length} bytes. */
    public DirectBuffer buffer() {
        return target;
    }

    public int length() {
        return position;
    }

    /** Begins to read, and answers how many places there are. */
    public int read(final DirectBuffer from) {
        source.wrap(from);
        position = 0;
        return 0 == source.capacity() ? 0 : nextCount();
    }

    /** Number of segments of the next place. */
    public int nextCount() {
        final int count = source.getShort(position, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        position += Short.BYTES;
        return count;
    }

    /** Points a view at the next key or value. */
    public void wrapNext(final DirectBuffer view) {
        final int length = nextCount();
        view.wrap(source, position, length);
        position += length;
    }

    private void put(final DirectBuffer text) {
        putShort(text.capacity());
        target.putBytes(position, text, 0, text.capacity());
        position += text.capacity();
    }

    private void putShort(final int value) {
        target.putShort(position, (short) value, ByteOrder.LITTLE_ENDIAN);
        position += Short.BYTES;
    }
}
