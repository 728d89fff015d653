package io.drover.gateway.jobspec.hcl.function;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/** Decrypts with a PKCS #1 private key in PEM form. */
final class RsaDecryption {

    private static final int MAX_KEY_BYTES = 16_384;

    private RsaDecryption() {}

    static String decrypt(final String cipherText, final String pem) throws FunctionException {
        final byte[] encrypted;
        try {
            encrypted = Base64.getMimeDecoder().decode(cipherText);
        } catch (final IllegalArgumentException invalid) {
            throw new FunctionException("failed to decode input: cipher text must be base64-encoded");
        }
        try {
            final Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key(pem));
            return new String(cipher.doFinal(encrypted), StandardCharsets.UTF_8);
        } catch (final GeneralSecurityException failure) {
            throw new FunctionException("failed to decrypt: " + failure.getMessage());
        }
    }

    private static PrivateKey key(final String pem) throws FunctionException, GeneralSecurityException {
        final int begin = pem.indexOf("-----BEGIN RSA PRIVATE KEY-----");
        final int end = pem.indexOf("-----END RSA PRIVATE KEY-----");
        if (begin < 0 || end < begin || end - begin > MAX_KEY_BYTES) {
            throw new FunctionException("failed to parse key: no key found");
        }
        final String body = pem.substring(begin + "-----BEGIN RSA PRIVATE KEY-----".length(), end);
        if (body.contains("Proc-Type")) {
            throw new FunctionException(
                    "failed to parse key: password protected keys are not supported. Please decrypt the"
                            + " key prior to use");
        }
        try {
            final DerReader reader = new DerReader(Base64.getMimeDecoder().decode(body));
            reader.sequence();
            reader.integer();
            final RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(
                    reader.integer(),
                    reader.integer(),
                    reader.integer(),
                    reader.integer(),
                    reader.integer(),
                    reader.integer(),
                    reader.integer(),
                    reader.integer());
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException invalid) {
            throw new FunctionException("failed to parse key: not a PKCS #1 private key");
        }
    }

    /** Reads the few DER forms of which such a key consists. */
    private static final class DerReader {
        private final byte[] bytes;
        private int position;

        DerReader(final byte[] bytes) {
            this.bytes = bytes;
        }

        void sequence() {
            expect(0x30);
            length();
        }

        BigInteger integer() {
            expect(0x02);
            final int length = length();
            final byte[] content = java.util.Arrays.copyOfRange(bytes, position, position + length);
            position += length;
            return new BigInteger(content);
        }

        private void expect(final int tag) {
            if (bytes[position++] != tag) {
                throw new IllegalArgumentException("unexpected DER tag");
            }
        }

        private int length() {
            final int first = bytes[position++] & 0xff;
            if (first < 0x80) {
                return first;
            }
            int length = 0;
            for (int i = 0; i < (first & 0x7f); i++) {
                length = (length << 8) | (bytes[position++] & 0xff);
            }
            if (length < 0 || length > bytes.length - position) {
                throw new IllegalArgumentException("DER length out of bounds");
            }
            return length;
        }
    }
}
