package io.drover.gateway.acl;

import io.drover.gateway.core.Actor;
import io.drover.sbe.journal.ActorKind;
import java.util.List;
import java.util.UUID;
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

    /** As the journal names it; null for nobody in particular. */
    public @Nullable Actor actor() {
        return switch (kind) {
            case TOKEN -> {
                final UUID accessor = accessor();
                yield new Actor(ActorKind.TOKEN, accessor.getMostSignificantBits(), accessor.getLeastSignificantBits());
            }
            case WORKLOAD -> new Actor(ActorKind.WORKLOAD, 0, 0);
            case ANONYMOUS -> new Actor(ActorKind.ANONYMOUS, 0, 0);
            case ANYBODY, EXPIRED, UNKNOWN, MALFORMED -> null;
        };
    }

    private UUID accessor() {
        try {
            return token == null ? new UUID(0, 0) : UUID.fromString(token.key());
        } catch (final IllegalArgumentException ex) {
            return new UUID(0, 0);
        }
    }

    /** Whether it has one of the policies. */
    public boolean has(final String policy) {
        return policies.contains(policy);
    }
}
