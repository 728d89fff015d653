package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an auth method trusts: written into it, or fetched from where it says. Blocks, so it is used on worker threads; what is
 * fetched is bounded in size and time.
 */
public final class LoginKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int RESPONSE_LENGTH_MAX = 1 << 20;
    private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

    private LoginKeys() {}

    /** All keys of a method. */
    public static List<Key> of(final JsonObject config) throws AccessException {
        if (!config.texts("JWTValidationPubKeys").isEmpty()) {
            return pems(config.texts("JWTValidationPubKeys"));
        }
        if (!config.text("JWKSURL").isEmpty()) {
            final String ca = config.text("JWKSCACert");
            return fetched(config.text("JWKSURL"), ca.isEmpty() ? List.of() : List.of(ca));
        }
        final JsonObject discovery = discover(config);
        return fetched(discovery.text("jwks_uri"), config.texts("DiscoveryCaPem"));
    }

    /** What an OIDC provider says of itself. */
    public static JsonObject discover(final JsonObject config) throws AccessException {
        final String base = config.text("OIDCDiscoveryURL");
        final String url = base + (base.endsWith("/") ? "" : "/") + ".well-known/openid-configuration";
        return object(send(HttpRequest.newBuilder(), url, config.texts("DiscoveryCaPem")));
    }

    /** Sends a request and answers the object that comes back. */
    static JsonObject call(final HttpRequest.Builder request, final String url, final List<String> authorities)
            throws AccessException {
        return object(send(request, url, authorities));
    }

    private static List<Key> fetched(final String url, final List<String> authorities) throws AccessException {
        try {
            final List<Key> keys = new ArrayList<>();
            for (final JsonWebKey key :
                    new JsonWebKeySet(send(HttpRequest.newBuilder(), url, authorities)).getJsonWebKeys()) {
                keys.add(key.getKey());
            }
            return keys;
        } catch (final JoseException ex) {
            throw new AccessException("failed to decode keys: " + ex.getMessage());
        }
    }

    private static JsonObject object(final String text) throws AccessException {
        try {
            if (JsonParser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
            throw new AccessException("expected a JSON object, got another value");
        } catch (final JsonSyntaxException ex) {
            throw new AccessException("expected a JSON object: " + ex.getMessage());
        }
    }

    private static String send(final HttpRequest.Builder request, final String url, final List<String> authorities)
            throws AccessException {
        try {
            final HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
            if (!authorities.isEmpty()) {
                client.sslContext(trusting(authorities));
            }
            final HttpResponse<InputStream> response = client.build()
                    .send(
                            request.uri(URI.create(url)).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                final byte[] bytes = body.readNBytes(RESPONSE_LENGTH_MAX);
                if (response.statusCode() / 100 != 2) {
                    throw new AccessException("provider answered with status " + response.statusCode());
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (final IOException | IllegalArgumentException | GeneralSecurityException ex) {
            throw new AccessException("provider cannot be reached: " + ex.getMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted while the provider was asked");
        }
    }

    private static SSLContext trusting(final List<String> authorities) throws GeneralSecurityException, IOException {
        final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (final String pem : authorities) {
            for (final Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
        }
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static List<Key> pems(final List<String> pems) throws AccessException {
        final List<Key> keys = new ArrayList<>();
        for (final String pem : pems) {
            keys.add(pem(pem));
        }
        return keys;
    }

    private static PublicKey pem(final String pem) throws AccessException {
        try {
            if (pem.contains("BEGIN CERTIFICATE")) {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                        .getPublicKey();
            }
            final byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            for (final String algorithm : ALGORITHMS) {
                final PublicKey key = key(algorithm, encoded);
                if (key != null) {
                    return key;
                }
            }
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            throw new AccessException("error parsing PEM public key: " + ex.getMessage());
        }
        throw new AccessException("error parsing PEM public key: it is no RSA, EC or Ed25519 key");
    }

    /** A key of this kind; null when it is one of another. */
    private static @Nullable PublicKey key(final String algorithm, final byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (final GeneralSecurityException ex) {
            return null;
        }
    }
}
