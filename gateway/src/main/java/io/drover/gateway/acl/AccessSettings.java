package io.drover.gateway.acl;

import java.nio.file.Path;
import java.util.List;

/**
 * What the configuration says of access control.
 *
 * @param isEnabled whether requests need tokens.
 * @param expirationMinNs shortest life of a token that expires.
 * @param expirationMaxNs longest life of a token that expires.
 * @param keptMs how long an expired token is kept.
 * @param resetFiles where the index may stand that allows another bootstrap.
 * @param issuer who signs identities, as discovery says it; empty when there is no discovery.
 */
public record AccessSettings(
        boolean isEnabled,
        long expirationMinNs,
        long expirationMaxNs,
        long keptMs,
        List<Path> resetFiles,
        String issuer) {
    private static final long MINUTE_NS = 60_000_000_000L;

    /** Access control off. */
    public static AccessSettings off() {
        return new AccessSettings(false, MINUTE_NS, 24 * 60 * MINUTE_NS, 3_600_000, List.of(), "");
    }
}
