package io.drover.gateway.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and what it may do.
 *
 * @param kind how it was recognized.
 * @param authority what it may do.
 * @param token its token, when it came with one.
 * @param policies names of the policies that were found for it.
 */
public record Caller(
        Kind kind, Authority authority, @Nullable AclEntry token, List<String> policies) {
    /** How a caller was recognized. */
    public enum Kind {
        /** Access control is off. */
        ANYBODY,
        /** It brought no token. */
        ANONYMOUS,
        /** It brought a token that counts. */
        TOKEN,
        /** It brought the identity of a running workload. */
        WORKLOAD,
        /** It brought a token that expired. */
        EXPIRED,
        /** It brought a token that nobody knows. */
        UNKNOWN,
        /** It brought something that is neither token nor identity. */
        MALFORMED
    }

    /** Everybody where access control is off. */
    public static Caller anybody() {
        return new Caller(Kind.ANYBODY, Authority.unrestricted(), null, List.of());
    }

    static Caller refused(final Kind kind) {
        return new Caller(kind, Authority.of(List.of()), null, List.of());
    }

    /** Whether what it brought does not count, so that it is refused whatever it asks for. */
    public boolean isRefused() {
        return kind == Kind.EXPIRED || kind == Kind.UNKNOWN || kind == Kind.MALFORMED;
    }

    /** Whether it has one of the policies. */
    public boolean has(final String policy) {
        return policies.contains(policy);
    }
}
