package io.drover.gateway.keyring;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A root key as it enters the state: the public half as a JSON Web Key, the private half encoded. Made outside the state machine,
 * which must be the same on every member and therefore can make nothing random.
 *
 * @param id key id.
 * @param publicKey JWK document.
 * @param privateKey private half.
 */
@SuppressWarnings("ArrayRecordComponent")
public record RootKey(UUID id, byte[] publicKey, byte[] privateKey) {
    private static final int KEY_BITS = 2048;

    /** Makes a new one; takes a tenth of a second of CPU. */
    public static RootKey create() {
        try {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            final KeyPair pair = generator.generateKeyPair();
            final UUID id = UUID.randomUUID();
            return new RootKey(
                    id,
                    jwk(id, (RSAPublicKey) pair.getPublic()),
                    pair.getPrivate().getEncoded());
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has RSA", ex);
        }
    }

    private static byte[] jwk(final UUID id, final RSAPublicKey key) {
        return ("{\"alg\":\"RS256\",\"e\":\"" + base64(key.getPublicExponent()) + "\",\"kid\":\"" + id
                        + "\",\"kty\":\"RSA\",\"n\":\"" + base64(key.getModulus()) + "\",\"use\":\"sig\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(final BigInteger number) {
        final byte[] signed = number.toByteArray();
        final byte[] unsigned = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
