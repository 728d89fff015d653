package io.drover.gateway.keyring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the items of variables: AES-256-GCM with a key that follows from a root key, a fresh nonce each time, bound to namespace and
 * path, so that sealed items cannot be moved to another variable. Immutable.
 *
 * <pre>
 *  | nonce (12) | AES-256-GCM of the items, with its tag |
 * </pre>
 */
public final class DataKey {
    private static final byte[] PURPOSE = "drover variables".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** The data key of a root key's private half. */
    DataKey(final byte[] privateKey) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(privateKey, "HmacSHA256"));
            key = new SecretKeySpec(mac.doFinal(PURPOSE), "AES");
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", ex);
        }
    }

    /** Seals the items of a variable. */
    public byte[] seal(final String namespace, final String path, final byte[] items) {
        final byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place(namespace, path));
            final byte[] sealed = Arrays.copyOf(nonce, NONCE_LENGTH + items.length + TAG_BITS / Byte.SIZE);
            cipher.doFinal(items, 0, items.length, sealed, NONCE_LENGTH);
            return sealed;
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has AES-GCM", ex);
        }
    }

    /** The items of a variable in clear. */
    public byte[] open(final String namespace, final String path, final byte[] sealed) throws KeyRefused {
        if (sealed.length < NONCE_LENGTH) {
            throw new KeyRefused("the items of variable " + path + " are damaged: " + sealed.length + " bytes");
        }
        try {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_LENGTH));
            cipher.updateAAD(place(namespace, path));
            return cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
        } catch (final AEADBadTagException ex) {
            throw new KeyRefused("the items of variable " + path + " are damaged, or another key sealed them");
        } catch (final GeneralSecurityException ex) {
            throw new KeyRefused("the items of variable " + path + " cannot be opened: " + ex.getMessage());
        }
    }

    private static byte[] place(final String namespace, final String path) {
        return (namespace + '\0' + path).getBytes(StandardCharsets.UTF_8);
    }
}
