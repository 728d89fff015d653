package io.drover.gateway.acl;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.UUID;

/**
 * A root key opened in the memory of a server: signs identities, and secrets are digested and sealed with keys derived from it.
 * Immutable; for all threads.
 */
public final class RootKey {
    private final UUID id;
    private final boolean isActive;
    private final JwtSigner signer;
    private final SecretBox secrets;

    private RootKey(final UUID id, final boolean isActive, final JwtSigner signer, final SecretBox secrets) {
        this.id = id;
        this.isActive = isActive;
        this.signer = signer;
        this.secrets = secrets;
    }

    /** Opens a key from its private half as it is encoded. */
    static RootKey open(final UUID id, final boolean isActive, final byte[] privateHalf)
            throws GeneralSecurityException {
        final KeyFactory factory = KeyFactory.getInstance("RSA");
        final PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(privateHalf));
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new GeneralSecurityException("root key " + id + " is no RSA key with its public exponent");
        }
        final JwtSigner signer = new JwtSigner(
                id.toString(),
                key,
                factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())));
        return new RootKey(id, isActive, signer, new SecretBox(privateHalf));
    }

    public UUID id() {
        return id;
    }

    /** Whether new identities and secrets use it. */
    public boolean isActive() {
        return isActive;
    }

    /** Signs and verifies identities. */
    public JwtSigner signer() {
        return signer;
    }

    /** Digests and seals secrets. */
    public SecretBox secrets() {
        return secrets;
    }
}
