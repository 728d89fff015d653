package io.drover.sbe.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with one key; frames carry its first 128 bits. One thread. */
public final class FrameMac {
    /** Bytes of a whole code. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] code = new byte[LENGTH];
    private final ByteBuffer codeView = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);

    /** Makes codes with this key. */
    public FrameMac(final byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, ex);
        }
    }

    /** Derives a key for a purpose, so that no key serves two. */
    public byte[] derive(final String purpose, final byte[] context) {
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(context);
    }

    FrameMac update(final byte[] bytes, final int offset, final int length) {
        mac.update(bytes, offset, length);
        return this;
    }

    /** Ends a code; its halves can then be read. */
    void finish() {
        final byte[] whole = mac.doFinal();
        System.arraycopy(whole, 0, code, 0, LENGTH);
    }

    long high() {
        return codeView.getLong(0);
    }

    long low() {
        return codeView.getLong(Long.BYTES);
    }
}
