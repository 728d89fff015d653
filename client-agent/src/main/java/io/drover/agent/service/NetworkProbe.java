package io.drover.agent.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Checks over the real network. Thread-safe; HTTP clients are made when the first HTTP check runs. */
public final class NetworkProbe implements CheckProbe {
    private static final int BODY_LENGTH_MAX = 3 * 1024;
    private static final Set<String> CLIENT_OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "upgrade");

    private @Nullable HttpClient verifying;
    private @Nullable HttpClient trusting;

    @Override
    public Outcome run(final Target target) {
        return "http".equals(target.type()) ? http(target) : tcp(target);
    }

    private static Outcome tcp(final Target target) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.host(), target.port()), (int) target.timeoutMs());
            return new Outcome(true, 0, "nomad: tcp ok");
        } catch (final IOException e) {
            return new Outcome(false, 0, dialError(target, e));
        }
    }

    private Outcome http(final Target target) {
        final URI uri;
        try {
            uri = uri(target);
        } catch (final IllegalArgumentException e) {
            return new Outcome(false, 0, "nomad: invalid check path: " + e.getMessage());
        }
        try {
            final HttpRequest request = request(target, uri);
            final HttpResponse<InputStream> response =
                    client(target.tlsSkipVerify()).send(request, HttpResponse.BodyHandlers.ofInputStream());
            final String body;
            try (InputStream stream = response.body()) {
                body = new String(stream.readNBytes(BODY_LENGTH_MAX), StandardCharsets.UTF_8);
            }
            final int status = response.statusCode();
            return new Outcome(status < 400, status, status == 200 ? "nomad: http ok" : body);
        } catch (final IOException | IllegalArgumentException | GeneralSecurityException e) {
            return new Outcome(
                    false, 0, "nomad: " + capitalized(method(target)) + " \"" + uri + "\": " + dialError(target, e));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(false, 0, "nomad: interrupted");
        }
    }

    private static URI uri(final Target target) {
        final String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        final String path = target.path().startsWith("/") ? target.path() : "/" + target.path();
        return URI.create(target.scheme() + "://" + host + ":" + target.port() + path);
    }

    private static HttpRequest request(final Target target, final URI uri) {
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(target.timeoutMs()))
                .method(
                        method(target),
                        target.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(target.body()));
        target.headers().forEach((name, values) -> {
            if (!CLIENT_OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static String method(final Target target) {
        return target.method().isEmpty() ? "GET" : target.method().toUpperCase(Locale.ROOT);
    }

    private static String capitalized(final String method) {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String dialError(final Target target, final Exception e) {
        final String dial = "dial tcp " + target.host() + ":" + target.port() + ": ";
        if (e instanceof ConnectException) {
            return dial + "connect: connection refused";
        }
        if (e instanceof SocketTimeoutException || e instanceof HttpTimeoutException) {
            return dial + "i/o timeout";
        }
        return String.valueOf(e.getMessage());
    }

    private synchronized HttpClient client(final boolean trustsAll) throws GeneralSecurityException {
        if (trustsAll) {
            if (trusting == null) {
                final SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
                trusting = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .sslContext(context)
                        .build();
            }
            return trusting;
        }
        if (verifying == null) {
            verifying = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
        }
        return verifying;
    }

    /** For checks whose job says {@code tls_skip_verify}. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type) {}

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type) {}

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final Socket socket) {}

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final Socket socket) {}

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine) {}

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
