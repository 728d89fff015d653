package io.drover.tools.cli.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Sockets with the certificates of the {@link TlsSettings}. Loaded only for addresses with https. */
final class TlsSockets {
    private static final int FILE_BYTES_MAX = 1 << 20;

    private final SSLContext context;
    private final TlsSettings settings;

    private TlsSockets(final SSLContext context, final TlsSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** What can be said about the settings before a connection is made. */
    static void check(final TlsSettings settings) throws ApiException {
        if (settings.clientCert().isEmpty() != settings.clientKey().isEmpty()) {
            throw ApiException.transport("Both client cert and client key must be provided");
        }
        if (!settings.caCert().isEmpty() && !new File(settings.caCert()).exists()) {
            throw ApiException.transport(
                    "Error loading CA File: open " + settings.caCert() + ": no such file or directory");
        }
    }

    static TlsSockets of(final TlsSettings settings) throws ApiException {
        try {
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), new SecureRandom());
            return new TlsSockets(context, settings);
        } catch (final GeneralSecurityException | IOException e) {
            throw ApiException.transport("TLS cannot be set up: " + e.getMessage());
        }
    }

    /** A connection with TLS over one that is open. The server's certificate is checked before anything is sent. */
    Socket secure(final Socket socket, final String host, final int port) throws IOException {
        final SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        final SSLParameters parameters = secured.getSSLParameters();
        if (!settings.isInsecure() && settings.serverName().isEmpty()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        final String name = settings.serverName();
        if (!settings.isInsecure() && !name.isEmpty() && !new ServerName(name).verify(host, secured.getSession())) {
            secured.close();
            throw new IOException("the server's certificate does not carry the name " + name);
        }
        return secured;
    }

    void apply(final HttpsURLConnection connection) {
        connection.setSSLSocketFactory(context.getSocketFactory());
        if (settings.isInsecure()) {
            connection.setHostnameVerifier((host, session) -> true);
        } else if (!settings.serverName().isEmpty()) {
            connection.setHostnameVerifier(new ServerName(settings.serverName()));
        }
    }

    private static KeyManager @Nullable [] keys(final TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.clientCert().isEmpty()) {
            return null;
        }
        final Certificate[] chain =
                certificates(new File(settings.clientCert())).toArray(new Certificate[0]);
        final char[] password = new char[0];
        final KeyStore store = emptyStore();
        store.setKeyEntry("client", privateKey(new File(settings.clientKey())), password, chain);
        final KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(final TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.isInsecure()) {
            return new TrustManager[] {new TrustAll()};
        }
        final List<Certificate> authorities = new ArrayList<>();
        if (!settings.caCert().isEmpty()) {
            authorities.addAll(certificates(new File(settings.caCert())));
        } else if (!settings.caPath().isEmpty()) {
            final File @Nullable [] files = new File(settings.caPath()).listFiles(File::isFile);
            final File[] sorted = files == null ? new File[0] : files;
            Arrays.sort(sorted);
            for (final File file : sorted) {
                authorities.addAll(certificates(file));
            }
        }
        if (authorities.isEmpty()) {
            return null;
        }
        final KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca" + i, authorities.get(i));
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(final File file) throws GeneralSecurityException, IOException {
        try (InputStream in = new FileInputStream(file)) {
            return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static PrivateKey privateKey(final File file) throws GeneralSecurityException, IOException {
        final String pem;
        try (InputStream in = new FileInputStream(file)) {
            pem = new String(in.readNBytes(FILE_BYTES_MAX), StandardCharsets.US_ASCII);
        }
        final byte[] bytes = PrivateKeyPem.pkcs8(pem, file.getPath());
        final GeneralSecurityException unknown =
                new GeneralSecurityException("the key in " + file + " is neither EC, RSA nor Ed25519");
        for (final String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (final InvalidKeySpecException e) {
                unknown.addSuppressed(e);
            }
        }
        throw unknown;
    }

    /** Trusts every certificate, for {@code -tls-skip-verify}. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String authType) {}

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
