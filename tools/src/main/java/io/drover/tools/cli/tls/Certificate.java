package io.drover.tools.cli.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes one certificate in its third version, signed with ECDSA over SHA-256. */
final class Certificate {
    private static final byte[] ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final int VERSION_3 = 2;
    private static final int SERIAL_BITS = 127;

    private Certificate() {}

    /** A serial number that no other certificate of an authority has. */
    static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }

    /**
     * The binary form.
     *
     * @param publicKey of the subject, in its encoded form.
     * @param issuer name of whoever signs.
     * @param key of whoever signs.
     */
    static byte[] sign(
            final BigInteger serial,
            final byte[] subject,
            final byte[] publicKey,
            final Extensions extensions,
            final int days,
            final byte[] issuer,
            final PrivateKey key)
            throws GeneralSecurityException {
        final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        final byte[] content = Der.sequence(
                Der.tagged(0, Der.integer(VERSION_3)),
                Der.integer(serial),
                ALGORITHM,
                issuer,
                // A minute earlier: clocks differ.
                Der.sequence(Der.time(now.minus(1, ChronoUnit.MINUTES)), Der.time(now.plus(days, ChronoUnit.DAYS))),
                subject,
                publicKey,
                Der.tagged(3, extensions.encode()));
        final Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return Der.sequence(content, ALGORITHM, Der.bits(signature.sign()));
    }
}
