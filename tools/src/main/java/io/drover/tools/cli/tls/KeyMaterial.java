package io.drover.tools.cli.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** Makes keys for certificates: on the curve P-256, written as other tools for TLS write them. */
final class KeyMaterial {
    private static final String CURVE = "1.2.840.10045.3.1.7";
    private static final int SCALAR_LENGTH = 32;
    /** Length of an uncompressed point, which ends an encoded public key. */
    private static final int POINT_LENGTH = 65;

    private KeyMaterial() {}

    static KeyPair generate() throws GeneralSecurityException {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The private key in the form of SEC 1. */
    static byte[] encode(final KeyPair pair) {
        final byte[] publicKey = pair.getPublic().getEncoded();
        final byte[] point = Arrays.copyOfRange(publicKey, publicKey.length - POINT_LENGTH, publicKey.length);
        return Der.sequence(
                Der.integer(1),
                Der.octets(scalar(((ECPrivateKey) pair.getPrivate()).getS())),
                Der.tagged(0, Der.oid(CURVE)),
                Der.tagged(1, Der.bits(point)));
    }

    private static byte[] scalar(final BigInteger value) {
        final byte[] bytes = value.toByteArray();
        final byte[] scalar = new byte[SCALAR_LENGTH];
        final int length = Math.min(bytes.length, SCALAR_LENGTH);
        System.arraycopy(bytes, bytes.length - length, scalar, SCALAR_LENGTH - length, length);
        return scalar;
    }
}
