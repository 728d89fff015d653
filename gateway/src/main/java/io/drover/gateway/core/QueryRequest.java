package io.drover.gateway.core;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryEncoder;
import io.drover.sbe.query.QueryKind;
import java.util.UUID;
import org.agrona.ExpandableArrayBuffer;

/** A read of the state machine, built fluently; see {@code query-schema.xml} for which kind uses which field. */
public final class QueryRequest {
    private static final byte[] EMPTY = {};
    private static final int ROW_LIMIT_DEFAULT = 1_000;

    private final QueryKind kind;
    private boolean withDocuments;
    private boolean reverse;
    private int rowLimit = ROW_LIMIT_DEFAULT;
    private boolean isLimited;
    private UUID id = new UUID(0, 0);
    private int idPrefixBits;
    private long sinceIndex;
    private long version = -1;
    private String namespace = "";
    private String key = "";
    private byte[] cursor = EMPTY;
    private byte[] payload = EMPTY;

    private QueryRequest(final QueryKind kind) {
        this.kind = kind;
    }

    /** A request of this kind for the first page. */
    public static QueryRequest of(final QueryKind kind) {
        return new QueryRequest(kind);
    }

    /** Rows carry their documents. */
    public QueryRequest withDocuments(final boolean value) {
        withDocuments = value;
        return this;
    }

    /** Last row first, where a list has an order. */
    public QueryRequest reverse(final boolean value) {
        reverse = value;
        return this;
    }

    /** Wants this many rows at most, not all pages. */
    public QueryRequest rowLimit(final int value) {
        rowLimit = value;
        isLimited = true;
        return this;
    }

    /** Whether {@link #rowLimit(int)} was said: then the first page is the answer. */
    public boolean isLimited() {
        return isLimited;
    }

    /** The same request, to be changed on its own. */
    public QueryRequest copy() {
        final QueryRequest copy = new QueryRequest(kind);
        copy.withDocuments = withDocuments;
        copy.reverse = reverse;
        copy.rowLimit = rowLimit;
        copy.isLimited = isLimited;
        copy.id = id;
        copy.idPrefixBits = idPrefixBits;
        copy.sinceIndex = sinceIndex;
        copy.version = version;
        copy.namespace = namespace;
        copy.key = key;
        copy.cursor = cursor;
        copy.payload = payload;
        return copy;
    }

    /** Id of a node, allocation, evaluation or deployment. */
    public QueryRequest id(final UUID value) {
        id = value;
        return this;
    }

    /** Only ids that agree with {@link #id(UUID)} in this many leading bits. */
    public QueryRequest idPrefixBits(final int value) {
        idPrefixBits = value;
        return this;
    }

    /** Only assignments whose AllocModifyIndex is greater. */
    public QueryRequest sinceIndex(final long value) {
        sinceIndex = value;
        return this;
    }

    /** A job version; -1, the default, is the current one. */
    public QueryRequest version(final long value) {
        version = value;
        return this;
    }

    /** Namespace, or {@code *}. */
    public QueryRequest namespace(final String value) {
        namespace = value;
        return this;
    }

    /** Job id or name; for lists a prefix. */
    public QueryRequest key(final String value) {
        key = value;
        return this;
    }

    /** Continues after the page that returned this cursor. */
    public QueryRequest cursor(final byte[] value) {
        cursor = value;
        return this;
    }

    /** An encoded command, for dry runs. */
    public QueryRequest payload(final byte[] value) {
        payload = value;
        return this;
    }

    /** Encodes into the buffer from 0 and returns the length. */
    int encode(final ExpandableArrayBuffer buffer, final long correlationId) {
        final QueryEncoder encoder = new QueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        encoder.correlationId(correlationId)
                .kind(kind)
                .withDocuments(withDocuments ? Bool.YES : Bool.NO)
                .reverse(reverse ? Bool.YES : Bool.NO)
                .rowLimit(rowLimit);
        encoder.id().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        encoder.idPrefixBits((short) idPrefixBits).sinceIndex(sinceIndex).version(version);
        encoder.namespace(namespace)
                .key(key)
                .putCursor(cursor, 0, cursor.length)
                .putPayload(payload, 0, payload.length);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
