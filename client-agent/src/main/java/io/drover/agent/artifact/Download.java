package io.drover.agent.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One file over HTTP, redirections followed. */
final class Download {
    private static final int CONNECT_TIMEOUT_MS = (int) TimeUnit.SECONDS.toMillis(30);
    private static final int READ_TIMEOUT_MS = (int) TimeUnit.MINUTES.toMillis(5);
    private static final long DEADLINE_NS = TimeUnit.MINUTES.toNanos(31);
    private static final long LENGTH_MAX = 100L << 30;
    private static final int REDIRECTS_MAX = 10;
    private static final int CHUNK_LENGTH = 64 * 1024;

    private Download() {}

    /** Writes what the address answers with into the file. */
    static void to(final Path file, final URI address, final Map<String, String> headers, final boolean insecure)
            throws IOException {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        URI at = address;
        for (int i = 0; i <= REDIRECTS_MAX; i++) {
            final HttpURLConnection connection = open(at, headers, insecure);
            try {
                final int status = connection.getResponseCode();
                final String location = connection.getHeaderField("Location");
                if (status / 100 == 3 && location != null) {
                    at = at.resolve(location);
                    continue;
                }
                if (status / 100 != 2) {
                    throw new IOException("bad response code: " + status);
                }
                copy(connection, file, deadlineNs);
                return;
            } finally {
                connection.disconnect();
            }
        }
        throw new IOException("stopped after " + REDIRECTS_MAX + " redirects");
    }

    private static HttpURLConnection open(final URI at, final Map<String, String> headers, final boolean insecure)
            throws IOException {
        if (!"http".equals(at.getScheme()) && !"https".equals(at.getScheme())) {
            throw new IOException("download not supported for scheme \"" + at.getScheme() + "\"");
        }
        final URLConnection opened = at.toURL().openConnection();
        if (insecure && opened instanceof HttpsURLConnection https) {
            trustAnybody(https);
        }
        opened.setConnectTimeout(CONNECT_TIMEOUT_MS);
        opened.setReadTimeout(READ_TIMEOUT_MS);
        headers.forEach(opened::setRequestProperty);
        if (at.getRawUserInfo() != null) {
            final String user =
                    Base64.getEncoder().encodeToString(at.getUserInfo().getBytes(StandardCharsets.UTF_8));
            opened.setRequestProperty("Authorization", "Basic " + user);
        }
        final HttpURLConnection connection = (HttpURLConnection) opened;
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static void copy(final URLConnection connection, final Path file, final long deadlineNs)
            throws IOException {
        final byte[] chunk = new byte[CHUNK_LENGTH];
        long sum = 0;
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                sum += length;
                if (sum > LENGTH_MAX) {
                    throw new IOException("longer than " + LENGTH_MAX + " bytes");
                }
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IOException("not finished within 31 minutes");
                }
                out.write(chunk, 0, length);
            }
        }
    }

    /** The job asked for it in so many words. */
    private static void trustAnybody(final HttpsURLConnection https) throws IOException {
        final X509TrustManager anybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(final X509Certificate[] chain, final String type) {}

            @Override
            public void checkServerTrusted(final X509Certificate[] chain, final String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {anybody}, new SecureRandom());
            https.setSSLSocketFactory(context.getSocketFactory());
            https.setHostnameVerifier((host, session) -> true);
        } catch (final GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
