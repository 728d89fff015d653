package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** 128 bits of SHA-256 over a document's sorted text: equal exactly when the documents are. */
final class DocumentDigest {
    private DocumentDigest() {}

    static UUID of(final JsonValue value) {
        try {
            final ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(JsonWriter.bytes(value)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }
}
