package io.drover.gateway.acl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets of access control: digests by which they are found, and seals from which whoever may read them gets them back. Log,
 * snapshots and journals hold nothing else of them. For all threads.
 */
public final class SecretBox {
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec digestKey;
    private final SecretKeySpec sealKey;
    private final SecureRandom random = new SecureRandom();

    SecretBox(final byte[] rootKey) throws GeneralSecurityException {
        digestKey = derive(rootKey, "drover access digest", "HmacSHA256");
        sealKey = derive(rootKey, "drover access seal", "AES");
    }

    /** By what a secret is found: always the same, and of no use without the key. */
    public String digest(final String secret) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(digestKey);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", ex);
        }
    }

    /** Seals a secret to what it belongs to; {@link #open} wants the same owner. */
    public String seal(final String secret, final String owner) {
        try {
            final byte[] nonce = new byte[NONCE_LENGTH];
            random.nextBytes(nonce);
            final Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, owner);
            final byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_LENGTH + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has AES-GCM", ex);
        }
    }

    /** Opens what was sealed; empty when it was not sealed with this key to this owner. */
    public String open(final String sealed, final String owner) {
        try {
            final byte[] bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length <= NONCE_LENGTH) {
                return "";
            }
            final byte[] nonce = Arrays.copyOf(bytes, NONCE_LENGTH);
            final Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, owner);
            return new String(cipher.doFinal(bytes, NONCE_LENGTH, bytes.length - NONCE_LENGTH), StandardCharsets.UTF_8);
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            return "";
        }
    }

    private Cipher cipher(final int mode, final byte[] nonce, final String owner) throws GeneralSecurityException {
        final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKeySpec derive(final byte[] rootKey, final String purpose, final String algorithm)
            throws GeneralSecurityException {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(rootKey, "HmacSHA256"));
        return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), algorithm);
    }
}
