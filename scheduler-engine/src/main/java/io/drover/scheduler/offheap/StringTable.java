package io.drover.scheduler.offheap;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Byte strings (UTF-8 by convention) known by number: names, namespaces, attribute keys and values are stored once and
 * compared as {@code int}s.
 *
 * <pre>
 *  id ──► row, 8 bytes   | blob | reference count |       bytes in the blob heap
 *         slot, 8 bytes  | tag  | id + 1          |       in the hash index, see TagPartitions
 * </pre>
 *
 * <p>References are counted: {@link #intern} and {@link #acquire} add one, {@link #release} takes one away, and the
 * last one frees the string. Append-only would be simpler, but clients choose names, so it would fill up for ever.
 * Ids are dense, the lowest free one is given out first, and a snapshot restores each string under its id.
 *
 * <p>The empty string is id {@link #EMPTY}, always present and not counted, so a zeroed field reads as "".
 *
 * <p>The hash is keyed by a salt that outsiders do not know; it has no influence on any answer. Owned by one thread.
 * Steady state allocates nothing.
 */
public final class StringTable {
    /** The empty string. */
    public static final int EMPTY = 0;

    /** No string. */
    public static final int NULL_STRING = -1;

    private static final int BLOB_OFFSET = 0;
    private static final int REFERENCES_OFFSET = 4;
    private static final int ROW_LENGTH = 8;
    private static final UnsafeBuffer NO_BYTES = new UnsafeBuffer(new byte[0]);

    private final Slab rows;
    private final BlobHeap blobs;
    private final SipHash sipHash;
    private final Slots slots;

    /**
     * @param countMax strings that may exist, the empty one not counted.
     * @param blobs    keeps the bytes; may be shared with other tables.
     * @param salt     replicated, not known outside the cluster.
     */
    public StringTable(final int countMax, final BlobHeap blobs, final long salt) {
        rows = new Slab(ROW_LENGTH, countMax + 1);
        this.blobs = blobs;
        sipHash = new SipHash(Mix.mix(salt), Mix.mix(~salt));
        slots = new Slots(countMax);
        Invariant.check(rows.allocate() == EMPTY, "the empty string has the first row");
    }

    /**
     * The id of a string, which is added when it is not there, with one reference more.
     *
     * @return its id, or {@link #NULL_STRING} when it is new and table or blob heap are full.
     */
    public int intern(final DirectBuffer buffer, final int offset, final int length) {
        if (0 == length) {
            return EMPTY;
        }
        final int tag = tag(buffer, offset, length);
        final int found = slots.find(tag, buffer, offset, length);
        if (NULL_STRING != found) {
            addReferences(found, 1);
            return found;
        }
        final int id = rows.nextFreeRow();
        return add(id, tag, buffer, offset, length, 1) ? id : NULL_STRING;
    }

    /** The id of a string, or {@link #NULL_STRING} when it is not there. References stay as they are. */
    public int find(final DirectBuffer buffer, final int offset, final int length) {
        return 0 == length ? EMPTY : slots.find(tag(buffer, offset, length), buffer, offset, length);
    }

    /** Adds a reference. */
    public void acquire(final int id) {
        if (EMPTY != id) {
            checkLive(id);
            addReferences(id, 1);
        }
    }

    /** Takes a reference away; the last one frees the string. */
    public void release(final int id) {
        if (EMPTY == id) {
            return;
        }
        checkLive(id);
        if (0 == addReferences(id, -1)) {
            final int blob = blob(id);
            slots.removeTag(tag(blobs.buffer(blob), blobs.offset(blob), blobs.length(blob)), id);
            blobs.free(blob);
            rows.free(id);
        }
    }

    /**
     * Adds a string under the id and with the references that a snapshot recorded.
     *
     * @return false when table or blob heap are full.
     */
    public boolean restore(
            final int id, final DirectBuffer buffer, final int offset, final int length, final int references) {
        Invariant.check(id > EMPTY && !rows.isLive(id), "id is free", id);
        Invariant.check(references >= 0, "references are not negative", references);
        final int tag = tag(buffer, offset, length);
        Invariant.check(slots.find(tag, buffer, offset, length) == NULL_STRING, "string is new", id);
        return add(id, tag, buffer, offset, length, references);
    }

    /** Bytes of a string. */
    public int length(final int id) {
        return EMPTY == id ? 0 : blobs.length(blob(id));
    }

    /** Points the view at the bytes of a string, until the string is freed. */
    public void wrap(final int id, final DirectBuffer view) {
        if (EMPTY == id) {
            view.wrap(NO_BYTES, 0, 0);
        } else {
            blobs.wrap(blob(id), view);
        }
    }

    /** The buffer that holds a string; use with {@link #offset(int)} and {@link #length(int)}. */
    public DirectBuffer buffer(final int id) {
        return EMPTY == id ? NO_BYTES : blobs.buffer(blob(id));
    }

    /** Where the bytes of a string begin in its {@link #buffer(int)}. */
    public int offset(final int id) {
        return EMPTY == id ? 0 : blobs.offset(blob(id));
    }

    /** Negative, zero or positive, as the bytes of a are before, the same as, or after those of b, unsigned. */
    public int compare(final int idA, final int idB) {
        return idA == idB ? 0 : compare(idA, buffer(idB), offset(idB), length(idB));
    }

    /** Negative, zero or positive, as the bytes of the string are before, equal to, or after the given ones. */
    public int compare(final int id, final DirectBuffer other, final int otherOffset, final int otherLength) {
        return ByteStrings.compare(buffer(id), offset(id), length(id), other, otherOffset, otherLength);
    }

    /** Whether the string begins with these bytes. */
    public boolean startsWith(final int id, final DirectBuffer prefix, final int prefixOffset, final int prefixLength) {
        return length(id) >= prefixLength
                && ByteStrings.equal(buffer(id), offset(id), prefix, prefixOffset, prefixLength);
    }

    /** Whether the string consists of these ASCII characters. */
    public boolean equalsAscii(final int id, final CharSequence ascii) {
        return ByteStrings.equalsAscii(buffer(id), offset(id), length(id), ascii);
    }

    /** The first eight bytes as an unsigned number in the order of {@link #compare}; shorter strings end in zeroes. */
    public long prefix(final int id) {
        return ByteStrings.prefix(buffer(id), offset(id), length(id));
    }

    /** Decodes a string. It allocates: for messages and tests. */
    public String text(final int id) {
        final byte[] bytes = new byte[length(id)];
        buffer(id).getBytes(offset(id), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Encodes and interns a string. It allocates: for constants at start and tests. */
    public int internText(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return intern(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** References of a string that is there. The empty one has none. */
    public int references(final int id) {
        checkLive(id);
        return rows.getInt(id, REFERENCES_OFFSET);
    }

    public boolean isLive(final int id) {
        return rows.isLive(id);
    }

    /** The lowest id of a string that is not empty, or {@link #NULL_STRING}. */
    public int first() {
        return rows.next(EMPTY);
    }

    /** The lowest id above this one, or {@link #NULL_STRING}. */
    public int next(final int id) {
        return rows.next(id);
    }

    /** Strings, the empty one not counted. */
    public int count() {
        return rows.count() - 1;
    }

    /** Strings that may exist. */
    public int countMax() {
        return rows.rowCountMax() - 1;
    }

    /** Whether this many further strings can be added, as far as the table is concerned; ask the blob heap too. */
    public boolean hasRoomFor(final int strings) {
        return rows.hasRoomFor(strings);
    }

    /**
     * The rows, for copies of memory. A table whose rows and blob heap were copied from another can be read by id, but nothing can be
     * found in it or added: the index over the strings does not come along.
     */
    public Slab rows() {
        return rows;
    }

    /** Bytes of direct memory in use, the blob heap not counted. */
    public long allocatedBytes() {
        return rows.allocatedBytes() + slots.allocatedBytes();
    }

    private boolean add(
            final int id,
            final int tag,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final int references) {
        if (Slab.NULL_ROW == id || !slots.hasRoomForTag(tag)) {
            return false;
        }
        final int blob = blobs.put(buffer, offset, length);
        if (BlobHeap.NULL_BLOB == blob) {
            return false;
        }
        rows.restore(id, 1);
        rows.putInt(id, BLOB_OFFSET, blob);
        rows.putInt(id, REFERENCES_OFFSET, references);
        slots.addTag(tag, id);
        return true;
    }

    private int addReferences(final int id, final int delta) {
        final int references = rows.getInt(id, REFERENCES_OFFSET) + delta;
        Invariant.check(references >= 0, "references are not negative", id, references);
        rows.putInt(id, REFERENCES_OFFSET, references);
        return references;
    }

    private int blob(final int id) {
        return rows.getInt(id, BLOB_OFFSET);
    }

    private void checkLive(final int id) {
        Invariant.check(rows.isLive(id), "string is live", id);
    }

    private int tag(final DirectBuffer buffer, final int offset, final int length) {
        return (int) sipHash.hash(buffer, offset, length);
    }

    /** Hash index over the ids; the keys are the strings themselves. */
    private final class Slots extends TagPartitions {
        Slots(final int countMax) {
            super(countMax);
        }

        int find(final int tag, final DirectBuffer buffer, final int offset, final int length) {
            final long hash = spread(tag);
            final UnsafeBuffer partition = partition(hash);
            int slot = homeSlot(hash);
            while (true) {
                final int slotOffset = slotOffset(slot);
                final int id = valueAt(partition, slotOffset) - 1;
                if (NULL_STRING == id
                        || (tag == tagAt(partition, slotOffset)
                                && length == length(id)
                                && ByteStrings.equal(buffer(id), offset(id), buffer, offset, length))) {
                    return id;
                }
                slot = (slot + 1) & SLOT_MASK;
            }
        }
    }
}
