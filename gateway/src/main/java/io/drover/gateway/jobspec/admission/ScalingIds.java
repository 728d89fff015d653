package io.drover.gateway.jobspec.admission;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of scaling policies. They follow from what a policy scales, so that every server knows them without having stored any, and a job
 * keeps them from version to version.
 */
public final class ScalingIds {
    private static final long VERSION_MASK = 0xffffffffffff0fffL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3fffffffffffffffL;
    private static final long VARIANT_RFC = 0x8000000000000000L;

    private ScalingIds() {}

    /** The id of the policy of a group. */
    public static String of(final String namespace, final String jobId, final String group, final String type) {
        final String target = "scaling policy\0" + namespace + '\0' + jobId + '\0' + group + '\0' + type;
        try {
            final ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong() & VERSION_MASK | VERSION_8, digest.getLong() & VARIANT_MASK | VARIANT_RFC)
                    .toString();
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }
}
