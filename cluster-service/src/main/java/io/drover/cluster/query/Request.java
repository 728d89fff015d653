package io.drover.cluster.query;

import io.drover.cluster.wire.DocumentShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.scheduler.offheap.ByteStrings;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A query, measured and taken apart. Views are valid while the query is answered. */
final class Request {
    private static final byte[] ANY = {'*'};

    private final UnsafeBuffer any = new UnsafeBuffer(ANY);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QueryDecoder decoder = new QueryDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer key = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer cursor = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private int cursorAt;

    /** Reads a request; false when it is none. */
    boolean read(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + QueryDecoder.BLOCK_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != QueryDecoder.SCHEMA_ID || header.templateId() != QueryDecoder.TEMPLATE_ID) {
            return false;
        }
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (Shape.MISFIT == DocumentShapes.QUERY.walk(buffer, body, header.blockLength(), offset + length)) {
            return false;
        }
        decoder.wrap(buffer, body, header.blockLength(), header.version());
        decoder.wrapNamespace(namespace);
        decoder.wrapKey(key);
        decoder.wrapCursor(cursor);
        decoder.wrapPayload(payload);
        cursorAt = 0;
        return true;
    }

    long correlationId() {
        return decoder.correlationId();
    }

    QueryKind kind() {
        return decoder.kind();
    }

    boolean withDocuments() {
        return decoder.withDocuments() == Bool.YES;
    }

    boolean isReverse() {
        return decoder.reverse() == Bool.YES;
    }

    int rowLimit() {
        return decoder.rowLimit();
    }

    long idHigh() {
        return decoder.id().high();
    }

    long idLow() {
        return decoder.id().low();
    }

    int idPrefixBits() {
        return decoder.idPrefixBits();
    }

    long sinceIndex() {
        return decoder.sinceIndex();
    }

    long version() {
        return decoder.version();
    }

    DirectBuffer namespace() {
        return namespace;
    }

    DirectBuffer key() {
        return key;
    }

    DirectBuffer payload() {
        return payload;
    }

    boolean isAnyNamespace() {
        return 0 == ByteStrings.compare(namespace, 0, namespace.capacity(), any, 0, 1);
    }

    boolean hasCursor() {
        return cursor.capacity() > 0;
    }

    /** The next number of the cursor; 0 when it ends before. */
    long cursorLong() {
        if (cursor.capacity() - cursorAt < Long.BYTES) {
            return 0;
        }
        final long value = cursor.getLong(cursorAt, ByteOrder.BIG_ENDIAN);
        cursorAt += Long.BYTES;
        return value;
    }

    /** Points a view at the next text of the cursor; empty when it ends before. */
    void wrapCursorText(final DirectBuffer view) {
        final int left = cursor.capacity() - cursorAt;
        final int length = left < Short.BYTES ? 0 : cursor.getShort(cursorAt, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        if (0 == length || length > left - Short.BYTES) {
            view.wrap(cursor, 0, 0);
            cursorAt += Math.min(left, Short.BYTES);
        } else {
            view.wrap(cursor, cursorAt + Short.BYTES, length);
            cursorAt += Short.BYTES + length;
        }
    }

    /** Whether an id begins like the one asked for, as far as bits of it were given. */
    boolean matches(final long high, final long low) {
        return ((high ^ idHigh()) & highMask()) == 0 && ((low ^ idLow()) & lowMask()) == 0;
    }

    /** The lowest id with the prefix. */
    long firstHigh() {
        return idHigh() & highMask();
    }

    long firstLow() {
        return idLow() & lowMask();
    }

    /** The highest id with the prefix. */
    long lastHigh() {
        return idHigh() | ~highMask();
    }

    long lastLow() {
        return idLow() | ~lowMask();
    }

    private long highMask() {
        final int bits = idPrefixBits();
        return bits >= 64 ? -1L : ~(-1L >>> bits);
    }

    private long lowMask() {
        final int bits = idPrefixBits() - 64;
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : ~(-1L >>> bits);
    }

    boolean hasIdPrefix() {
        return idPrefixBits() > 0;
    }
}
