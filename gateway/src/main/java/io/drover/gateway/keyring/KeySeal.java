package io.drover.gateway.keyring;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals root keys with the key-encryption key that all servers have in their configuration ({@code server.encrypt}), before they enter
 * log, state and snapshots. Without one they enter as they are, and whoever reads a server's disk has them. Immutable.
 *
 * <pre>
 *  | mark (4) | nonce (12) | AES-256-GCM of the key, with its tag |
 * </pre>
 */
public final class KeySeal {
    /** Seals nothing; opens what was not sealed. */
    public static final KeySeal NONE = new KeySeal(null);

    private static final byte[] MARK = {'D', 'K', 'S', '1'};
    private static final int SECRET_LENGTH_MIN = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final @Nullable SecretKeySpec key;

    private KeySeal(final @Nullable SecretKeySpec key) {
        this.key = key;
    }

    /**
     * The seal of a configured secret.
     *
     * @param secret base64 of at least 16 bytes; empty for {@link #NONE}.
     */
    public static KeySeal of(final String secret) {
        if (secret.isEmpty()) {
            return NONE;
        }
        final byte[] bytes = Base64.getDecoder().decode(secret);
        if (bytes.length < SECRET_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "the key has " + bytes.length + " bytes; expected at least " + SECRET_LENGTH_MIN);
        }
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MARK);
            return new KeySeal(new SecretKeySpec(digest.digest(bytes), "AES"));
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }

    /** The key as it may leave the process. */
    public byte[] seal(final byte[] plain) {
        if (key == null) {
            return plain.clone();
        }
        final byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            final byte[] sealed = Arrays.copyOf(MARK, MARK.length + NONCE_LENGTH + plain.length + TAG_BITS / Byte.SIZE);
            System.arraycopy(nonce, 0, sealed, MARK.length, NONCE_LENGTH);
            cipher.doFinal(plain, 0, plain.length, sealed, MARK.length + NONCE_LENGTH);
            return sealed;
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has AES-GCM", ex);
        }
    }

    /** The key in clear; refuses what another secret sealed. */
    public byte[] open(final byte[] sealed) throws KeyRefused {
        if (!isSealed(sealed)) {
            return sealed.clone();
        }
        if (key == null) {
            throw new KeyRefused("the cluster's root keys are sealed, but this server has no server.encrypt");
        }
        try {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, MARK.length, NONCE_LENGTH));
            final int start = MARK.length + NONCE_LENGTH;
            return cipher.doFinal(sealed, start, sealed.length - start);
        } catch (final AEADBadTagException ex) {
            throw new KeyRefused("a root key was sealed with another server.encrypt than this server's");
        } catch (final GeneralSecurityException ex) {
            throw new KeyRefused("a sealed root key is damaged: " + ex.getMessage());
        }
    }

    private static boolean isSealed(final byte[] bytes) {
        return bytes.length > MARK.length + NONCE_LENGTH && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }
}
