package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs claims as JSON Web Tokens (RS256) and verifies its own. A signature costs about two milliseconds. For all threads. */
public final class JwtSigner {
    /** Longest token that is looked at. */
    static final int LENGTH_MAX = 16 * 1024;

    private static final String ALGORITHM = "SHA256withRSA";

    private final String keyId;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    JwtSigner(final String keyId, final PrivateKey privateKey, final PublicKey publicKey) {
        this.keyId = keyId;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Id of the key, as tokens name it. */
    public String keyId() {
        return keyId;
    }

    /** Signs claims. */
    public String sign(final JsonObject claims) {
        final JsonObject header =
                new JsonObject().put("alg", "RS256").put("kid", keyId).put("typ", "JWT");
        final String text = encode(JsonWriter.bytes(header)) + "." + encode(JsonWriter.bytes(claims));
        try {
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encode(signature.sign());
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime signs with RSA", ex);
        }
    }

    /** The claims of a token that was signed with this key; null when it was not. */
    @Nullable
    JsonObject verify(final String token) {
        final int end = token.lastIndexOf('.');
        if (end < 0) {
            return null;
        }
        try {
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(token.substring(0, end).getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))) ? part(token, 1) : null;
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            return null;
        }
    }

    /** Header or claims of a token, unverified; null when it is none. */
    static @Nullable JsonObject part(final String token, final int index) {
        final String[] parts = token.length() > LENGTH_MAX ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return JsonParser.parse(Base64.getUrlDecoder().decode(parts[index])) instanceof JsonObject object
                    ? object
                    : null;
        } catch (final JsonSyntaxException | IllegalArgumentException ex) {
            return null;
        }
    }

    private static String encode(final byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
