package io.drover.tools.cli.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Private keys in PEM files. The JDK reads the PKCS 8 form only, so the older forms for EC and RSA keys are wrapped into it:
 *
 * <pre>
 * SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING { the older form } }
 * </pre>
 */
public final class PrivateKeyPem {
    private static final byte[] VERSION = {2, 1, 0};
    private static final byte[] RSA = {0x30, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_P256 = {
        0x30, 19, 6, 7, 42, (byte) 0x86, 72, (byte) 0xce, 61, 2, 1, 6, 8, 42, (byte) 0x86, 72, (byte) 0xce, 61, 3, 1, 7
    };

    private PrivateKeyPem() {}

    /** The key of a text in the form that the JDK reads; messages call the text by the name. */
    public static byte[] pkcs8(final String pem, final String name) throws GeneralSecurityException {
        if (pem.contains("BEGIN RSA PRIVATE KEY")) {
            return wrap(RSA, block(pem, "RSA PRIVATE KEY", name));
        }
        if (pem.contains("BEGIN EC PRIVATE KEY")) {
            return wrap(EC_P256, block(pem, "EC PRIVATE KEY", name));
        }
        return block(pem, "PRIVATE KEY", name);
    }

    private static byte[] block(final String pem, final String kind, final String name)
            throws GeneralSecurityException {
        final String begin = "-----BEGIN " + kind + "-----";
        final int start = pem.indexOf(begin);
        final int end = pem.indexOf("-----END " + kind + "-----");
        if (start < 0 || end < start) {
            throw new GeneralSecurityException("no private key in " + name);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
        } catch (final IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key in " + name + " is not base64", e);
        }
    }

    private static byte[] wrap(final byte[] algorithm, final byte[] key) {
        final ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(VERSION);
        inner.writeBytes(algorithm);
        element(inner, 4, key);
        final ByteArrayOutputStream outer = new ByteArrayOutputStream();
        element(outer, 0x30, inner.toByteArray());
        return outer.toByteArray();
    }

    private static void element(final ByteArrayOutputStream out, final int tag, final byte[] content) {
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else if (content.length < 256) {
            // The shortest form: the JDK refuses any other.
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
    }
}
