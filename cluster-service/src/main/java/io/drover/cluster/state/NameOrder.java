package io.drover.cluster.state;

import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.RowComparator;
import io.drover.scheduler.offheap.RowProbe;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows in the order of up to three names, compared by their bytes: (namespace, id) of jobs, (name) of pools, (namespace, name, id)
 * of service registrations.
 */
public final class NameOrder implements RowComparator, RowProbe {
    /** Which string a row has at a place of the key; the empty one where the key has fewer places. */
    interface Key {
        int string(int row, int place);
    }

    private static final int PLACES = 3;
    private static final byte[] NO_BYTES = {};

    private final StringTable strings;
    private final Key key;
    private final OrderedIndex index;
    private final OrderedIndex.Cursor cursor;
    private final UnsafeBuffer[] sought = {
        new UnsafeBuffer(NO_BYTES), new UnsafeBuffer(NO_BYTES), new UnsafeBuffer(NO_BYTES)
    };

    NameOrder(final StringTable strings, final int rowCountMax, final Key key) {
        this.strings = strings;
        this.key = key;
        index = new OrderedIndex(rowCountMax, this);
        cursor = index.newCursor();
    }

    /** The index itself, to iterate. */
    public OrderedIndex index() {
        return index;
    }

    /** Sets what the next {@link #seek} looks for at a place of the key. The bytes must stay until then. */
    public NameOrder at(final int place, final DirectBuffer buffer, final int offset, final int length) {
        sought[place].wrap(buffer, offset, length);
        return this;
    }

    /** Leaves places from this one on empty, so that all rows that begin alike follow. */
    public NameOrder emptyFrom(final int place) {
        for (int i = place; i < PLACES; i++) {
            sought[i].wrap(NO_BYTES, 0, 0);
        }
        return this;
    }

    /** A cursor at the beginning, or at the end; valid until the index changes. */
    public OrderedIndex.Cursor start(final boolean isReverse) {
        return isReverse ? cursor.toLast() : cursor.toFirst();
    }

    /** A cursor before the lowest row that is not below the key sought; valid until the index changes. */
    public OrderedIndex.Cursor seek() {
        return cursor.seek(this);
    }

    @Override
    public long prefix(final int row) {
        return strings.prefix(key.string(row, 0));
    }

    @Override
    public int compare(final int rowA, final int rowB) {
        for (int place = 0; place < PLACES; place++) {
            final int order = strings.compare(key.string(rowA, place), key.string(rowB, place));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public long prefix() {
        return ByteStrings.prefix(sought[0], 0, sought[0].capacity());
    }

    @Override
    public int compareTo(final int row) {
        for (int place = 0; place < PLACES; place++) {
            final UnsafeBuffer bytes = sought[place];
            final int order = -strings.compare(key.string(row, place), bytes, 0, bytes.capacity());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
