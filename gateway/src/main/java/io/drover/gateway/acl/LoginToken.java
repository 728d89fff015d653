package io.drover.gateway.acl;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Verifies a token that somebody else signed, against what an auth method expects of it. */
public final class LoginToken {
    private static final long LEEWAY_SECONDS = 150;
    private static final long SKEW_SECONDS = 60;
    private static final String SIGNATURE = "unable to verify signature of JWT token: ";

    private LoginToken() {}

    /**
     * The claims of a token.
     *
     * @param config of the auth method.
     * @param keys any of which may have signed it.
     * @throws AccessException with the text that clients know.
     */
    public static JsonObject verify(
            final String token, final JsonObject config, final List<Key> keys, final long nowSeconds)
            throws AccessException {
        if (token.length() > JwtSigner.LENGTH_MAX || token.split("\\.", -1).length != 3) {
            throw new AccessException(SIGNATURE
                    + "error verifying token signature: go-jose/go-jose: compact JWS format must have three parts");
        }
        final JsonObject claims = claims(token, config, keys);
        checkTime(claims, config, nowSeconds);
        checkAudience(claims, config.texts("BoundAudiences"));
        final List<String> issuers = config.texts("BoundIssuer");
        if (!issuers.isEmpty() && !issuers.contains(claims.text("iss"))) {
            throw new AccessException("invalid JWT issuer: " + claims.text("iss"));
        }
        return claims;
    }

    private static JsonObject claims(final String token, final JsonObject config, final List<Key> keys)
            throws AccessException {
        final List<String> algorithms =
                config.texts("SigningAlgs").isEmpty() ? List.of("RS256") : config.texts("SigningAlgs");
        for (final Key key : keys) {
            final JsonObject claims = claims(token, algorithms, key);
            if (claims != null) {
                return claims;
            }
        }
        throw new AccessException(
                SIGNATURE + "error verifying token signature: no known key successfully validated the token signature");
    }

    /** The claims of a token that a key signed; null when another one did. */
    private static @Nullable JsonObject claims(final String token, final List<String> algorithms, final Key key) {
        try {
            final JsonWebSignature signature = new JsonWebSignature();
            signature.setProviderContext(new ProviderContext());
            signature.setAlgorithmConstraints(new AlgorithmConstraints(
                    AlgorithmConstraints.ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
            signature.setCompactSerialization(token);
            signature.setKey(key);
            return signature.verifySignature()
                            && JsonParser.parse(signature.getPayload().getBytes(StandardCharsets.UTF_8))
                                    instanceof JsonObject claims
                    ? claims
                    : null;
        } catch (final JoseException | JsonSyntaxException ex) {
            return null;
        }
    }

    private static void checkTime(final JsonObject claims, final JsonObject config, final long nowSeconds)
            throws AccessException {
        if (!claims.has("exp") && !claims.has("nbf") && !claims.has("iat")) {
            throw new AccessException(
                    SIGNATURE + "no issued at (iat), not before (nbf), or expiration time (exp) claims in token");
        }
        final long skew = leeway(config, "ClockSkewLeeway", SKEW_SECONDS);
        final long earliest = claims.has("nbf") ? claims.number("nbf") : claims.number("iat");
        final long latest = claims.has("exp")
                ? claims.number("exp")
                : earliest + leeway(config, "ExpirationLeeway", LEEWAY_SECONDS);
        final long from = claims.has("nbf") ? earliest : earliest - leeway(config, "NotBeforeLeeway", LEEWAY_SECONDS);
        if (latest + skew <= nowSeconds) {
            throw new AccessException(SIGNATURE + "invalid expiration time (exp) claim: token is expired");
        }
        if (from - skew > nowSeconds) {
            throw new AccessException(SIGNATURE + "invalid not before (nbf) claim: token not yet valid");
        }
    }

    private static long leeway(final JsonObject config, final String name, final long absent) {
        final long nanos = config.text(name).isEmpty()
                ? 0
                : GoDuration.parse(config.text(name)).nanos();
        return nanos == 0 ? absent : Math.max(0, nanos / 1_000_000_000L);
    }

    private static void checkAudience(final JsonObject claims, final List<String> expected) throws AccessException {
        final JsonValue claimed = claims.value("aud");
        final List<String> audiences = claimed instanceof JsonArray many
                ? many.texts()
                : claimed instanceof JsonString one ? List.of(one.value()) : List.of();
        if (!expected.isEmpty() && audiences.stream().noneMatch(expected::contains)) {
            throw new AccessException(
                    SIGNATURE + "invalid audience (aud) claim: audience claim does not match any expected audience");
        }
    }
}
