package io.drover.cluster.scenario;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryEncoder;
import io.drover.sbe.query.QueryKind;
import java.util.Random;
import java.util.UUID;
import org.agrona.ExpandableArrayBuffer;

/** Queries with arbitrary fields, some of which name what scenarios have. */
final class Queries {
    private static final String[] NAMES = {
        "", "*", "default", "web", "api", "n1", "kv", "all", "\u0000", "x".repeat(300)
    };

    private Queries() {}

    static byte[] random(final QueryKind kind, final Random random) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final QueryEncoder query = new QueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final UUID id = random.nextBoolean() ? Names.nodeId("n1") : new UUID(random.nextLong(), random.nextLong());
        query.correlationId(random.nextLong())
                .kind(kind)
                .withDocuments(random.nextBoolean() ? Bool.YES : Bool.NO)
                .reverse(random.nextBoolean() ? Bool.YES : Bool.NO)
                .rowLimit(random.nextInt(5) - 1)
                .idPrefixBits((short) (random.nextInt(4) * random.nextInt(64)))
                .sinceIndex(random.nextInt(20))
                .version(random.nextInt(6) - 2);
        query.id().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        final byte[] cursor = new byte[random.nextInt(3) * random.nextInt(20)];
        random.nextBytes(cursor);
        final byte[] payload = new byte[random.nextInt(3) * random.nextInt(60)];
        random.nextBytes(payload);
        query.namespace(NAMES[random.nextInt(NAMES.length)])
                .key(NAMES[random.nextInt(NAMES.length)])
                .putCursor(cursor, 0, cursor.length)
                .putPayload(payload, 0, payload.length);
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + query.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
