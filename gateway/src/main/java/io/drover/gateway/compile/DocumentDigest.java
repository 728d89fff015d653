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
        final MessageDigest hash = hash();
        hash.update(JsonWriter.bytes(value));
        return id(hash);
    }

    /** An empty hash to be fed. */
    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }

    /** What the hash has come to. */
    static UUID id(final MessageDigest hash) {
        final ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
